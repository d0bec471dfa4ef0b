import { describe, expect, it } from '@jest/globals';
import { blocksOf, repeated } from '../../../../tests/support/movement.js';
import { prescribed } from '../../../../tests/support/rules.js';
import { buildReference } from '../form/build-reference.js';
import { backwardWalking } from '../prescription/catalogue/backward-walking.js';
import { postureWatch } from '../prescription/catalogue/posture-watch.js';
import { walking as walkingForTheHeart } from '../prescription/catalogue/walking.js';
import { gazeStabilisation } from '../prescription/catalogue/gaze-stabilisation.js';
import type { Exercise, Placement } from '../prescription/exercise.js';
import type { Prescription } from '../prescription/prescription.js';
import { analyse, startAnalysis, type Analysis } from './analyse.js';
import type { Block, ImuBlock } from './block.js';

const g = 9.80665;
type At = (tS: number) => [number, number, number];
const still: At = () => [0, 0, 0];

function of(exercise: Exercise, segment: Placement['segment']): Prescription {
  return prescribed({ exercise, intensity: null, sensors: [{ sensor: 0, kind: 'imu', placement: { segment, side: 'midline' } }] });
}

interface Streamed {
  acc?: At;
  rates?: At;
  /** A second sensor's rates. */
  shankRates?: At;
}

/** Sensors that lie flat, at 50 Hz in packets of 200 ms; and the end of their stream. They are worn: no two samples are exactly the same. */
function streamed(seconds: number, { acc = still, rates = still, shankRates }: Streamed): Block[] {
  const own = packets(seconds, { sensor: 0, acc, rates });
  const both = shankRates === undefined ? own : [...own, ...packets(seconds, { sensor: 1, acc: still, rates: shankRates })].sort((a, b) => a.startMs - b.startMs);
  const blocks = both.map((block, i) => ({ ...block, sequence: i + 1 }));
  const at = seconds * 1000;
  return [...blocks, { kind: 'end', stream: 0, sequence: blocks.length + 1, sensor: 0, startMs: at, endMs: at, receivedAtMs: at + 50, lastSequence: blocks.length + 1 }];
}

function packets(seconds: number, { sensor, acc, rates }: { sensor: number; acc: At; rates: At }): ImuBlock[] {
  return Array.from({ length: seconds * 5 }, (_, i): ImuBlock => {
    const startMs = 200 * i;
    const samples = Array.from({ length: 10 }, (_sample, k) => (startMs + 20 * k) / 1000);
    return {
      kind: 'imu', stream: 0, sequence: i + 1, sensor, startMs, endMs: startMs + 200, receivedAtMs: startMs + 240, rateHz: 50,
      accelerationMPerS2: new Float64Array(samples.flatMap((tS) => { const [x, y, z] = acc(tS); return [x + 1e-9 * (Math.round(50 * tS) % 2), y, z + g]; })),
      angularVelocityDegPerS: new Float64Array(samples.flatMap(rates)),
    };
  });
}

function told(prescription: Prescription, blocks: Block[], cut = blocks.length): Analysis['repetitions'] {
  let state = startAnalysis(prescription, 0);
  const repetitions: Analysis['repetitions'] = [];
  for (let i = 0; i < blocks.length; i += cut) {
    const analysis = analyse(state, blocks.slice(i, i + cut), { prescription, now: null });
    state = JSON.parse(JSON.stringify(analysis.state)) as typeof state;
    repetitions.push(...analysis.repetitions);
  }
  return repetitions;
}

const walking = (limp: number, untilS = Infinity): At => (tS) => [0, 0, tS < untilS ? 2 * Math.sin(2 * Math.PI * 1.8 * tS) + 2 * limp * Math.sin(2 * Math.PI * 0.9 * tS) : 0];

describe('bouts of walking (clinical C15)', () => {
  const prescription = of(backwardWalking, 'lumbar');

  it('are told once a minute and at the end, with cadence and symmetry', () => {
    const bouts = told(prescription, streamed(85, { acc: walking(0.1) })).map(({ repetition }) => repetition);
    expect(bouts.map(({ number, startMs, endMs }) => [number, startMs / 1000, endMs / 1000])).toEqual([[1, 0, 60], [2, 60, 80]]);
    expect(bouts[0].features).toMatchObject({ cadencePerMin: expect.closeTo(108, 0), stepSymmetry: expect.closeTo(0.98, 1), rangeOfMotionDeg: null, durationS: 60 });
    expect(bouts[0].score).toMatchObject({ verdict: 'cannot-judge', reason: 'no-reference', codes: [] });
  });

  it('say that steps are uneven, and end when the patient stands', () => {
    const bouts = told(prescription, streamed(60, { acc: walking(0.5, 30) })).map(({ repetition }) => repetition);
    expect(bouts.map(({ startMs, endMs }) => [startMs / 1000, endMs / 1000])).toEqual([[0, 30]]);
    expect(bouts[0].score.codes).toMatchObject([{ code: 'GAIT_ASYMMETRIC', severity: 'clear', feature: 'stepSymmetry' }]);
  });

  /** On one side the pelvis tilts by 12 deg over a step, on the other by 3; about the sensor's x, which points forwards. */
  const tiltDeg = (tS: number): number => (Math.floor(1.8 * tS) % 2 === 0 ? 6 : 1.5) * (1 - Math.cos(2 * Math.PI * 1.8 * tS));
  const tilting: At = (tS) => [(tiltDeg(tS + 0.001) - tiltDeg(tS - 0.001)) / 0.002, 0, 0];
  const tilted: At = (tS) => {
    const [deg, [, , up]] = [tiltDeg(tS), walking(0.1)(tS)];
    return [0, (g + up) * Math.sin((deg * Math.PI) / 180), (g + up) * Math.cos((deg * Math.PI) / 180) - g];
  };

  it('tell a hip that is hiked where somebody has said how the sensor is worn', () => {
    const worn = { ...prescription, sensors: [{ ...prescription.sensors[0], axes: { up: 'z', forward: 'x' } as const }] };
    const [bout] = told(worn, streamed(35, { acc: tilted, rates: tilting }));
    expect(Math.abs((bout.repetition.features.hipHikeDeg ?? 0) - 9)).toBeLessThan(1.6);
    expect(bout.repetition.score.codes).toMatchObject([{ code: 'HIP_HIKE', bodyPart: 'pelvis', reference: 5, unit: 'deg' }]);
    expect(told(prescription, streamed(35, { acc: tilted, rates: tilting }))[0].repetition.features).not.toHaveProperty('hipHikeDeg');
  });

  it('tell that the shank swung forwards though walking should go backwards', () => {
    const worn: Prescription = { ...prescription, sensors: [...prescription.sensors, { sensor: 1, kind: 'imu', placement: { segment: 'shank', side: 'left' }, axes: { up: 'z', forward: 'x' } }] };
    // One fast swing a stride and a slow way back; forwards is about -y of the sensor, the patient's right.
    const swinging = (way: 1 | -1): At => (tS) => [0, -way * (300 * Math.max(0, Math.sin(2 * Math.PI * 0.9 * tS)) ** 3 - 64), 0];
    const [forwards, backwards] = ([1, -1] as const).map((way) => told(worn, streamed(35, { acc: walking(0.1), shankRates: swinging(way) }))[0].repetition);
    expect(forwards).toMatchObject({ features: { backwardShare: 0 }, score: { codes: [{ code: 'DIRECTION_UNCONFIRMED', value: 0, reference: 0.7 }] } });
    expect(backwards).toMatchObject({ features: { backwardShare: 1 }, score: { codes: [] } });
    const blocks = streamed(35, { acc: walking(0.1), shankRates: swinging(1) });
    expect(told(worn, blocks, 7)).toEqual(told(worn, blocks));
  });

  it('of walking for the heart are told too, where the sensor is worn', () => {
    expect(told(of(walkingForTheHeart, 'lumbar'), streamed(35, { acc: walking(0.1) }))).toHaveLength(1);
  });

  it('share their numbers with no squat that the patient does instead, and has a reference of', () => {
    const thigh = { sensor: 1, kind: 'imu', placement: { segment: 'thigh', side: 'right' } } as const;
    const shown = { ...prescribed({ sensors: [thigh] }), blocks: blocksOf(repeated({ firstS: 2, outS: 1.5, cycleS: 5, rangesDeg: [60, 62, 58, 61, 59] }), { seconds: 28, sensor: 1 }) };
    const built = buildReference({ ...shown, approved: [0, 1, 2, 3, 4].map((i) => ({ startMs: 1900 + 5000 * i, endMs: 5100 + 5000 * i })) });
    if (!built.ok) throw new Error(built.detail);
    const both: Prescription = { ...prescription, sensors: [...prescription.sensors, thigh], alternatives: [{ exerciseId: 'squat', reference: built.value }] };
    // A walk, three squats, and a walk again.
    const belt = streamed(95, { acc: (tS) => (tS < 30 || tS > 55 ? walking(0.1)(tS) : [0, 0, 0]) });
    const squats = blocksOf(repeated({ firstS: 34, outS: 1.5, cycleS: 5, rangesDeg: [60, 61, 59] }), { seconds: 95, sensor: 1 });
    const blocks = [...belt.slice(0, -1), ...squats].sort((a, b) => a.endMs - b.endMs).map((block, i) => ({ ...block, sequence: i + 1 }));
    const all = told(both, [...blocks, ...belt.slice(-1).map((end) => ({ ...end, sequence: blocks.length + 1 }))]).map(({ repetition }) => repetition);
    expect(all.map(({ exerciseId }) => exerciseId).sort()).toEqual(['backward-walking', 'backward-walking', 'squat', 'squat', 'squat']);
    expect(all.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
  });

  it('are the same however the packets are cut, and none without the sensor', () => {
    const blocks = streamed(45, { acc: walking(0.1) });
    expect(told(prescription, blocks, 7)).toEqual(told(prescription, blocks));
    expect(told(of(backwardWalking, 'thigh'), blocks)).toEqual([]);
  });
});

describe('bouts of head turns (clinical C16)', () => {
  const prescription = of(gazeStabilisation, 'head');
  const shaking = (frequencyHz: number, amplitudeDeg: number): At => (tS) => [0, 0, 2 * Math.PI * frequencyHz * amplitudeDeg * Math.cos(2 * Math.PI * frequencyHz * tS)];

  it('are told with rate, range and number', () => {
    const [bout] = told(prescription, streamed(25, { rates: shaking(1, 20) }));
    expect(bout.repetition).toMatchObject({ features: { headTurnHz: expect.closeTo(1, 1), headTurnDeg: expect.closeTo(20, 0), headTurns: expect.closeTo(20, 0) }, score: { reason: 'no-form-score', codes: [] } });
  });

  it('name what is too fast or too small', () => {
    expect(told(prescription, streamed(15, { rates: shaking(3.6, 12) }))[0].repetition.score.codes).toMatchObject([{ code: 'TOO_FAST', bodyPart: 'head', unit: 'Hz', reference: 3 }]);
    expect(told(prescription, streamed(15, { rates: shaking(1, 7) }))[0].repetition.score.codes).toMatchObject([{ code: 'INCOMPLETE_RANGE', unit: 'deg', reference: 10 }]);
    expect(told(prescription, streamed(15, {}))).toEqual([]);
  });

  it('are a cue for the patient at the second bout', () => {
    const cues = told(prescription, streamed(125, { rates: shaking(3.6, 12) })).map(({ repetition }) => repetition.standing.cue?.text ?? null);
    expect(cues).toEqual([null, 'Turn a little slower, so that the letter stays sharp']);
  });
});

describe('bouts of sitting (clinical C17, posture watch)', () => {
  const prescription = of(postureWatch, 'upper-back');
  /** Leans by `deg` from second 20 on, within two seconds; about the sensor's x. */
  const leaning = (deg: number, untilS = Infinity): { acc: At; rates: At } => {
    const at = (tS: number): number => deg * (Math.min(1, Math.max(0, (tS - 20) / 2)) - Math.min(1, Math.max(0, (tS - untilS) / 2)));
    return {
      rates: (tS) => [(at(tS + 0.001) - at(tS - 0.001)) / 0.002, 0, 0],
      acc: (tS) => [0, g * Math.sin((at(tS) * Math.PI) / 180), g * Math.cos((at(tS) * Math.PI) / 180) - g],
    };
  };

  it('tell that the patient slouches, after five minutes of it and no sooner', () => {
    const long = told(prescription, streamed(400, leaning(25))).map(({ repetition }) => repetition);
    expect(long.map(({ startMs, endMs, score }) => [startMs / 1000, endMs / 1000, score.codes.map(({ code }) => code)])).toEqual([[10, 20, []], [20, 320, ['SLOUCH']], [320, 400, []]]);
    expect(long[1]).toMatchObject({ features: { slouchDeg: expect.closeTo(25, 0) }, standing: { cue: { code: 'SLOUCH' } } });
    const short = told(prescription, streamed(400, leaning(25, 200)));
    expect(short.flatMap(({ repetition }) => repetition.score.codes)).toEqual([]);
  });

  it('tell it also over what a radio loses: a quarter of a second twice a minute', () => {
    const lost = streamed(400, leaning(25)).filter(({ kind, startMs }) => kind === 'end' || startMs % 28_000 !== 5000);
    const told5 = told(prescription, lost).filter(({ repetition }) => repetition.score.codes.length > 0).map(({ repetition }) => [repetition.startMs / 1000, repetition.endMs / 1000]);
    expect(told5).toEqual([[20, 320]]);
  });

  it('call a lean of 10 deg sitting, and are the same however the packets are cut', () => {
    const blocks = streamed(120, leaning(10));
    expect(told(prescription, blocks)).toHaveLength(1);
    expect(told(prescription, blocks, 7)).toEqual(told(prescription, blocks));
  });
});
