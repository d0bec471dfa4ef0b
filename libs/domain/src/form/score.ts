import type { CannotJudgeReason, DomainScore, FeedbackCode, FormBand, FormScore, RepetitionFeatures, ScorerVersion } from '../repetition/repetition.js';
import { deviation, featureRules, subScore, type Feature } from './deviation.js';
import type { Reference } from './reference.js';

/** Rises with every change of a default or a formula, so that a stored score stays explainable. */
export const scorerVersion: ScorerVersion = { id: 'tendon-form', version: '1.0.3' };

/** Weights of dynamic strength exercises (clinical D3 [P]). */
const weights: Record<DomainScore['domain'], number> = { range: 0.25, tempo: 0.2, path: 0.15, compensation: 0.25, smoothness: 0.1, hold: 0, steadiness: 0.05 };
/** With less than this of the weights measured there is no score (clinical D3). */
const neededWeight = 0.6;
const goodFrom = 80;
const fairFrom = 60;
const mildFrom = 2.25;
const clearFrom = 3;

/** Score 0..100 of one repetition against the patient's own (clinical D2, D3). Missing domains are left out, never good. */
export function scoreRepetition(features: RepetitionFeatures, reference: Reference): FormScore {
  const judged = judge(features, reference);
  const codes = judged.flatMap(codeOf);
  const domains = (Object.keys(weights) as DomainScore['domain'][])
    .filter((domain) => weights[domain] > 0)
    .map((domain): DomainScore => ({ domain, weight: weights[domain], score: worst(judged.filter((each) => each.domain === domain)) }));
  const score = combine(domains);
  if (score === null) return cannotJudge('too-few-features', codes);
  const measurable = domains.filter(({ domain }) => judged.some((each) => each.domain === domain) || isMeasured(domain));
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

interface Judged {
  feature: Feature;
  domain: DomainScore['domain'];
  value: number;
  reference: number;
  unit: string;
  u: number;
}

function judge(features: RepetitionFeatures, reference: Reference): Judged[] {
  const judged: Judged[] = [];
  for (const [name, rule] of Object.entries(featureRules)) {
    const feature = name as Feature;
    const value = features[feature];
    const usual = reference.features[feature];
    if (value === null || usual === undefined) continue;
    judged.push({ feature, domain: rule.domain, value, reference: usual.median, unit: rule.unit, u: deviation(value, usual, rule.direction) });
  }
  return judged;
}

/** The weakest feature is the domain's score, so that it has one cause to explain it. */
function worst(judged: Judged[]): number | null {
  return judged.length === 0 ? null : Math.min(...judged.map(({ u }) => subScore(u)));
}

/** Domains that the spine's features can measure; the others need sensors that are not there and do not make a score partial. */
function isMeasured(domain: DomainScore['domain']): boolean {
  return domain === 'range' || domain === 'tempo' || domain === 'path' || domain === 'smoothness';
}

/** Every code that a score can have; whoever shows them must have words for each. */
export const formCodes = ['INCOMPLETE_RANGE', 'TOO_FAST', 'TOO_SLOW', 'JERKY', 'PATH_DEVIATION'] as const;
export type FormCode = (typeof formCodes)[number];

/** Clinical D5. A feature that is off on its good side has no code. */
function codeOf({ feature, value, reference, unit, u }: Judged): FeedbackCode[] {
  if (u < mildFrom) return [];
  const code = nameOf(feature, value < reference);
  return [{ code, severity: u >= clearFrom ? 'clear' : 'mild', feature, value, reference, unit, u }];
}

function nameOf(feature: Feature, below: boolean): FormCode {
  switch (feature) {
    case 'rangeOfMotionDeg':
      return 'INCOMPLETE_RANGE';
    case 'durationS':
    case 'outS':
    case 'backS':
      return below ? 'TOO_FAST' : 'TOO_SLOW';
    case 'peakVelocityOutDegPerS':
    case 'peakVelocityBackDegPerS':
      return 'TOO_FAST';
    case 'sparcOut':
    case 'sparcBack':
      return 'JERKY';
    default:
      return 'PATH_DEVIATION';
  }
}
