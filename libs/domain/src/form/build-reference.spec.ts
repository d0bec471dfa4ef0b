import { describe, expect, it } from '@jest/globals';
import { blocksOf, repeated } from '../../../../tests/support/movement.js';
import { prescribed } from '../../../../tests/support/rules.js';
import type { Exercise } from '../prescription/exercise.js';
import { analyse, startAnalysis } from '../session/analyse.js';
import type { ImuBlock } from '../session/block.js';
import { buildReference, type BuildReferenceInput } from './build-reference.js';

const prescription = prescribed({ sensors: [{ sensor: 0, kind: 'imu', placement: { segment: 'thigh', side: 'right' } }] });
const ranges = [60, 62, 58, 61, 59];
const movement = repeated({ firstS: 2, outS: 1.5, cycleS: 5, rangesDeg: ranges });
const approvedAll = ranges.map((_, i) => ({ startMs: 2000 + 5000 * i - 100, endMs: 2000 + 5000 * i + 3100 }));

const input = (over: Partial<BuildReferenceInput> = {}): BuildReferenceInput => ({
  blocks: blocksOf(movement, { seconds: 28 }), approved: approvedAll, exercise: prescription.exercise, sensors: prescription.sensors, ...over,
});

function built(over: Partial<BuildReferenceInput> = {}) {
  const result = buildReference(input(over));
  if (!result.ok) throw new Error(result.detail);
  return result;
}

describe('buildReference (clinical C4, D1)', () => {
  it('finds the axis, and the way out is positive', () => {
    const { axis, sensors } = built().value;
    expect(sensors).toEqual([0]);
    expect(axis[0]).toBeCloseTo(1, 3);
    const mirrored = built({ blocks: blocksOf((tS) => -movement(tS), { seconds: 28 }) }).value;
    expect(mirrored.axis[0]).toBeCloseTo(-1, 3);
    expect(mirrored.rangeOfMotionDeg).toBeCloseTo(built().value.rangeOfMotionDeg, 1);
  });

  it('takes the medians of what was approved', () => {
    const { value, flags } = built();
    expect(Math.abs(value.rangeOfMotionDeg - 60)).toBeLessThan(1.5);
    expect(Math.abs(value.peakVelocityDegPerS - (1.875 * 60) / 1.5)).toBeLessThan(4);
    expect(Math.abs(value.durationS - 3)).toBeLessThan(0.5);
    expect(value).toMatchObject({ repetitions: 5, provisional: false });
    expect(flags).toEqual([]);
  });

  it('compares repetitions as a whole where usual faults are shown beside two correct ones, or one with a name of its own; of squats other people tell theirs', () => {
    const isSeenAsWhole = (types: string[], exercise: Exercise = { ...prescription.exercise, id: 'bridge' }): boolean => built({ approved: types.map((type, i) => ({ ...approvedAll[i], type })), exercise }).value.execution.own !== undefined;
    expect(isSeenAsWhole(['correct', 'correct', 'low-amplitude'])).toBe(true);
    expect(isSeenAsWhole(['correct', 'low-amplitude', 'too-fast'])).toBe(false);
    expect(isSeenAsWhole(['correct', 'correct', 'correct'])).toBe(false);
    expect(isSeenAsWhole(['correct', 'correct', 'low-amplitude'], prescription.exercise)).toBe(false);
    expect(isSeenAsWhole(['correct', 'knee in'], prescription.exercise)).toBe(true);
  });

  it('is provisional with fewer than five', () => {
    expect(built({ approved: approvedAll.slice(0, 4) })).toMatchObject({ flags: ['PROVISIONAL'], value: { repetitions: 4, provisional: true } });
  });

  it('gives one repetition the usual spread of people, not none (D1)', () => {
    const { rangeOfMotionDeg } = built({ approved: approvedAll.slice(0, 1) }).value.features;
    expect(rangeOfMotionDeg?.spread).toBeCloseTo(Math.max(3, Math.sqrt((5 * (0.06 * (rangeOfMotionDeg?.median ?? 0)) ** 2) / 6)), 9);
  });

  it('judges the very repetitions it is made of as good', () => {
    const { value: reference } = built();
    const own = { ...prescription, reference };
    const { repetitions } = analyse(startAnalysis(own, 0), input().blocks, { prescription: own, now: null });
    expect(repetitions.map(({ repetition: { score } }) => score.verdict !== 'cannot-judge' && score.band)).toEqual(new Array(5).fill('good'));
  });

  it('with a goniometer\'s reading tells the range by its scale beside that of the sensors, and judges as without it', () => {
    const repetitionsBy = (goniometerDeg: number | null) => {
      const own = { ...prescription, reference: built({ goniometerDeg }).value };
      return analyse(startAnalysis(own, 0), input().blocks, { prescription: own, now: null }).repetitions.map(({ repetition }) => repetition);
    };
    const sensed = repetitionsBy(null);
    const factor = 66 / built().value.rangeOfMotionDeg;
    const measured = repetitionsBy(66);
    expect(measured.map(({ features }) => features.rangeByGoniometerDeg)).toEqual(sensed.map(({ features }) => factor * (features.rangeOfMotionDeg ?? NaN)));
    const withoutIt = measured.map(({ features: { rangeByGoniometerDeg: _beside, ...features }, ...rest }) => ({ ...rest, features }));
    expect(withoutIt).toEqual(sensed);
    expect(repetitionsBy(100)).toEqual(sensed);
  });

  it('of a learned movement takes the sensor that turns most', () => {
    const still = blocksOf((tS) => movement(tS) / 8, { seconds: 28, sensor: 4 });
    const blocks: ImuBlock[] = input().blocks.flatMap((block, i) => [still[i], block]);
    const sensors = [{ ...prescription.sensors[0], sensor: 4 }, prescription.sensors[0]];
    expect(built({ blocks, sensors, exercise: { ...prescription.exercise, primary: { kind: 'learned' } } }).value.sensors).toEqual([0]);
  });

  it.each<[string, Partial<BuildReferenceInput>, string]>([
    ['nothing was approved', { approved: [] }, 'INSUFFICIENT_DATA'],
    ['the sensor is missing', { sensors: [] }, 'MISSING_INPUT'],
    ['nothing moves', { blocks: blocksOf(() => 0, { seconds: 28 }) }, 'LOW_QUALITY'],
    ['what was approved is not in the recording', { approved: [{ startMs: 90_000, endMs: 94_000 }] }, 'LOW_QUALITY'],
  ])('says why there is none when %s', (_when, over, reason) => {
    expect(buildReference(input(over))).toMatchObject({ ok: false, reason });
  });
});
