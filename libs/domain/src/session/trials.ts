import { backwardShare, hikeDeg } from '../form/gait.js';
import { headTurnLimits } from '../form/head-turns.js';
import { cannotJudge, codesWithoutReference, scoreRepetition } from '../form/score.js';
import { slouchedForMs, slouchedFromDeg } from '../form/slouch.js';
import type { StanceTrial } from '../form/stance.js';
import type { Prescription } from '../prescription/prescription.js';
import type { FeedbackCode, Repetition, RepetitionFeatures } from '../repetition/repetition.js';
import { unmeasured } from '../repetition/unmeasured.js';
import { median } from '../signal/statistics.js';
import type { Bout } from './bouts.js';

/**
 * A trial of standing is told as a repetition that is all hold. Without a reference there is nothing to judge its sway by; that it
 * was too short is told all the same.
 */
export function repetitionOfStance({ startMs, endMs, isWhole, sway }: StanceTrial, number: number, prescription: Prescription): Repetition {
  const seconds = (endMs - startMs) / 1000;
  const swayRmsMPerS2 = isWhole && sway.ok ? sway.value.rmsRadialMPerS2 : null;
  const features: RepetitionFeatures = { ...unmeasured, holdS: isWhole ? seconds : null, durationS: seconds, swayRmsMPerS2 };
  return { ...told({ startMs, endMs }, number, prescription), features, score: isWhole ? judged(features, prescription) : cannotJudge('signal-gap') };
}

/** A bout of walking, of turning the head or of sitting; there is no reference of any, so that it has no score, but named faults. */
export function repetitionOfBout(bout: Bout, number: number, prescription: Prescription): Repetition {
  const { gait, hikesDeg, backward, turns, sitting } = bout;
  if (sitting.length > 0) return repetitionOfSitting(bout, number, prescription);
  const isGait = gait.length > 0;
  const measured: Partial<RepetitionFeatures> = isGait
    ? { cadencePerMin: median(gait.map((each) => each.cadencePerMin)), stepRegularity: median(gait.map((each) => each.stepRegularity)), strideRegularity: median(gait.map((each) => each.strideRegularity)), stepSymmetry: median(gait.map((each) => each.symmetry)), ...(hikesDeg.length === 0 ? {} : { hipHikeDeg: median(hikesDeg) }), ...(backward.length === 0 ? {} : { backwardShare: median(backward) }) }
    : { headTurnHz: median(turns.map((each) => each.frequencyHz)), headTurnDeg: median(turns.map((each) => each.amplitudeDeg)), headTurns: turns.reduce((sum, each) => sum + each.cycles, 0) };
  const features: RepetitionFeatures = { ...unmeasured, durationS: (bout.endMs - bout.startMs) / 1000, ...measured };
  const codes = isGait ? [...unevenSteps(bout, features, prescription), ...hikedHip(bout, features, prescription), ...wrongWay(bout, features, prescription)] : turnFaults(bout, features, prescription);
  return { ...told(bout, number, prescription), features, score: cannotJudge(isGait ? 'no-reference' : 'no-form-score', codes) };
}

function repetitionOfSitting(bout: Bout, number: number, prescription: Prescription): Repetition {
  const slouchDeg = median(bout.sitting.map(({ leanDeg }) => leanDeg));
  const features: RepetitionFeatures = { ...unmeasured, durationS: (bout.endMs - bout.startMs) / 1000, slouchDeg };
  const isLong = bout.sitting[0].isSlouched && bout.endMs - bout.startMs >= slouchedForMs;
  const codes: FeedbackCode[] = isLong ? [{ code: 'SLOUCH', severity: 'clear', bodyPart: 'upper-back', side: prescription.side, feature: 'slouchDeg', value: slouchDeg, reference: slouchedFromDeg, spread: 1, unit: 'deg', u: clear }] : [];
  return { ...told(bout, number, prescription), features, score: cannotJudge('no-form-score', codes) };
}

function told({ startMs, endMs }: { startMs: number; endMs: number }, number: number, { exercise }: Prescription): Omit<Repetition, 'features' | 'score'> {
  return { number, startMs, turnMs: startMs, backMs: endMs, endMs, exerciseId: exercise.id, execution: null };
}

function judged(features: RepetitionFeatures, prescription: Prescription): Repetition['score'] {
  const seen = { ...prescription, compensations: [] };
  if (prescription.reference !== null) return scoreRepetition(features, prescription.reference, { ...seen, execution: null });
  return cannotJudge('no-reference', codesWithoutReference(features, seen));
}

/** A fault against a fixed limit is a clear one. */
const clear = 3;
/** Steps are even from here on (proposed, as in `gaitOf`). */
const evenFrom = 0.8;

/** In most of its windows. */
function unevenSteps({ gait }: Bout, { stepSymmetry }: RepetitionFeatures, { side }: Prescription): FeedbackCode[] {
  const uneven = gait.filter(({ isAsymmetric }) => isAsymmetric).length;
  if (uneven <= gait.length / 2 || typeof stepSymmetry !== 'number') return [];
  return [{ code: 'GAIT_ASYMMETRIC', severity: 'clear', bodyPart: 'whole-body', side, feature: 'stepSymmetry', value: stepSymmetry, reference: evenFrom, spread: 0.1, unit: '', u: clear }];
}

/** In most of its windows. */
function hikedHip({ hikesDeg }: Bout, { hipHikeDeg }: RepetitionFeatures, { side }: Prescription): FeedbackCode[] {
  const hiked = hikesDeg.filter((deg) => deg > hikeDeg).length;
  if (hiked <= hikesDeg.length / 2 || typeof hipHikeDeg !== 'number') return [];
  return [{ code: 'HIP_HIKE', severity: 'clear', bodyPart: 'pelvis', side, feature: 'hipHikeDeg', value: hipHikeDeg, reference: hikeDeg, spread: 1, unit: 'deg', u: clear }];
}

/** In most of its windows; where no sensor shows it nothing is said. */
function wrongWay({ backward }: Bout, { backwardShare: share }: RepetitionFeatures, { side }: Prescription): FeedbackCode[] {
  const against = backward.filter((each) => each <= backwardShare).length;
  if (against <= backward.length / 2 || typeof share !== 'number') return [];
  return [{ code: 'DIRECTION_UNCONFIRMED', severity: 'clear', bodyPart: 'whole-body', side, feature: 'backwardShare', value: share, reference: backwardShare, spread: 0.1, unit: '', u: clear }];
}

/** In most of its windows. */
function turnFaults({ turns }: Bout, { headTurnHz, headTurnDeg }: RepetitionFeatures, { side }: Prescription): FeedbackCode[] {
  return (Object.keys(headTurnLimits) as (keyof typeof headTurnLimits)[])
    .filter((code) => turns.filter(({ fault }) => fault === code).length > turns.length / 2)
    .map((code): FeedbackCode => {
      const isRate = code === 'TOO_SLOW' || code === 'TOO_FAST';
      const value = (isRate ? headTurnHz : headTurnDeg) as number;
      return { code, severity: 'clear', bodyPart: 'head', side, feature: isRate ? 'headTurnHz' : 'headTurnDeg', value, reference: headTurnLimits[code], spread: 1, unit: isRate ? 'Hz' : 'deg', u: clear };
    });
}
