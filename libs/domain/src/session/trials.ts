import { headTurnLimits } from '../form/head-turns.js';
import { cannotJudge, codesWithoutReference, scoreRepetition } from '../form/score.js';
import { tooShortShare } from '../form/hold.js';
import { slouchedForMs, slouchedFromDeg } from '../form/slouch.js';
import type { StanceTrial } from '../form/stance.js';
import type { Prescription } from '../prescription/prescription.js';
import type { FeedbackCode, FormScore, Repetition, RepetitionFeatures, UnnumberedRepetition } from '../repetition/repetition.js';
import { unmeasured } from '../repetition/unmeasured.js';
import { median } from '../signal/statistics.js';
import type { Bout } from './bouts.js';
import { judgedWalk } from './walk.js';

/**
 * A trial of standing is told as a repetition that is all hold. Without a reference there is nothing to judge its sway by; that it
 * was too short is told all the same.
 */
export function repetitionOfStance({ startMs, endMs, end, isWhole, sway }: StanceTrial, prescription: Prescription): UnnumberedRepetition {
  const seconds = (endMs - startMs) / 1000;
  const swayRmsMPerS2 = isWhole && sway.ok ? sway.value.rmsRadialMPerS2 : null;
  const features: RepetitionFeatures = { ...unmeasured, holdS: isWhole ? seconds : null, durationS: seconds, swayRmsMPerS2 };
  return { ...told({ startMs, endMs }, prescription), features, score: isWhole ? withStepOut(judged(features, prescription), { seconds, hasSteppedOut: end === 'step-out' }, prescription) : cannotJudge('signal-gap') };
}

/** That the body had to save itself before the time was over is said of the trial; a foot that is put down after it is none (clinical C14). */
function withStepOut(score: FormScore, { seconds, hasSteppedOut }: { seconds: number; hasSteppedOut: boolean }, { exercise, side }: Prescription): FormScore {
  const targetS = exercise.dose.holdS;
  if (!hasSteppedOut || targetS === null || seconds >= tooShortShare * targetS) return score;
  const code: FeedbackCode = { code: 'STEP_OUT', severity: 'clear', bodyPart: 'whole-body', side, feature: 'holdS', value: seconds, reference: targetS, spread: (1 - tooShortShare) * targetS, unit: 's', u: clear };
  return { ...score, codes: [...score.codes, code] };
}

/** A bout of walking, of turning the head or of sitting; the latter two have no score, but named faults. */
export function repetitionOfBout(bout: Bout, prescription: Prescription): UnnumberedRepetition {
  if (bout.sitting.length > 0) return repetitionOfSitting(bout, prescription);
  if (bout.gait.length > 0) return { ...told(bout, prescription), ...judgedWalk(bout, prescription) };
  const { turns } = bout;
  const features: RepetitionFeatures = {
    ...unmeasured, durationS: (bout.endMs - bout.startMs) / 1000,
    headTurnHz: median(turns.map((each) => each.frequencyHz)), headTurnDeg: median(turns.map((each) => each.amplitudeDeg)), headTurns: turns.reduce((sum, each) => sum + each.cycles, 0),
  };
  return { ...told(bout, prescription), features, score: cannotJudge('no-form-score', turnFaults(bout, features, prescription)) };
}

function repetitionOfSitting(bout: Bout, prescription: Prescription): UnnumberedRepetition {
  const slouchDeg = median(bout.sitting.map(({ leanDeg }) => leanDeg));
  const features: RepetitionFeatures = { ...unmeasured, durationS: (bout.endMs - bout.startMs) / 1000, slouchDeg };
  const isLong = bout.sitting[0].isSlouched && bout.endMs - bout.startMs >= slouchedForMs;
  const codes: FeedbackCode[] = isLong ? [{ code: 'SLOUCH', severity: 'clear', bodyPart: 'upper-back', side: prescription.side, feature: 'slouchDeg', value: slouchDeg, reference: slouchedFromDeg, spread: 1, unit: 'deg', u: clear }] : [];
  return { ...told(bout, prescription), features, score: cannotJudge('no-form-score', codes) };
}

function told({ startMs, endMs }: { startMs: number; endMs: number }, { exercise }: Prescription): Omit<UnnumberedRepetition, 'features' | 'score'> {
  return { startMs, turnMs: startMs, backMs: endMs, endMs, exerciseId: exercise.id, execution: null };
}

function judged(features: RepetitionFeatures, prescription: Prescription): Repetition['score'] {
  const seen = { ...prescription, compensations: [] };
  if (prescription.reference !== null) return scoreRepetition(features, prescription.reference, { ...seen, execution: null });
  return cannotJudge('no-reference', codesWithoutReference(features, seen));
}

/** A fault against a fixed limit is a clear one. */
const clear = 3;
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
