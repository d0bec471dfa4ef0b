import { describe, expect, it } from '@jest/globals';
import { prescribed } from '../../../../tests/support/rules.js';
import { birdDog } from '../prescription/catalogue/bird-dog.js';
import { singleLegStance } from '../prescription/catalogue/single-leg-stance.js';
import type { Prescription } from '../prescription/prescription.js';
import { analyse, startAnalysis, type Analysis } from './analyse.js';
import type { Block, ImuBlock } from './block.js';
import { startTrunk, stepTrunk, type TrunkOutput } from './trunk.js';

const g = 9.80665;
const worn = (segment: 'lumbar' | 'thigh'): Prescription['sensors'] => [{ sensor: 0, kind: 'imu', placement: { segment, side: 'midline' } }];
const standing = prescribed({ exercise: singleLegStance, side: 'left', sensors: worn('lumbar'), intensity: null });

/** A quarter of a second at 48 Hz each, of a sensor that does not turn. */
function blocks(seconds: number, accAt: (tS: number) => [number, number, number], over: Partial<ImuBlock> = {}): ImuBlock[] {
  return Array.from({ length: seconds * 4 }, (_, i) => {
    const startMs = 250 * i;
    const accelerationMPerS2 = new Float64Array(Array.from({ length: 12 }, (_sample, k) => accAt((startMs + (1000 * k) / 48) / 1000)).flat());
    return { kind: 'imu', stream: 0, sequence: i + 1, sensor: 0, startMs, endMs: startMs + 250, receivedAtMs: startMs + 290, rateHz: 48, accelerationMPerS2, angularVelocityDegPerS: new Float64Array(36), ...over };
  });
}

const stood = blocks(30, (tS) => [tS > 21 && tS < 21.6 ? 5 : 0.1 * Math.sin(2 * Math.PI * 0.6 * tS), 0, g]);
const end: Block = { kind: 'end', stream: 0, sequence: stood.length + 1, sensor: 0, startMs: 30_000, endMs: 30_000, receivedAtMs: 30_100, lastSequence: stood.length + 1 };

function told(prescription: Prescription, calls: Block[][]): Analysis['repetitions'] {
  let state = startAnalysis(prescription, 0);
  return calls.flatMap((each) => {
    const analysis = analyse(state, each, { prescription, now: null });
    state = JSON.parse(JSON.stringify(analysis.state)) as typeof state;
    return analysis.repetitions;
  });
}

describe('what the trunk tells', () => {
  it('is each trial of standing, as a repetition that is all hold', () => {
    const trials = told(standing, [[...stood, end]]).map(({ repetition }) => repetition);
    // A push that lasts looks like a tilt, until the filter has come back.
    expect(trials.map(({ number, startMs, endMs }) => [number, Math.round(startMs / 1000), Math.round(endMs / 1000)])).toEqual([[1, 0, 21], [2, 25, 30]]);
    expect(trials[0].features).toMatchObject({ holdS: expect.closeTo(21.1, 0), rangeOfMotionDeg: null, swayRmsMPerS2: expect.closeTo(0.07, 2) });
    expect(trials[0].score).toMatchObject({ verdict: 'cannot-judge', reason: 'no-reference', codes: [{ code: 'HELD_TOO_SHORT', reference: 30, side: 'left' }, { code: 'STEP_OUT', severity: 'clear', value: expect.closeTo(21.1, 0), reference: 30, unit: 's' }] });
    expect(trials[1].features.swayRmsMPerS2).toBeNull();
  });

  it('is a word to the patient when they had to save themself twice, and none once the time was over', () => {
    const twice = blocks(34, (tS) => [(tS > 8 && tS < 8.6) || (tS > 24 && tS < 24.6) ? 5 : 0.1 * Math.sin(2 * Math.PI * 0.6 * tS), 0, g]);
    expect(told(standing, [twice]).map(({ repetition }) => repetition.standing.cue?.text ?? null)).toEqual([null, 'Touch your support, then begin again']);
    const atLast = blocks(34, (tS) => [tS > 30 && tS < 30.6 ? 5 : 0.1 * Math.sin(2 * Math.PI * 0.6 * tS), 0, g]);
    expect(told(standing, [atLast])[0].repetition).toMatchObject({ features: { holdS: expect.closeTo(30, 0) }, score: { codes: [] } });
  });

  it('is the same however the packets are cut', () => {
    expect(told(standing, [...stood, end].map((block) => [block]))).toEqual(told(standing, [[...stood, end]]));
  });

  it('is no stance time where the signal has a hole', () => {
    const holed = [...stood.slice(0, 40), ...stood.slice(42), end];
    expect(told(standing, [holed])[0].repetition).toMatchObject({ features: { holdS: null, swayRmsMPerS2: null }, score: { verdict: 'cannot-judge', reason: 'signal-gap' } });
  });

  it('is a fall, wherever the trunk has a sensor and the exercise is not on the floor', () => {
    const fell = blocks(14, (tS) => (tS < 6 ? [0, 0, g] : tS < 6.1 ? [25, 5, 20] : [g, 0, 0]));
    const fallsOf = (prescription: Prescription): number => {
      const state = startTrunk(prescription);
      const out: TrunkOutput = { falls: [], trials: [] };
      for (const block of fell) stepTrunk(state, block, true, out);
      return out.falls.length;
    };
    expect(fallsOf(standing)).toBe(1);
    expect(fallsOf(prescribed({ sensors: worn('lumbar') }))).toBe(1);
    expect(fallsOf(prescribed({ sensors: worn('thigh') }))).toBe(0);
    expect(fallsOf(prescribed({ exercise: birdDog, sensors: worn('lumbar') }))).toBe(0);
  });
});
