import type { EffortReport, HeartRateTick, PatientIntensity, PreExerciseCheck, SessionIntensity, SessionSummary } from '#libs/contracts';
import type { FusedIntensity, GateReason, StopReason, TalkTest } from '#libs/domain';

import { sayZone } from './words.js';

/** Something measured, or why it is not known. */
type Measured<T> = { ok: true; value: T } | { ok: false; reason: string; detail: string };

const methodWords: Record<string, string> = {
  measured: 'measured',
  'beta-blocker-heart-failure': 'estimated for a beta-blocker with heart failure',
  'beta-blocker': 'estimated for medicines that hold the heart back',
  tanaka: 'estimated by age',
  plan: 'from the ceiling of the plan',
};

const talkWords: Record<TalkTest, string> = { sing: 'could sing', talk: 'could talk, not sing', 'few-words': 'only a few words' };

/** What Borg's scale calls them, as adapted by Foster 2001. */
const rpeWords: Record<number, string> = { 0: 'rest', 1: 'very, very easy', 2: 'easy', 3: 'moderate', 4: 'somewhat hard', 5: 'hard', 7: 'very hard', 9: 'nearly maximal', 10: 'maximal' };

const gateWords: Record<GateReason, string> = {
  'heart-symptoms': 'chest pain, fainting, palpitations or breathlessness in the last 24 hours',
  'neurological-signs': 'new weakness, numb saddle, bladder or bowel change',
  fever: 'fever or acute illness',
  'resting-heart-rate': 'resting heart rate',
  'blood-pressure': 'blood pressure',
  dizziness: 'dizziness',
  pain: 'pain well above the usual',
  unanswered: 'a question without an answer',
};

const stopWords: Record<StopReason, string> = {
  'chest-pain': 'chest pain or pressure',
  'dizziness-or-near-fainting': 'dizzy, or near to fainting',
  'confusion-or-loss-of-coordination': 'confused, or unsure on the feet',
  'pale-cold-clammy': 'pale, cold, clammy',
  'severe-breathlessness': 'very short of breath',
  'wants-to-stop': 'wants to stop',
  'increasing-chest-pain': 'chest discomfort that grows',
  wheezing: 'wheezing',
  'leg-cramps': 'cramps in the legs',
  'severe-fatigue': 'very tired',
  'not-monitored': 'no heart rate, and the plan asks for one at all times',
  'blood-pressure': 'blood pressure above 250/115',
  'heart-rate-over-limit': 'heart rate over the hard limit',
  'heart-rate-falls-with-effort': 'heart rate falls while the effort rises',
};

const decisionWords: Record<PreExerciseCheck['outcome']['decision'], string> = { GO: 'may exercise', CAUTION: 'with care', NO_GO: 'not today' };

const sourceWords: Record<FusedIntensity['by'][number], string> = { 'heart-rate': 'heart rate', rpe: 'effort as it was said', talk: 'talk test', breath: 'quick breath' };

export function sayMaxHeartRate(max: PatientIntensity['maxHeartRate']): string {
  if (!max.ok) return `not known: ${max.detail}`;
  const { bpm, method, seeBpm, advisoryOnly } = max.value;
  return `${bpm.toFixed(0)} bpm, ${methodWords[method] ?? method}, give or take ${seeBpm.toFixed(0)} bpm${advisoryOnly ? '; too uncertain to lead: go by effort and talk test' : ''}`;
}

type Position = HeartRateTick['zone'];

/**
 * Where the heart rate lies. By a maximum that is a guess (clinical B1) it lies in no zone, good or bad, and effort leads; over a ceiling or a limit
 * that somebody has set it lies all the same.
 */
export function sayPosition(zone: Position, plan: SessionSummary['intensity']): { zone: Position; words: string; shape: string } {
  if (plan === null) return { ...sayZone('unknown'), zone: 'unknown', words: 'no zone planned' };
  const isSet = (zone === 'over-ceiling' && plan.ceilingFromPlan) || (zone === 'over-limit' && (plan.ceilingFromPlan || plan.hardLimitFromPlan));
  if (plan.advisoryOnly && !isSet) return { ...sayZone('unknown'), zone: 'unknown', words: 'no sure zone: go by effort' };
  return { ...sayZone(zone), zone };
}

/** The limits of a session in a line, and how far they may be gone by. */
export function sayLimits(plan: SessionSummary['intensity']): string {
  if (plan === null) return 'No heart-rate plan: no limit of the heart rate is watched.';
  const { zoneLowBpm, zoneHighBpm, ceilingBpm, hardLimitBpm, scheme, advisoryOnly } = plan;
  const zone = `zone ${zoneLowBpm.toFixed(0)}–${zoneHighBpm.toFixed(0)} bpm${scheme === 'percent-reserve' ? ' by the reserve' : ''}`;
  const limits = [{ words: `ceiling ${ceilingBpm.toFixed(0)}`, isSet: plan.ceilingFromPlan }, { words: `hard limit ${hardLimitBpm.toFixed(0)}`, isSet: plan.hardLimitFromPlan }];
  if (!advisoryOnly) return `${upper([zone, ...limits.map(({ words }) => words)].join(', '))}.`;
  const set = limits.filter(({ isSet }) => isSet).map(({ words }) => `${words}, as set`);
  const guessed = [zone, ...limits.filter(({ isSet }) => !isSet).map(({ words }) => words)].join(', ');
  return `${set.length === 0 ? '' : `${upper(set.join('; '))}. `}A guess, since the maximum heart rate is not known well enough: ${guessed}. Go by effort and talk test.`;
}

function upper(words: string): string {
  return `${words[0].toUpperCase()}${words.slice(1)}`;
}

/** The value in words, or why there is none: never an empty cell that could be read as normal. */
export function sayKnown<T>(measured: Measured<T>, say: (value: T) => string): string {
  return measured.ok ? say(measured.value) : `not known: ${measured.detail}`;
}

export function sayRpe(rpe: number): string {
  const words = rpeWords[rpe];
  return words === undefined ? String(rpe) : `${rpe}, ${words}`;
}

export function sayEffort({ rpe, talkTest }: Pick<EffortReport, 'rpe' | 'talkTest'>): string {
  const said = [rpe === null ? [] : `RPE ${sayRpe(rpe)}`, talkTest === null ? [] : talkWords[talkTest]].flat();
  return said.join('; ');
}

export function sayTalkTest(answer: TalkTest): string {
  return talkWords[answer];
}

/** Whatever it does not rest on the heart rate for is said, so that nobody takes it for measured. */
export function sayFused(fused: Measured<FusedIntensity>): string {
  if (!fused.ok) return 'intensity unknown';
  const { intensityClass, by } = fused.value;
  const without = by.includes('heart-rate') ? '' : ', without a heart rate';
  return `${intensityClass}, by ${by.map((source) => sourceWords[source]).join(' and ')}${without}`;
}

export function sayDecision({ decision, reasons }: PreExerciseCheck['outcome']): string {
  const why = reasons.map(({ reason, fromBefore }) => `${gateWords[reason as GateReason] ?? reason}${fromBefore === true ? ' (as answered before, not asked again)' : ''}`);
  return why.length === 0 ? decisionWords[decision] : `${decisionWords[decision]}: ${why.join('; ')}`;
}

export function sayStopReason(reason: StopReason): string {
  return stopWords[reason];
}

/** Whether the aerobic dose of a week was met; what was not measured may have met it, and a week that goes on may meet it yet. */
export function sayWeeklyDose({ isMet }: Pick<PatientIntensity['weeks'][number]['dose'], 'isMet'>, isOver: boolean): string {
  if (isMet === true) return 'met';
  if (!isOver) return 'so far';
  return isMet === null ? 'not known' : 'not met';
}

const breathWords: Record<string, string> = { BREATH_TOO_FAST: 'too fast', BREATH_TOO_SLOW: 'too slow', BREATH_HOLD_MISSING: 'the breath is not held' };

type Summary = NonNullable<SessionIntensity['summary']>;

/** "60 % of 5 breaths as paced; a breath took 7.0 s, 9 s are asked: too fast". */
export function sayBreathing({ percent, breaths, medianS, cadenceErrorS, codes }: Extract<Summary['breathing'], { ok: true }>['value']): string {
  const off = codes.map((code) => breathWords[code] ?? code);
  return `${percent.toFixed(0)} % of ${breaths} breaths as paced; a breath took ${medianS.toFixed(1)} s, ${(medianS - cadenceErrorS).toFixed(0)} s are asked${off.length === 0 ? '' : `: ${off.join(', ')}`}`;
}

/** How far the heart rate fell in the minute after work, and whether that says something (clinical B9). */
export function sayRecovery({ dropBpm, isAbnormal, notInterpretable }: Pick<Extract<Summary['recovery'], { ok: true }>['value'], 'dropBpm' | 'isAbnormal' | 'notInterpretable'>): string {
  const fell = dropBpm < 0 ? `rose by ${(-dropBpm).toFixed(0)} bpm` : `fell by ${dropBpm.toFixed(0)} bpm`;
  if (notInterpretable.length > 0) return `${fell}, which says nothing: ${notInterpretable.map((each) => recoveryWords[each] ?? each).join(', ')}`;
  return isAbnormal ? `${fell}, which is little: 12 or less` : fell;
}

const recoveryWords: Record<string, string> = {
  'peak-below-70-percent': 'the work was too light',
  'maximum-not-known': 'the maximum heart rate is not known well enough',
  'cool-down-not-slow': 'the patient moved on',
  'cool-down-not-measured': 'movement after the work was not measured',
  'rate-limiting-medication': 'a medicine holds the heart back',
};

export function sayMinutes(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')} min`;
}
