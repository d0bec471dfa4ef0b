import { describe, expect, it } from '@jest/globals';
import { blocksOf, minimumJerk } from '../../../../tests/support/movement.js';
import { prescribed } from '../../../../tests/support/rules.js';
import { hamstringStretch } from '../prescription/catalogue/hamstring-stretch.js';
import type { Prescription } from '../prescription/prescription.js';
import { analyse, startAnalysis, type Analysis } from './analyse.js';
import type { Block } from './block.js';
import { startStretch, stepStretch } from './stretch.js';

const prescription = prescribed({ exercise: hamstringStretch, side: 'left', sensors: [{ sensor: 0, kind: 'imu', placement: { segment: 'thigh', side: 'left' } }], intensity: null });

/** Out in 4 s, held until 36 s, and back; on top of the hold whatever it does. */
const stretched = (onTop: (tS: number) => number) => (tS: number): number =>
  60 * (minimumJerk((tS - 3) / 4) - minimumJerk((tS - 36) / 4)) + (tS > 8 && tS < 34 ? onTop(tS) : 0);

function told(onTop: (tS: number) => number, cut: number, of: Prescription = prescription): Analysis['repetitions'] {
  const blocks: Block[] = blocksOf(stretched(onTop), { seconds: 44 });
  let state = startAnalysis(of, 0);
  const repetitions: Analysis['repetitions'] = [];
  for (let i = 0; i < blocks.length; i += cut) {
    const analysis = analyse(state, blocks.slice(i, i + cut), { prescription: of, now: null });
    state = JSON.parse(JSON.stringify(analysis.state)) as typeof state;
    repetitions.push(...analysis.repetitions);
  }
  return repetitions;
}

const bouncesOf = (repetitions: Analysis['repetitions']): unknown[] =>
  repetitions.flatMap(({ repetition }) => repetition.score.codes.filter(({ code }) => code === 'BOUNCING').map(({ severity, bodyPart, side, value }) => [severity, bodyPart, side, Math.round(value)]));

describe('a static stretch (clinical C11)', () => {
  it('that is bounced is told so, and how far', () => {
    expect(bouncesOf(told((tS) => 4 * Math.sin(2 * Math.PI * tS), 1000))[0]).toEqual(['clear', 'thigh', 'left', 8]);
  });

  it('that is held, breathing, is not', () => {
    const repetitions = told((tS) => 1.5 * Math.sin(2 * Math.PI * 0.25 * tS), 1000);
    expect(repetitions).toHaveLength(1);
    expect(bouncesOf(repetitions)).toEqual([]);
    expect(repetitions[0].repetition.features.bounceDeg).toBeUndefined();
  });

  it('is the same however the packets are cut', () => {
    const bounce = (tS: number): number => 4 * Math.sin(2 * Math.PI * tS);
    expect(told(bounce, 7)).toEqual(told(bounce, 1000));
  });

  it('rings when it begins and when it becomes clear; a hole in the trace counts for nothing', () => {
    const state = startStretch(prescription);
    if (state === null) throw new Error('a hamstring stretch is one');
    const angles = Array.from({ length: 1000 }, (_, i) => ({ tMs: 20 * i, angleDeg: 45 + (i < 500 ? 2.2 : 4) * Math.sin((2 * Math.PI * i) / 50) }));
    expect(stepStretch(state, angles, 20).map(({ severity }) => severity)).toEqual(['mild', 'clear']);
    const gone = angles.map(({ tMs }) => ({ tMs: 20_000 + tMs, angleDeg: null }));
    expect(stepStretch(state, gone, 20)).toEqual([]);
    expect(startStretch(prescribed())).toBeNull();
  });
});
