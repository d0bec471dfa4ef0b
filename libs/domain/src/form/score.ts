import type { BodyPart } from '../prescription/exercise.js';
import type { Prescription } from '../prescription/prescription.js';
import type { CannotJudgeReason, DomainScore, Execution, FeedbackCode, FormBand, FormScore, RepetitionFeatures, ScorerVersion } from '../repetition/repetition.js';
import { meaningOf, type FormDomain } from './code.js';
import { acrossSessions, deviation, featureRules, subScore, type Feature, type FeatureRule, type Judged } from './deviation.js';
import { domainWeights } from './domain-weights.js';
import { temper } from './execution-judgement.js';
import type { Reference } from './reference.js';

/** Rises with every change of a default or a formula, so that a stored score stays explainable. */
export const scorerVersion: ScorerVersion = { id: 'tendon-form', version: '2.0.0' };

/** With less than this of the weights measured there is no score (clinical D3). */
const neededWeight = 0.6;
const goodFrom = 80;
const fairFrom = 60;
const mildFrom = 2.25;
const clearFrom = 3;
/** Below this another part of the body has not moved more than an inertial sensor may be wrong (clinical C4, C12). */
const compensationFromDeg = 5;
/** A hold is complete from here, and too short below there (clinical C10, D2). */
const holdComplete = 0.95;
const holdTooShort = 0.9;
/** Swinging (clinical C12): twice as fast and in less than half the time. */
const momentumSpeed = 2;
const momentumTime = 0.5;

type Usual = Pick<Reference, 'features' | 'provisional'>;
/** `execution`: how it was done as a whole, where that is known; single features must agree with it. */
type Scored = Pick<Prescription, 'exercise' | 'side'> & { execution: Execution | null };

/**
 * Score 0..100 of one repetition against the patient's own (clinical D2, D3), with the weights of its kind of exercise. Missing
 * domains are left out, never good.
 */
export function scoreRepetition(features: RepetitionFeatures, reference: Usual, prescribed: Scored): FormScore {
  const weights = domainWeights[prescribed.exercise.scoring];
  if (weights === null) return cannotJudge('no-form-score');
  const judged = [...temper(judge(features, reference), prescribed.execution, reference.provisional), ...judgeHold(features, prescribed, weights.hold)];
  const codes = judged.flatMap((each) => codeOf(each, prescribed));
  codes.push(...momentum(features, reference, prescribed));
  if (!isSafetyMeasured(judged, prescribed)) return cannotJudge('safety-not-measured', codes);
  const domains = (Object.keys(weights) as FormDomain[])
    .filter((domain) => weights[domain] > 0)
    .map((domain): DomainScore => ({ domain, weight: weights[domain], score: worst(judged.filter((each) => each.rule.domain === domain)) }));
  const score = combine(domains);
  if (score === null) return cannotJudge('too-few-features', codes);
  const measurable = domains.filter(({ domain }) => judged.some((each) => each.rule.domain === domain) || isMeasured(domain));
  const verdict = measurable.every((domain) => domain.score !== null) ? 'scored' : 'partly';
  return { verdict, score, band: bandOf(score), domains, codes, scorer: scorerVersion };
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
  const cap = least < 30 ? 59 : least < 60 ? 79 : 100;
  return Math.min(sum / weight, cap);
}

export function bandOf(score: number): FormBand {
  if (score >= goodFrom) return 'good';
  return score >= fairFrom ? 'fair' : 'poor';
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

/** A hold is judged against what is prescribed, not against the patient's usual (clinical C10, D2). */
function judgeHold({ holdS }: RepetitionFeatures, { exercise }: Scored, weight: number): Judged[] {
  const targetS = exercise.dose.holdS;
  if (holdS === null || targetS === null || weight === 0) return [];
  const completion = Math.min(1, holdS / targetS);
  const score = completion >= holdComplete ? 100 : 100 * completion;
  return [{ feature: 'holdS', rule: holdRule, value: holdS, usual: { median: targetS, spread: (1 - holdTooShort) * targetS }, u: completion < holdTooShort ? clearFrom : 0, score }];
}

const holdRule: FeatureRule = { domain: 'hold', direction: 'low', unit: 's', floor: 0, prior: { fixed: 0 }, between: { fixed: 0 }, code: { above: 'HELD_TOO_SHORT', below: 'HELD_TOO_SHORT' } };

/** The weakest feature is the domain's score, so that it has one cause to explain it. */
function worst(judged: Judged[]): number | null {
  return judged.length === 0 ? null : Math.min(...judged.map(({ score }) => score));
}

/** Domains that one sensor can measure; the others need sensors that may not be there and do not make a score partial. */
function isMeasured(domain: FormDomain): boolean {
  return domain === 'range' || domain === 'tempo' || domain === 'path' || domain === 'smoothness';
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
  return [tell(judged, { code, severity: u >= clearFrom ? 'clear' : 'mild', prescribed })];
}

function tell({ feature, rule, value, usual, u }: Judged, { code, severity, prescribed }: Pick<FeedbackCode, 'code' | 'severity'> & { prescribed: Scored }): FeedbackCode {
  const bodyPart = meaningOf(code).bodyPart ?? movedPart(prescribed.exercise);
  return { code, severity, bodyPart, side: prescribed.side, feature, value, reference: usual.median, spread: usual.spread, unit: rule.unit, u };
}

function movedPart({ primary, region }: Prescription['exercise']): BodyPart {
  if (primary.kind === 'segment') return primary.segment;
  return primary.kind === 'joint' ? primary.distal : region;
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
