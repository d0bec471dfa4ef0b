import { backwardShare, hikeDeg } from '../form/gait.js';
import { cannotJudge, scoreRepetition } from '../form/score.js';
import type { Prescription } from '../prescription/prescription.js';
import type { FeedbackCode, FormScore, Repetition, RepetitionFeatures } from '../repetition/repetition.js';
import { unmeasured } from '../repetition/unmeasured.js';
import { median } from '../signal/statistics.js';
import type { Bout } from './bouts.js';

/** A bout of walking with what was measured and how it was judged (clinical C15, D2, D3): against the patient's own approved walk, or by fixed limits alone. */
export function judgedWalk(bout: Bout, prescription: Prescription): Pick<Repetition, 'features' | 'score'> {
  const features = featuresOf(bout);
  const wrong = inMost(wrongWay, bout, features, prescription);
  // A walk forwards says nothing of how this patient walks backwards.
  if (wrong.length > 0) return { features, score: cannotJudge('other-exercise', [...fixedFaults(bout, features, prescription), ...wrong]) };
  return { features, score: scoreOf(bout, features, prescription) };
}

function scoreOf(bout: Bout, features: RepetitionFeatures, prescription: Prescription): FormScore {
  const { walk } = prescription;
  if (walk === undefined) return cannotJudge('no-reference', fixedFaults(bout, features, prescription));
  // Its windows are mostly of one walk: how the patient walks another day they cannot say, however many they are.
  const score = scoreRepetition(features, { ...walk, provisional: true }, { ...prescription, execution: null, compensations: [] });
  // What was not measured when the walk was approved, or long ago, has the limit that holds for everybody.
  const holds = (prescription.referenceStanding?.stale ?? null) === null;
  const unknown = fixedFaults(bout, features, prescription).filter(({ feature }) => !holds || walk.features[feature] === undefined);
  return { ...score, codes: [...score.codes, ...unknown] };
}

/** The middle of the bout's windows. */
function featuresOf(bout: Bout): RepetitionFeatures {
  const { gait, hikesDeg, backward, startMs, endMs } = bout;
  return {
    ...unmeasured, durationS: (endMs - startMs) / 1000,
    cadencePerMin: median(gait.map((each) => each.cadencePerMin)), stepRegularity: median(gait.map((each) => each.stepRegularity)),
    strideRegularity: median(gait.map((each) => each.strideRegularity)), stepSymmetry: median(gait.map((each) => each.symmetry)),
    ...(hikesDeg.length === 0 ? {} : { hipHikeDeg: median(hikesDeg) }), ...(backward.length === 0 ? {} : { backwardShare: median(backward) }),
  };
}

interface WalkFault extends Pick<FeedbackCode, 'code' | 'bodyPart' | 'unit'> {
  /** What the bout's own value of it is. */
  feature: 'stepSymmetry' | 'hipHikeDeg' | 'backwardShare';
  limit: number;
  spread: number;
  /** Whether it was there, window by window; of a window that no sensor shows nothing is said. */
  windows: (bout: Bout) => boolean[];
}

/** Steps are even from here on (proposed, as in `gaitOf`). */
const evenFrom = 0.8;

const unevenSteps: WalkFault = { code: 'GAIT_ASYMMETRIC', bodyPart: 'whole-body', feature: 'stepSymmetry', limit: evenFrom, spread: 0.1, unit: '', windows: ({ gait }) => gait.map(({ isAsymmetric }) => isAsymmetric) };
const hikedHip: WalkFault = { code: 'HIP_HIKE', bodyPart: 'pelvis', feature: 'hipHikeDeg', limit: hikeDeg, spread: 1, unit: 'deg', windows: ({ hikesDeg }) => hikesDeg.map((deg) => deg > hikeDeg) };
const wrongWay: WalkFault = { code: 'DIRECTION_UNCONFIRMED', bodyPart: 'whole-body', feature: 'backwardShare', limit: backwardShare, spread: 0.1, unit: '', windows: ({ backward }) => backward.map((share) => share <= backwardShare) };

function fixedFaults(bout: Bout, features: RepetitionFeatures, prescription: Prescription): FeedbackCode[] {
  return [unevenSteps, hikedHip].flatMap((fault) => inMost(fault, bout, features, prescription));
}

/** A fault against a fixed limit is a clear one. */
const clear = 3;

/** A fault is told when it was there in most of the windows. */
function inMost({ code, bodyPart, feature, limit, spread, unit, windows }: WalkFault, bout: Bout, features: RepetitionFeatures, { side }: Prescription): FeedbackCode[] {
  const seen = windows(bout);
  const value = features[feature];
  if (seen.filter(Boolean).length <= seen.length / 2 || typeof value !== 'number') return [];
  return [{ code, severity: 'clear', bodyPart, side, feature, value, reference: limit, isLimit: true, spread, unit, u: clear }];
}
