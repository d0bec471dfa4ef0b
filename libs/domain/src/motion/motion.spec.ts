import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { blocksOf, repeated } from '../../../../tests/support/movement.js';
import { prescribed } from '../../../../tests/support/rules.js';
import { buildReference } from '../form/build-reference.js';
import type { Prescription } from '../prescription/prescription.js';
import type { ImuBlock } from '../session/block.js';
import { finishMotion, startMotion, stepMotion, type MotionOutput } from './motion.js';

const worn = (segment: 'thigh' | 'shank', sensor: number): Prescription['sensors'][number] => ({ sensor, kind: 'imu', placement: { segment, side: 'right' } });
const squat = prescribed({ sensors: [worn('thigh', 0)] });
const ofJoint = prescribed({ exercise: { ...squat.exercise, primary: { kind: 'joint', proximal: 'thigh', distal: 'shank' } }, sensors: [worn('thigh', 0), worn('shank', 1)] });

/** The state goes through a store after each block. */
function fold(blocks: ImuBlock[], prescription = squat): MotionOutput {
  const out: MotionOutput = { repetitions: [], angles: [], gaps: [], attempts: 0 };
  let state = startMotion(prescription);
  for (const block of blocks) {
    stepMotion(state, block, prescription, out);
    state = JSON.parse(JSON.stringify(state)) as typeof state;
  }
  finishMotion(state, prescription, out);
  return out;
}

const three = repeated({ firstS: 2, outS: 1.5, cycleS: 5, rangesDeg: [60, 55, 65] });

describe('motion', () => {
  it('finds each repetition with its range, and none beside them', () => {
    const { repetitions, attempts } = fold(blocksOf(three, { seconds: 18 }));
    expect(repetitions).toHaveLength(3);
    [60, 55, 65].forEach((deg, i) => expect(Math.abs((repetitions[i].features.rangeOfMotionDeg ?? 0) - deg)).toBeLessThan(2));
    expect(attempts).toBe(0);
    for (const { startMs, turnMs, backMs, endMs } of repetitions) expect([startMs, turnMs, backMs, endMs]).toEqual([startMs, turnMs, backMs, endMs].sort((a, b) => a - b));
  });

  it.each([40, 52, 200])('finds them at %d Hz within 40 ms of each other', (rateHz) => {
    const starts = fold(blocksOf(three, { seconds: 18, rateHz })).repetitions.map(({ startMs }) => startMs);
    fold(blocksOf(three, { seconds: 18 })).repetitions.forEach(({ startMs }, i) => expect(Math.abs(starts[i] - startMs)).toBeLessThanOrEqual(40));
  });

  it('counts without a reference, and does not judge', () => {
    expect(fold(blocksOf(three, { seconds: 18 })).repetitions.map(({ score }) => score)).toEqual(new Array(3).fill(expect.objectContaining({ verdict: 'cannot-judge', reason: 'no-reference' })));
  });

  it('counts those of a patient who takes six seconds each way, before anything of them is approved (clinical C8: up to 15 s)', () => {
    const { repetitions } = fold(blocksOf(repeated({ firstS: 2, outS: 6, cycleS: 14, rangesDeg: [60, 60] }), { seconds: 31, rateHz: 40 }));
    expect(repetitions.map(({ features }) => Math.round(features.durationS ?? 0))).toEqual([expect.closeTo(11, -0.5), expect.closeTo(11, -0.5)]);
  });

  it('ends what was on its way when the session ends', () => {
    expect(fold(blocksOf(three, { seconds: 3.75 })).repetitions).toHaveLength(1);
    expect(fold(blocksOf(three, { seconds: 2.5 })).repetitions).toHaveLength(0);
  });

  it('breaks a repetition at a hole of more than 0.5 s, and tells of the hole', () => {
    const blocks = blocksOf(three, { seconds: 18 }).filter(({ startMs }) => startMs < 4000 || startMs >= 5000);
    const { repetitions, gaps } = fold(blocks);
    expect(gaps).toEqual([{ tMs: 5000, gapMs: 1010 }]);
    expect(repetitions[0].endMs).toBeLessThanOrEqual(5020);
    expect(repetitions[0].score).toMatchObject({ verdict: 'cannot-judge' });
  });

  it('pairs two sensors by time: the joint bends by the difference of both', () => {
    const thigh = blocksOf((tS) => three(tS) / 3, { seconds: 18, sensor: 0 });
    const shank = blocksOf((tS) => -three(tS) * (2 / 3), { seconds: 18, sensor: 1 });
    const { repetitions } = fold(thigh.flatMap((block, i) => [block, shank[i]]), ofJoint);
    [60, 55, 65].forEach((deg, i) => expect(Math.abs((repetitions[i].features.rangeOfMotionDeg ?? 0) - deg)).toBeLessThan(3));
  });

  it('does not mind how far one of two sensors is behind the other', () => {
    const thigh = blocksOf((tS) => three(tS) / 3, { seconds: 8, sensor: 0, rateHz: 40 });
    const shank = blocksOf((tS) => -three(tS) * (2 / 3), { seconds: 8, sensor: 1, rateHz: 40 });
    const together = fold(thigh.flatMap((block, i) => [block, shank[i]]), ofJoint);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), (behind) => {
        const delayed = thigh.map((block, i) => ({ block, at: i })).concat(shank.map((block, i) => ({ block, at: i + behind + 0.5 }))).sort((a, b) => a.at - b.at);
        expect(fold(delayed.map(({ block }) => block), ofJoint)).toEqual(together);
      }),
      { numRuns: 12 },
    );
  });

  it('goes on without a sensor that falls silent, and does not judge what needs it', () => {
    const thigh = blocksOf((tS) => three(tS) / 3, { seconds: 18, sensor: 0 });
    const shank = blocksOf((tS) => -three(tS) * (2 / 3), { seconds: 18, sensor: 1 }).filter(({ startMs }) => startMs < 6000);
    const out = fold(thigh.flatMap((block, i) => [block, shank[i]]).filter((block) => block !== undefined), ofJoint);
    expect(out.angles.at(-1)?.tMs).toBeGreaterThan(17_900);
    expect(out.angles.at(-1)?.angleDeg).toBeNull();
  });

  it('leaves sensors alone that do not carry the angle', () => {
    const other = blocksOf(repeated({ firstS: 0, outS: 1, cycleS: 2, rangesDeg: [90, 90, 90] }), { seconds: 18, sensor: 7 });
    const own = blocksOf(three, { seconds: 18 });
    expect(fold(own.flatMap((block, i) => [other[i], block]))).toEqual(fold(own));
  });

  it('counts what is as small as the patient has shown, and takes it for an attempt where nobody has shown it', () => {
    const shown = blocksOf(repeated({ firstS: 2, outS: 1.5, cycleS: 5, rangesDeg: [60, 60, 20] }), { seconds: 18 });
    const approved = [0, 1, 2].map((i) => ({ startMs: 2000 + 5000 * i, endMs: 5000 + 5000 * i, type: i < 2 ? 'correct' : 'low-amplitude' }));
    const told = (spans: typeof approved): MotionOutput => {
      const built = buildReference({ blocks: shown, approved: spans, exercise: squat.exercise, sensors: squat.sensors });
      if (!built.ok) throw new Error(built.detail);
      return fold(blocksOf(repeated({ firstS: 2, outS: 1.5, cycleS: 5, rangesDeg: [60, 16, 11] }), { seconds: 18 }), { ...squat, reference: built.value });
    };
    // A third is shown: 16 of 60 deg is more than 0.62 of it, 11 is not. For everybody it is 0.4 of 60.
    const [withSmall, without] = [told(approved), told(approved.slice(0, 2))];
    expect(withSmall.repetitions.map(({ execution }) => execution?.type)).toEqual(['correct', 'low-amplitude']);
    expect([withSmall.attempts, without.repetitions.length, without.attempts]).toEqual([1, 1, 2]);
  });
});
