import { describe, expect, it } from '@jest/globals';
import { prescribed } from '../../../../tests/support/rules.js';
import type { Block } from '../session/block.js';
import { startIntensity, stepIntensity, type IntensityOutput } from './session-intensity.js';

const head = { stream: 0, sequence: 1, sensor: 0, receivedAtMs: 0 };
const mark = (tS: number, name: string): Block => ({ ...head, kind: 'mark', startMs: tS * 1000, endMs: tS * 1000, name });
const rate = (tS: number, heartRateBpm: number): Block => ({
  ...head, kind: 'heart-rate', startMs: tS * 1000, endMs: tS * 1000, readings: [{ tMs: tS * 1000, heartRateBpm, contact: 'detected', rrMs: [60_000 / heartRateBpm] }],
});

function fold(blocks: Block[], prescription = prescribed()): IntensityOutput[] {
  let state = startIntensity(prescription);
  return blocks.map((block) => {
    if (block.kind !== 'heart-rate' && block.kind !== 'mark') throw new Error(block.kind);
    const out = stepIntensity(state, block, prescription);
    state = JSON.parse(JSON.stringify(state)) as typeof state;
    return out;
  });
}

/** Work at 130 bpm until 100 s, then a fall by a quarter of a beat a second. */
const cooling = [...Array.from({ length: 100 }, (_, s) => rate(s, 130)), mark(100, 'phase:cool-down'), ...Array.from({ length: 80 }, (_, s) => rate(100 + s, Math.round(130 - s / 4)))];

describe('intensity of a session as it goes on', () => {
  it('tells the recovery of a minute after the work has ended', () => {
    const told = fold(cooling).flatMap(({ recoveries }) => recoveries);
    expect(told).toEqual([{ tMs: 165_000, recovery: { ok: true, flags: ['NOT_INTERPRETABLE'], value: { peakBpm: 130, at60SBpm: 115, dropBpm: 15, isAbnormal: false, notInterpretable: ['cool-down-not-measured'] } } }]);
  });

  it('tells none where no maximum is known, and none without a word of the end of work', () => {
    expect(fold(cooling, prescribed({ intensity: null })).flatMap(({ recoveries }) => recoveries)).toEqual([]);
    expect(fold(cooling.filter(({ kind }) => kind !== 'mark')).flatMap(({ recoveries }) => recoveries)).toEqual([]);
  });

  it('tells a phase once, and no other mark', () => {
    const told = fold([mark(1, 'phase:warm-up'), mark(2, 'phase:warm-up'), mark(3, 'button'), mark(4, 'phase:work')]).flatMap(({ phases }) => phases);
    expect(told).toEqual([{ tMs: 1000, phase: 'warm-up' }, { tMs: 4000, phase: 'work' }]);
  });
});
