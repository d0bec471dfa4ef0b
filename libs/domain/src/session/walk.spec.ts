import { describe, expect, it } from '@jest/globals';
import { prescribed } from '../../../../tests/support/rules.js';
import { walkerBlocks, type Walker } from '../../../../tests/support/walker.js';
import type { WalkReference } from '../form/reference.js';
import { backwardWalking } from '../prescription/catalogue/backward-walking.js';
import { walking } from '../prescription/catalogue/walking.js';
import type { Exercise } from '../prescription/exercise.js';
import type { Prescription } from '../prescription/prescription.js';
import { analyse, startAnalysis } from './analyse.js';
import type { CoachedRepetition } from './coach.js';
import type { Bout } from './bouts.js';
import { judgedWalk } from './walk.js';

const sensors: Prescription['sensors'] = [{ sensor: 0, kind: 'imu', placement: { segment: 'lumbar', side: 'midline' } }];
/** Made by hand, of no person: 110 steps a minute, regular, even. */
const usual: WalkReference = {
  kind: 'walk', repetitions: 6, provisional: false, sensors: [0],
  features: { cadencePerMin: { median: 110, spread: 4 }, strideRegularity: { median: 0.94, spread: 0.06 }, stepSymmetry: { median: 1, spread: 0.06 } },
};

function plan(walk: WalkReference | undefined, exercise: Exercise = walking): Prescription {
  return prescribed({ exercise, intensity: null, sensors, reference: null, ...(walk === undefined ? {} : { walk }) });
}

function walked(walker: Partial<Walker>, walk: WalkReference | undefined = usual, referenceStanding?: Prescription['referenceStanding']): CoachedRepetition[] {
  const prescription = { ...plan(walk), ...(referenceStanding === undefined ? {} : { referenceStanding }) };
  const blocks = walkerBlocks({ seed: 7, seconds: 61, cadencePerMin: 110, ...walker });
  const [sequence, at] = [blocks.length + 1, blocks.at(-1)?.endMs ?? 0];
  const end = { kind: 'end', stream: 0, sequence, sensor: 0, startMs: at, endMs: at, receivedAtMs: at + 50, lastSequence: sequence } as const;
  return analyse(startAnalysis(prescription, 0), [...blocks, end], { prescription, now: null }).repetitions.map(({ repetition }) => repetition);
}

const found = ({ score }: CoachedRepetition) => score.codes.map(({ code, severity, feature }) => [code, severity, feature]);
/** One bout of so many windows, each like `window`. */
function bout(window: Partial<Bout['gait'][number]>, other: Partial<Bout> = {}): Bout {
  const gait = { stepSamples: 27, cadencePerMin: 110, stepRegularity: 0.94, strideRegularity: 0.94, symmetry: 1, isAsymmetric: false, ...window };
  return { startMs: 0, endMs: 60_000, gait: Array.from({ length: 6 }, () => gait), hikesDeg: [], backward: [], turns: [], sitting: [], ...other };
}

describe('a walk against the patient’s own (clinical C15, D2, D3), simulated walkers, no persons', () => {
  it('is good where it is as usual, and a bout is enough for its set and its session', () => {
    const [first] = walked({});
    expect(first).toMatchObject({ score: { verdict: 'scored', score: 100, band: 'good', codes: [] }, standing: { set: { repetitions: 1, scored: 1, score: 100 }, session: { score: 100 } } });
  });

  it('says what differs: slower, faster, less regular, uneven', () => {
    expect(found(walked({ cadencePerMin: 85 })[0])).toEqual([['TOO_SLOW', 'clear', 'cadencePerMin']]);
    expect(found(walked({ cadencePerMin: 135 })[0])).toEqual([['TOO_FAST', 'clear', 'cadencePerMin']]);
    expect(found(walked({ stepTimeVariation: 0.1 })[0])).toContainEqual(['GAIT_IRREGULAR', 'clear', 'strideRegularity']);
    expect(found(walked({ limp: 0.5 })[0])).toEqual([['GAIT_ASYMMETRIC', 'clear', 'stepSymmetry']]);
  });

  it('weighs cadence, regularity and symmetry as D3 does, and one severe fault is not averaged away', () => {
    // u of the cadence: 20 / hypot(4, 5.5) = 2.941, sub-score 100 - 40 (2.941 - 1.5) / 1.5 = 61.58; 0.25, 0.35 and 0.25 of 0.85.
    const slow = judgedWalk(bout({ cadencePerMin: 90 }), plan(usual)).score;
    expect(slow).toMatchObject({ verdict: 'scored', band: 'good', codes: [{ code: 'TOO_SLOW', severity: 'mild' }] });
    expect(slow.verdict === 'scored' && slow.score).toBeCloseTo((0.25 * 61.58 + 0.6 * 100) / 0.85, 1);
    // u of the symmetry: 0.4 / hypot(0.06, 0.05) = 5.12, nothing is left of it.
    expect(judgedWalk(bout({ symmetry: 0.6 }), plan(usual)).score).toMatchObject({ score: 59, band: 'poor', domains: expect.arrayContaining([{ domain: 'symmetry', weight: 0.25, score: 0 }]) });
  });

  it('is judged partly when the hips were measured then and are not now', () => {
    const withHips: WalkReference = { ...usual, features: { ...usual.features, hipHikeDeg: { median: 3, spread: 2 } } };
    expect(judgedWalk(bout({}), plan(withHips)).score).toMatchObject({ verdict: 'partly', domains: expect.arrayContaining([{ domain: 'compensation', weight: 0.15, score: null }]) });
    expect(judgedWalk(bout({}, { hikesDeg: [4, 4, 4] }), plan(withHips)).score).toMatchObject({ verdict: 'scored', score: 100 });
  });

  it('is against this patient: who limped when it was approved walks as usual', () => {
    const limps: WalkReference = { ...usual, features: { ...usual.features, stepSymmetry: { median: 0.7, spread: 0.06 } } };
    const uneven = bout({ symmetry: 0.7, isAsymmetric: true });
    expect(judgedWalk(uneven, plan(limps)).score).toMatchObject({ band: 'good', codes: [] });
    expect(judgedWalk(uneven, plan(undefined)).score).toMatchObject({ verdict: 'cannot-judge', reason: 'no-reference', codes: [{ code: 'GAIT_ASYMMETRIC', reference: 0.8 }] });
  });

  it('keeps the limit for everybody of what was not measured when it was approved', () => {
    expect(judgedWalk(bout({}, { hikesDeg: [9, 9, 9] }), plan(usual)).score).toMatchObject({ band: 'good', codes: [{ code: 'HIP_HIKE', value: 9, reference: 5 }] });
  });

  it('by a walk of long ago is scored, and told by the limits for everybody alone, to the patient too', () => {
    const stale = { ...plan(usual), referenceStanding: { ageDays: 50, stale: 'old' } as const };
    expect(judgedWalk(bout({ symmetry: 0.7, isAsymmetric: true }), stale).score.codes.map(({ code, reference, isLimit }) => [code, reference, isLimit])).toEqual([['GAIT_ASYMMETRIC', 1, undefined], ['GAIT_ASYMMETRIC', 0.8, true]]);
    expect(walked({ seconds: 125, limp: 0.5 }, usual, stale.referenceStanding).map(({ standing }) => standing.cue?.text ?? null)).toEqual([null, 'Let both steps take the same time']);
    expect(walked({ seconds: 125, cadencePerMin: 135 }, usual, stale.referenceStanding).map(({ standing }) => standing.cue)).toEqual([null, null]);
  });

  it('has no score of a walk forwards that should go backwards', () => {
    expect(judgedWalk(bout({}, { backward: [0.1, 0, 0.2] }), plan(usual, backwardWalking)).score).toMatchObject({ verdict: 'cannot-judge', reason: 'other-exercise', codes: [{ code: 'DIRECTION_UNCONFIRMED' }] });
  });

  it('tells the patient of uneven steps at the second minute of them', () => {
    expect(walked({ seconds: 125, limp: 0.5 }).map(({ standing }) => standing.cue?.text ?? null)).toEqual([null, 'Let both steps take the same time']);
  });
});
