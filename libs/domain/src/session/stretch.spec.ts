import { describe, expect, it } from '@jest/globals';
import { blocksOf, minimumJerk } from '../../../../tests/support/movement.js';
import { prescribed } from '../../../../tests/support/rules.js';
import { buildReference } from '../form/build-reference.js';
import { hamstringStretch } from '../prescription/catalogue/hamstring-stretch.js';
import type { Prescription } from '../prescription/prescription.js';
import type { FormScore, Repetition } from '../repetition/repetition.js';
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

  /** Approved as held still. */
  function approved(): Prescription {
    const blocks = blocksOf(stretched(() => 0), { seconds: 44 });
    const built = buildReference({ blocks, approved: [{ startMs: 2900, endMs: 40_100 }], exercise: hamstringStretch, sensors: prescription.sensors });
    if (!built.ok) throw new Error(built.detail);
    return { ...prescription, reference: built.value };
  }
  const scoreOf = (onTop: (tS: number) => number): FormScore => told(onTop, 1000, approved())[0].repetition.score;

  it('that is bounced is not scored as one that is held still, however long it is held (D2, D3)', () => {
    expect(scoreOf(() => 0)).toMatchObject({ score: 100, band: 'good' });
    // 8 deg are u 3.5, worth 45 of steadiness: 79 at most.
    const bounced = scoreOf((tS) => 4 * Math.sin(2 * Math.PI * tS));
    expect(bounced).toMatchObject({ band: 'fair', domains: expect.arrayContaining([expect.objectContaining({ domain: 'steadiness', score: expect.closeTo(45, -1) })]) });
    expect(bounced.verdict !== 'cannot-judge' && bounced.score).toBeLessThanOrEqual(79);
    const far = scoreOf((tS) => 8 * Math.sin(2 * Math.PI * 0.5 * (tS - 8)));
    expect(far).toMatchObject({ band: 'poor' });
  });

  it('is not bounced by a leg that is shaken out before it', () => {
    const shaken = (tS: number): number => (tS > 8 && tS < 15.5 ? 5 * Math.sin(2 * Math.PI * 1.2 * (tS - 8)) : 0);
    const moved = (tS: number): number => stretched(() => 0)(tS - 20) + shaken(tS);
    const analysis = analyse(startAnalysis(prescription, 0), blocksOf(moved, { seconds: 64, rateHz: 40 }), { prescription, now: null });
    expect(analysis.repetitions).toHaveLength(1);
    expect(bouncesOf(analysis.repetitions)).toEqual([]);
    expect(analysis.findings.filter(({ finding }) => finding.ruleId === 'FM-05')).toEqual([]);
  });

  it('is neither too slow nor too fast: it may be held for longer, and for less is too short and nothing else (C10, D3)', () => {
    const heldFor = (holdS: number) => (tS: number): number => 60 * (minimumJerk((tS - 3) / 4) - minimumJerk((tS - 7 - holdS) / 4));
    const after = (holdS: number): Repetition => {
      const of = approved();
      return analyse(startAnalysis(of, 0), blocksOf(heldFor(holdS), { seconds: holdS + 16, rateHz: 40 }), { prescription: of, now: null }).repetitions[0].repetition;
    };
    const codes = (holdS: number): string[] => after(holdS).score.codes.map(({ code }) => code);
    expect(codes(55)).toEqual([]);
    expect(after(55)).toMatchObject({ score: { score: 100 }, execution: { type: 'correct' } });
    expect(codes(12)).toEqual(['HELD_TOO_SHORT']);
    expect(after(12).execution?.type).toBe('correct');
  });

  it('is held where it stretches: what sinks back by a third is rest (feature C6)', () => {
    const cycleS = 46;
    const five = (tS: number): number => stretched(() => 0)(tS - cycleS * Math.floor(tS / cycleS));
    const built = buildReference({
      blocks: blocksOf(five, { seconds: 5 * cycleS, rateHz: 40 }), exercise: hamstringStretch, sensors: prescription.sensors,
      approved: Array.from({ length: 5 }, (_, i) => ({ startMs: 2900 + 1000 * cycleS * i, endMs: 40_100 + 1000 * cycleS * i })),
    });
    if (!built.ok) throw new Error(built.detail);
    const of = { ...prescription, reference: built.value };
    const sunk = (deg: number) => told((tS) => -deg * (minimumJerk((tS - 10) / 3) - minimumJerk((tS - 30) / 3)), 1000, of)[0].repetition;
    expect(sunk(4)).toMatchObject({ features: { holdS: expect.closeTo(29, -0.8) }, score: { codes: [] } });
    expect(sunk(22).features.holdS).toBeLessThan(6);
    expect(sunk(22).score.codes).toContainEqual(expect.objectContaining({ code: 'HELD_TOO_SHORT', severity: 'clear' }));
  });

  it('is the same however the packets are cut', () => {
    const bounce = (tS: number): number => 4 * Math.sin(2 * Math.PI * tS);
    expect(told(bounce, 7)).toEqual(told(bounce, 1000));
  });

  it('is told again with each time to and fro, and a hole in the trace counts for nothing', () => {
    const state = startStretch(prescription);
    if (state === null) throw new Error('a hamstring stretch is one');
    const angles = Array.from({ length: 1000 }, (_, i) => ({ tMs: 20 * i, angleDeg: 45 + (i < 500 ? 2.2 : 4) * Math.sin((2 * Math.PI * i) / 50), isFarOut: true }));
    const severities = stepStretch(state, angles, 20).map(({ severity }) => severity);
    expect([...new Set(severities)]).toEqual(['mild', 'clear']);
    // 19 s of a bounce a second, the first two to begin with.
    expect(severities.length).toBeGreaterThan(32);
    const gone = angles.map(({ tMs }) => ({ tMs: 20_000 + tMs, angleDeg: null, isFarOut: true }));
    expect(stepStretch(state, gone, 20)).toEqual([]);
    expect(startStretch(prescribed())).toBeNull();
  });
});
