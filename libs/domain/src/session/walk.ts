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
  const wrong = wrongWay(bout, features, prescription);
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

function fixedFaults(bout: Bout, features: RepetitionFeatures, prescription: Prescription): FeedbackCode[] {
  return [...unevenSteps(bout, features, prescription), ...hikedHip(bout, features, prescription)];
}

/** A fault against a fixed limit is a clear one. */
const clear = 3;
/** Steps are even from here on (proposed, as in `gaitOf`). */
const evenFrom = 0.8;

/** In most of its windows. */
function unevenSteps({ gait }: Bout, { stepSymmetry }: RepetitionFeatures, { side }: Prescription): FeedbackCode[] {
  const uneven = gait.filter(({ isAsymmetric }) => isAsymmetric).length;
  if (uneven <= gait.length / 2 || typeof stepSymmetry !== 'number') return [];
  return [{ code: 'GAIT_ASYMMETRIC', severity: 'clear', bodyPart: 'whole-body', side, feature: 'stepSymmetry', value: stepSymmetry, reference: evenFrom, isLimit: true, spread: 0.1, unit: '', u: clear }];
}

/** In most of its windows. */
function hikedHip({ hikesDeg }: Bout, { hipHikeDeg }: RepetitionFeatures, { side }: Prescription): FeedbackCode[] {
  const hiked = hikesDeg.filter((deg) => deg > hikeDeg).length;
  if (hiked <= hikesDeg.length / 2 || typeof hipHikeDeg !== 'number') return [];
  return [{ code: 'HIP_HIKE', severity: 'clear', bodyPart: 'pelvis', side, feature: 'hipHikeDeg', value: hipHikeDeg, reference: hikeDeg, isLimit: true, spread: 1, unit: 'deg', u: clear }];
}

/** In most of its windows; where no sensor shows it nothing is said. */
function wrongWay({ backward }: Bout, { backwardShare: share }: RepetitionFeatures, { side }: Prescription): FeedbackCode[] {
  const against = backward.filter((each) => each <= backwardShare).length;
  if (against <= backward.length / 2 || typeof share !== 'number') return [];
  return [{ code: 'DIRECTION_UNCONFIRMED', severity: 'clear', bodyPart: 'whole-body', side, feature: 'backwardShare', value: share, reference: backwardShare, isLimit: true, spread: 0.1, unit: '', u: clear }];
}

