import { describe, expect, it } from '@jest/globals';
import { prescribed } from '../../../../tests/support/rules.js';
import { backwardWalking } from '../prescription/catalogue/backward-walking.js';
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

/** A sensor that lies flat, at 50 Hz in packets of 200 ms; and the end of its stream. */
function streamed(seconds: number, { acc = still, rates = still }: { acc?: At; rates?: At }): Block[] {
  const blocks = Array.from({ length: seconds * 5 }, (_, i): ImuBlock => {
    const startMs = 200 * i;
    const samples = Array.from({ length: 10 }, (_sample, k) => (startMs + 20 * k) / 1000);
    return {
      kind: 'imu', stream: 0, sequence: i + 1, sensor: 0, startMs, endMs: startMs + 200, receivedAtMs: startMs + 240, rateHz: 50,
      accelerationMPerS2: new Float64Array(samples.flatMap((tS) => { const [x, y, z] = acc(tS); return [x, y, z + g]; })),
      angularVelocityDegPerS: new Float64Array(samples.flatMap(rates)),
    };
  });
  const at = seconds * 1000;
  return [...blocks, { kind: 'end', stream: 0, sequence: blocks.length + 1, sensor: 0, startMs: at, endMs: at, receivedAtMs: at + 50, lastSequence: blocks.length + 1 }];
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
