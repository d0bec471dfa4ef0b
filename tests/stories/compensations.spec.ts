import { describe, expect, it } from '@jest/globals';
import type { ImuBlock, Prescription, Reference, Repetition, SensorAxes } from '#libs/domain';
import { buildReference } from '#libs/domain';
import { exerciseById } from '../../libs/domain/src/prescription/catalogue/index.js';
import { analyse, startAnalysis } from '../../libs/domain/src/session/analyse.js';
import { blocksOf, minimumJerk, repeated } from '../support/movement.js';
import { prescribed } from '../support/rules.js';

/**
 * Ideal sensors on somebody who lies on the back or kneels: each turns about its own x axis, so that the numbers are known by
 * construction. Lying, z is the front of the body and y points to the head.
 */
const lying: SensorAxes = { up: 'y', forward: 'z' };
const cycleS = 9;

function exercised(id: string, axes: SensorAxes | undefined): Prescription {
  const exercise = exerciseById(id);
  if (exercise === null) throw new Error(id);
  const segments = id === 'dead-bug' ? (['thigh', 'lumbar', 'chest'] as const) : (['thigh', 'lumbar', 'upper-back'] as const);
  const sensors = segments.map((segment, sensor): Prescription['sensors'][number] => ({ sensor, kind: 'imu', placement: { segment, side: segment === 'thigh' ? 'right' : 'midline' }, ...(axes === undefined ? {} : { axes }) }));
  return prescribed({ exercise, side: 'right', sensors });
}

/** Out in 2 s, held for 2 s (or as long as is said), back in 2 s. */
function held(rangesDeg: readonly number[], holdS = 2): (tS: number) => number {
  return (tS) => {
    const number = Math.floor((tS - 2) / (cycleS + holdS));
    const inS = tS - 2 - number * (cycleS + holdS);
    return (rangesDeg[number] ?? 0) * (minimumJerk(inS / 2) - minimumJerk((inS - 2 - holdS) / 2));
  };
}

/** The leg, and how far the lower back arches with it, deg. */
function moved(legDeg: (tS: number) => number, archDeg: (tS: number) => number, seconds: number): ImuBlock[] {
  const [thigh, lumbar, chest] = [legDeg, archDeg, () => 0].map((angle, sensor) => blocksOf(angle, { seconds, sensor, rateHz: 100 }));
  return thigh.flatMap((block, i) => [block, { ...lumbar[i], sequence: i + 1 }, chest[i]]);
}

function taught(prescription: Prescription, holdS = 2): Reference {
  const five = [60, 60, 60, 60, 60];
  const built = buildReference({
    blocks: moved(held(five, holdS), held([2, 2, 2, 2, 2], holdS), 2 + 5 * (cycleS + holdS)),
    approved: five.map((_, i) => ({ startMs: 1900 + 1000 * i * (cycleS + holdS), endMs: 1900 + 1000 * (i * (cycleS + holdS) + 4.3 + holdS) })),
    exercise: prescription.exercise, sensors: prescription.sensors,
  });
  if (!built.ok) throw new Error(built.detail);
  return built.value;
}

function repetitions(prescription: Prescription, blocks: ImuBlock[]): Repetition[] {
  const analysis = analyse(startAnalysis(prescription, 0), blocks, { prescription, now: null });
  return analysis.repetitions.map(({ repetition }) => repetition);
}

const codesOf = ({ score }: Repetition): string[] => score.codes.map(({ code, severity, bodyPart }) => `${code} ${severity} ${bodyPart}`);

describe('dead bug', () => {
  const known = exercised('dead-bug', lying);
  const reference = taught(known);
  const arching = moved(held([60, 60, 60]), held([2, 20, 2]), 35);

  it('is scored where the sensors for its gravest fault are there, and tells of an arch', () => {
    const [flat, arched, again] = repetitions({ ...known, reference }, arching);
    expect(flat.score).toMatchObject({ verdict: 'scored', band: 'good', codes: [] });
    expect(flat.features.lumbarArchDeg).toBeLessThan(1);
    expect(codesOf(arched)).toEqual(['LUMBAR_ARCH clear low-back']);
    expect(arched.features.lumbarArchDeg).toBeGreaterThan(16);
    expect(arched.features.lumbarArchDeg).toBeLessThan(19);
    expect(arched.score).toMatchObject({ band: 'poor', domains: expect.arrayContaining([{ domain: 'compensation', weight: 0.25, score: 0 }]) });
    expect(again.score).toMatchObject({ verdict: 'scored', band: 'good' });
  });

  it('has no number where nobody has said how the sensors are strapped on', () => {
    const unknown = exercised('dead-bug', undefined);
    const [first] = repetitions({ ...unknown, reference: taught(unknown) }, arching);
    expect(first.score).toMatchObject({ verdict: 'cannot-judge', reason: 'safety-not-measured' });
    expect(first.features).not.toHaveProperty('lumbarArchDeg');
  });

  it('has no number for the repetition in which the sensor on the back was silent, and has one again after it', () => {
    const silent = arching.filter(({ sensor, startMs }) => sensor !== 1 || startMs < 3000 || startMs >= 4500);
    const [first, second, third] = repetitions({ ...known, reference }, silent);
    expect(first.score).toMatchObject({ verdict: 'cannot-judge', reason: 'safety-not-measured' });
    expect(first.features).toMatchObject({ lumbarArchDeg: null, rangeOfMotionDeg: expect.closeTo(60, 0) });
    expect(second.score.verdict).not.toBe('cannot-judge');
    expect(third.score).toMatchObject({ verdict: 'scored' });
  });

  it('names an arch beyond the limit of the exercise without a reference too, and gives no number', () => {
    const [flat, arched] = repetitions(known, arching);
    expect([flat, arched].map(codesOf)).toEqual([[], ['LUMBAR_ARCH clear low-back']]);
    expect(arched.score).toMatchObject({ verdict: 'cannot-judge', reason: 'no-reference' });
  });
});

describe('bird-dog', () => {
  const known = exercised('bird-dog', lying);
  const reference = taught(known, 5);

  it('is scored by how long and how steadily it is held', () => {
    const shaking = (tS: number): number => 0.25 * Math.sin(2 * Math.PI * 8 * tS);
    const steady = repetitions({ ...known, reference }, moved(held([60], 5), held([2], 5), 12))[0];
    expect(steady.score).toMatchObject({ verdict: 'scored', band: 'good' });
    expect(steady.features.holdS).toBeGreaterThan(4.8);
    expect(steady.features.tremorDegPerS).toBeLessThan(0.3);
    const leg = held([60], 5);
    const unsteady = repetitions({ ...known, reference }, moved((tS) => leg(tS) + shaking(tS), held([2], 5), 12))[0];
    // 0.25 deg at 8 Hz is 12.57 deg/s, of which the root mean square is 8.89.
    expect(unsteady.features.tremorDegPerS).toBeGreaterThan(6);
    expect(codesOf(unsteady)).toContain('UNSTEADY clear thigh');
    const short = repetitions({ ...known, reference }, moved(held([60], 2), held([2], 2), 12))[0];
    expect(codesOf(short)).toContain('HELD_TOO_SHORT clear thigh');
  });
});

describe('a sensor that the movement is not recognised by', () => {
  const squat = exercised('dead-bug', lying);
  const only = (sensors: number[]): Prescription => ({ ...squat, sensors: squat.sensors.filter(({ sensor }) => sensors.includes(sensor)) });
  const legAlone = repeated({ firstS: 2, outS: 2, cycleS: 6, rangesDeg: [60, 60, 60] });

  it('changes nothing of what is recognised, whether it comes, comes late or falls silent', () => {
    const together = moved(legAlone, () => 0, 22);
    const spans = (blocks: ImuBlock[], prescription: Prescription) => repetitions(prescription, blocks).map(({ startMs, endMs, features: { rangeOfMotionDeg } }) => [startMs, endMs, rangeOfMotionDeg]);
    const alone = spans(together.filter(({ sensor }) => sensor === 0), only([0]));
    expect(alone).toHaveLength(3);
    expect(spans(together, squat)).toEqual(alone);
    expect(spans(together.filter(({ sensor, startMs }) => sensor === 0 || startMs < 5000 || startMs > 9000), squat)).toEqual(alone);
    expect(spans(together.filter(({ sensor, startMs }) => sensor === 0 || startMs < 5000), squat)).toEqual(alone);
  });
});

describe('straight leg raise', () => {
  const worn = (['thigh', 'shank'] as const).map((segment, sensor): Prescription['sensors'][number] => ({ sensor, kind: 'imu', placement: { segment, side: 'right' }, axes: lying }));
  const raise: Prescription = { ...exercised('straight-leg-raise', lying), sensors: worn };
  const legDeg = held([60, 60]);
  /** Lying, what is lifted turns backwards about the sensors' x; the shank lags behind by what the knee bends. */
  const raised = (kneeDeg: (tS: number) => number): ImuBlock[] => {
    const [thigh, shank] = [(tS: number) => -legDeg(tS), (tS: number) => kneeDeg(tS) - legDeg(tS)].map((angle, sensor) => blocksOf(angle, { seconds: 24, sensor, rateHz: 100 }));
    return thigh.flatMap((block, i) => [block, shank[i]]);
  };

  it('tells of a knee that does not stay straight where the shank wears a sensor too (clinical C17)', () => {
    const [straight, bent] = repetitions(raise, raised(held([2, 16])));
    expect([straight, bent].map(codesOf)).toEqual([[], ['KNEE_BENT clear knee']]);
    expect(bent.features.kneeBendDeg).toBeGreaterThan(12);
    const [first] = repetitions({ ...raise, sensors: worn.slice(0, 1) }, raised(held([2, 16])).filter(({ sensor }) => sensor === 0));
    expect(first.features).not.toHaveProperty('kneeBendDeg');
  });
});
