import type { BodyPart } from '../prescription/exercise.js';
import type { Prescription } from '../prescription/prescription.js';
import type { CannotJudgeReason, DomainScore, Execution, FeedbackCode, FormBand, FormScore, RepetitionFeatures, ScorerVersion } from '../repetition/repetition.js';
import { meaningOf, type FormCode, type FormDomain } from './code.js';
import type { Compensation } from './compensation.js';
import { compensationMeasures, isCompensation } from './compensation-measures.js';
import { acrossSessions, clearFrom, deviation, featureRules, mildFrom, subScore, type Feature, type FeatureRule, type Judged } from './deviation.js';
import { countsFor, domainWeights } from './domain-weights.js';
import { isSaid } from './execution.js';
import { temper } from './execution-judgement.js';
import { holdCompletion, tooShortShare } from './hold.js';
import type { Reference } from './reference.js';
import { clearlyJerkyBelow, jerkyBelow } from './smoothness.js';
import { unusualFrom } from './unusual.js';

/** Rises with every change of a default or a formula, so that a stored score stays explainable. */
export const scorerVersion: ScorerVersion = { id: 'tendon-form', version: '3.26.0' };

/** With less than this of the weights measured there is no score (clinical D3). */
const neededWeight = 0.6;
const goodFrom = 80;
const fairFrom = 60;
/** From `goodFrom` on there is no clear fault (clinical D3). */
const withClearFault = 79;
/** Below this another part of the body has not moved more than an inertial sensor may be wrong (clinical C4, C12). */
const compensationFromDeg = 5;
/** Swinging (clinical C12): twice as fast and in less than half the time. */
const momentumSpeed = 2;
const momentumTime = 0.5;

type Usual = Pick<Reference, 'features' | 'provisional' | 'residuals'>;

interface Scored extends Pick<Prescription, 'exercise' | 'side' | 'limits'> {
  /** How it was done as a whole, where that is known; single features must agree with it. */
  execution: Execution | null;
  /** What the rest of the body did, to which side, and what is allowed. */
  compensations: readonly Compensation[];
}

/**
 * Score 0..100 of one repetition against the patient's own (clinical D2, D3), with the weights of its kind of exercise. Missing
 * domains are left out, never good.
 */
export function scoreRepetition(features: RepetitionFeatures, reference: Usual, prescribed: Scored): FormScore {
  const weights = domainWeights[prescribed.exercise.scoring];
  if (weights === null) return cannotJudge('no-form-score');
  const judged = judgeAll(features, reference, prescribed);
  const named = codesOf(judged, features, { ...prescribed, reference });
  const codes = named.length === 0 ? unusualCode(features, reference, prescribed) : named;
  if (!isSafetyMeasured(judged, prescribed)) return cannotJudge('safety-not-measured', codes);
  const domains = (Object.keys(weights) as FormDomain[])
    .filter((domain) => weights[domain] > 0)
    .map((domain): DomainScore => ({ domain, weight: weights[domain], score: worst(judged.filter((each) => each.rule.domain === domain)) }));
  const score = overall(domains, prescribed.execution);
  if (score === null) return cannotJudge('too-few-features', codes);
  const verdict = domains.every((domain) => domain.score !== null || !isExpected(domain, reference)) && !lacksCompensation(features, reference) ? 'scored' : 'partly';
  return { verdict, score, band: bandOf(score), domains, codes, scorer: scorerVersion };
}

/** One more thing that was wrong, seen beside what was measured of the repetition: its domain is worth no more than that. What could not be judged has its code only. */
export function weakened(judged: FormScore, { by, domain, score: worth }: { by: FeedbackCode; domain: FormDomain; score: number }, execution: Execution | null): FormScore {
  const codes = [...judged.codes, by];
  if (judged.verdict === 'cannot-judge') return { ...judged, codes };
  const domains = judged.domains.map((each) => (each.domain === domain ? { ...each, score: Math.min(worth, each.score ?? 100) } : each));
  // That a domain was not measured without it makes nothing better.
  const score = Math.min(judged.score, overall(domains, execution) ?? 100);
  return { ...judged, codes, domains, score, band: bandOf(score) };
}

/** What is told of a patient without a reference: what goes beyond a limit that the exercise has for everybody, and what is jerky whoever moves. */
export function codesWithoutReference(features: RepetitionFeatures, prescribed: Omit<Scored, 'execution'>): FeedbackCode[] {
  const nobody: Usual = { features: {}, provisional: true };
  const scored = { ...prescribed, execution: null };
  return [...codesOf(judgeAll(features, nobody, scored), features, { ...scored, reference: nobody }), ...hastyCodes(features, scored), ...jerkyCodes(features, scored)];
}

export function cannotJudge(reason: CannotJudgeReason, codes: FeedbackCode[] = []): FormScore {
  return { verdict: 'cannot-judge', reason, codes, scorer: scorerVersion };
}

/** Weighted mean, capped so that one severe fault cannot be averaged away (clinical D3); null: too little was measured. */
export function combine(domains: readonly Pick<DomainScore, 'score' | 'weight'>[]): number | null {
  let sum = 0;
  let weight = 0;
  let least = 100;
  for (const domain of domains) {
    if (domain.score === null) continue;
    sum += domain.weight * domain.score;
    weight += domain.weight;
    least = Math.min(least, domain.score);
  }
  if (weight < neededWeight - 1e-9) return null;
  const cap = least < 30 ? 59 : least < 60 ? withClearFault : 100;
  return Math.min(sum / weight, cap);
}

/** null: too little was measured. */
function overall(domains: readonly DomainScore[], execution: Execution | null): number | null {
  const combined = combine(domains);
  return combined === null ? null : Math.min(combined, isFaulty(execution) ? withClearFault : 100);
}

/** A fault of the whole that is said is a clear one, whether or not a feature shows it: knees that fall in have none where no sensor measures them. */
function isFaulty(execution: Execution | null): boolean {
  return execution !== null && isSaid(execution);
}

export function bandOf(score: number): FormBand {
  if (score >= goodFrom) return 'good';
  return score >= fairFrom ? 'fair' : 'poor';
}

function judgeAll(features: RepetitionFeatures, reference: Usual, prescribed: Scored): Judged[] {
  const weight = domainWeights[prescribed.exercise.scoring]?.hold ?? 0;
  const counted = judge(features, reference).filter(({ rule }) => isCounted(rule, prescribed.exercise));
  return [...temper(counted, prescribed.execution, reference.provisional), ...judgeLimits(reference, prescribed), ...judgeMaximum(features, prescribed), ...judgeHold(features, prescribed, weight)];
}

/** Nobody stretches too slowly, nor too fast who lets go early: a domain that the kind of exercise does not weigh is not told of either, unless the exercise names the fault. */
function isCounted({ domain, code }: FeatureRule, exercise: Prescription['exercise']): boolean {
  return countsFor(domain, exercise) || exercise.faults.some((fault) => fault.code === code.above || fault.code === code.below);
}

function codesOf(judged: readonly Judged[], features: RepetitionFeatures, { reference, ...prescribed }: Scored & { reference: Usual }): FeedbackCode[] {
  return [...judged.flatMap((each) => codeOf(each, prescribed)), ...momentum(features, reference, prescribed)];
}

function judge(features: RepetitionFeatures, reference: Usual): Judged[] {
  const judged: Judged[] = [];
  for (const [name, rule] of Object.entries(featureRules)) {
    const feature = name as Feature;
    const value = features[feature] ?? null;
    const known = reference.features[feature];
    if (value === null || known === undefined) continue;
    const usual = reference.provisional ? acrossSessions(known, rule) : known;
    const u = deviation(value, usual, rule.direction);
    judged.push({ feature, rule, value, usual, u, score: subScore(u) });
  }
  return judged;
}

/** What the reference knows nothing of is judged by the limit of the exercise: within it nothing is wrong, at it it is clear (clinical C12). */
function judgeLimits(reference: Usual, { compensations }: Scored): Judged[] {
  return compensations.flatMap(({ code, valueDeg: value, limitDeg, exceeded }) => {
    const { feature } = compensationMeasures[code];
    const rule = featureRules[feature];
    if (rule === undefined || reference.features[feature] !== undefined) return [];
    const usual = { median: 0, spread: limitDeg / clearFrom };
    const u = exceeded ? value / usual.spread : 0;
    return [{ feature, rule, value, usual, u, score: subScore(u) }];
  });
}

/** Beyond the angle that the plan forbids (clinical D5): clear from the first degree, and worse with what may be a measurement error. */
function judgeMaximum({ peakAngleDeg }: RepetitionFeatures, { limits }: Scored): Judged[] {
  const mostDeg = limits?.hardAngleDeg;
  if (mostDeg === undefined || peakAngleDeg === null || peakAngleDeg <= mostDeg) return [];
  const usual = { median: mostDeg, spread: measurementErrorDeg };
  const u = clearFrom + (peakAngleDeg - mostDeg) / measurementErrorDeg;
  return [{ feature: 'peakAngleDeg', rule: maximumRule, value: peakAngleDeg, usual, u, score: subScore(u) }];
}

const measurementErrorDeg = 5;
const maximumRule: FeatureRule = { domain: 'range', direction: 'high', unit: 'deg', floor: 0, prior: { fixed: 0 }, between: { fixed: 0 }, code: { above: 'EXCESS_RANGE', below: 'EXCESS_RANGE' } };

/** A hold is judged against what is prescribed, not against the patient's usual (clinical C10, D2). */
function judgeHold({ holdS }: RepetitionFeatures, { exercise }: Scored, weight: number): Judged[] {
  const targetS = exercise.dose.holdS;
  if (holdS === null || targetS === null || weight === 0) return [];
  const completion = holdCompletion(holdS, targetS);
  const score = completion >= holdComplete ? 100 : 100 * completion;
  return [{ feature: 'holdS', rule: holdRule, value: holdS, usual: { median: targetS, spread: (1 - tooShortShare) * targetS }, u: completion < tooShortShare ? clearFrom : 0, score }];
}

/** Complete from here on (clinical D2). */
const holdComplete = 0.95;
const holdRule: FeatureRule = { domain: 'hold', direction: 'low', unit: 's', floor: 0, prior: { fixed: 0 }, between: { fixed: 0 }, code: { above: 'HELD_TOO_SHORT', below: 'HELD_TOO_SHORT' } };

/** The weakest feature is the domain's score, so that it has one cause to explain it. */
function worst(judged: Judged[]): number | null {
  return judged.length === 0 ? null : Math.min(...judged.map(({ score }) => score));
}

/** Domains that one sensor can measure, and those that it did measure in the reference; others need sensors that may not be there. */
function isExpected({ domain }: DomainScore, { features }: Usual): boolean {
  if (domain === 'range' || domain === 'tempo' || domain === 'path' || domain === 'smoothness') return true;
  return Object.entries(featureRules).some(([feature, rule]) => rule.domain === domain && features[feature as Feature] !== undefined);
}

/** A sensor that told of another part of the body in the reference has told nothing now. */
function lacksCompensation(features: RepetitionFeatures, reference: Usual): boolean {
  return Object.entries(featureRules).some(([feature, { domain }]) => domain === 'compensation' && reference.features[feature as Feature] !== undefined && (features[feature as Feature] ?? null) === null);
}

/** Each safety-critical fault of the exercise that shows in a repetition was looked for (clinical D3). */
function isSafetyMeasured(judged: Judged[], { exercise }: Scored): boolean {
  return exercise.faults
    .filter(({ code, safetyCritical }) => safetyCritical && meaningOf(code).domain === 'compensation')
    .every(({ code }) => judged.some(({ rule }) => rule.code.above === code));
}

/** Clinical D5. A feature that is off on its good side has no code. */
function codeOf(judged: Judged, prescribed: Scored): FeedbackCode[] {
  const { rule, u, value, usual } = judged;
  if (u < mildFrom) return [];
  if (rule.domain === 'compensation' && value <= Math.max(compensationFromDeg, u >= clearFrom ? 3 * usual.spread : 0)) return [];
  const code = value < usual.median ? rule.code.below : rule.code.above;
  return [tell(judged, { code, severity: u >= clearFrom && !isHint(code, prescribed) ? 'clear' : 'mild', prescribed })];
}

/** One sensor on soft tissue, or a projection that is only about right, is a hint to the therapist unless the exercise says that it matters (clinical C12). */
function isHint(code: FormCode, { exercise }: Scored): boolean {
  return isCompensation(code) && compensationMeasures[code].lowConfidence && !exercise.faults.some((fault) => fault.code === code && fault.safetyCritical);
}

function tell({ feature, rule, value, usual, u }: Judged, { code, severity, prescribed }: Pick<FeedbackCode, 'code' | 'severity'> & { prescribed: Scored }): FeedbackCode {
  const bodyPart = meaningOf(code).bodyPart ?? movedPart(prescribed.exercise);
  const direction = prescribed.compensations.find((each) => each.code === code)?.direction;
  const side = direction === 'left' || direction === 'right' ? direction : prescribed.side;
  return { code, severity, bodyPart, side, feature, value, reference: usual.median, spread: usual.spread, unit: rule.unit, u };
}

function movedPart({ primary, region }: Prescription['exercise']): BodyPart {
  if (primary.kind === 'segment') return primary.segment;
  return primary.kind === 'joint' ? primary.distal : region;
}

/** Nothing by itself is off, and yet it is like none of the approved ones: for the therapist to look at (clinical D4). */
function unusualCode({ unusualDistance: value = null }: RepetitionFeatures, { residuals }: Usual, { exercise, side }: Scored): FeedbackCode[] {
  if (value === null || residuals === undefined) return [];
  const limit = unusualFrom(residuals.features.length);
  if (value <= limit) return [];
  return [{ code: 'UNUSUAL_PATTERN', severity: 'mild', bodyPart: movedPart(exercise), side, feature: 'unusualDistance', value, reference: limit, spread: limit, unit: '', u: mildFrom * Math.sqrt(value / limit) }];
}

/** A way out that has to take so long, whoever goes it: a slow squat takes two seconds down (clinical C17). */
function hastyCodes({ outS: value }: RepetitionFeatures, prescribed: Scored): FeedbackCode[] {
  const leastS = prescribed.exercise.faults.find(({ code, unit }) => code === 'TOO_FAST' && unit === 's')?.limit ?? null;
  const rule = featureRules.outS as FeatureRule;
  if (leastS === null || value === null || value >= leastS) return [];
  const spread = 'share' in rule.prior ? rule.prior.share * leastS : rule.prior.fixed;
  const u = mildFrom + (leastS - value) / spread;
  return [{ ...tell({ feature: 'outS', rule, value, usual: { median: leastS, spread }, u, score: subScore(u) }, { code: 'TOO_FAST', severity: u >= clearFrom ? 'clear' : 'mild', prescribed }), isLimit: true }];
}

/** Of an exercise whose smoothness counts. A deviation from what is smooth for everybody tells less than one from the patient's own. */
function jerkyCodes(features: RepetitionFeatures, prescribed: Scored): FeedbackCode[] {
  if (!countsFor('smoothness', prescribed.exercise)) return [];
  return (['sparcOut', 'sparcBack'] as const).flatMap((feature) => {
    const [value, rule] = [features[feature], featureRules[feature] as FeatureRule];
    if (value === null || value >= jerkyBelow) return [];
    const spread = jerkyBelow - clearlyJerkyBelow;
    const u = mildFrom + ((clearFrom - mildFrom) * (jerkyBelow - value)) / spread;
    return [tell({ feature, rule, value, usual: { median: jerkyBelow, spread }, u, score: subScore(u) }, { code: rule.code.below, severity: value < clearlyJerkyBelow ? 'clear' : 'mild', prescribed })];
  });
}

/** Only where the exercise is known for it: a squat that is too fast does not swing. */
function momentum(features: RepetitionFeatures, { features: usual }: Usual, prescribed: Scored): FeedbackCode[] {
  const { peakVelocityOutDegPerS: value, outS } = features;
  const speed = usual.peakVelocityOutDegPerS;
  const isKnown = prescribed.exercise.faults.some(({ code }) => code === 'MOMENTUM');
  if (!isKnown || value === null || outS === null || speed === undefined || usual.outS === undefined) return [];
  if (value <= momentumSpeed * speed.median || outS >= momentumTime * usual.outS.median) return [];
  const rule = featureRules.peakVelocityOutDegPerS as FeatureRule;
  const u = deviation(value, speed, 'high');
  return [tell({ feature: 'peakVelocityOutDegPerS', rule, value, usual: speed, u, score: subScore(u) }, { code: 'MOMENTUM', severity: 'clear', prescribed })];
}
