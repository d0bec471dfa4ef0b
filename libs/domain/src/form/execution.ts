import type { Execution } from '../repetition/repetition.js';
import { halfWidthOf, type FoundRepetition } from '../repetition/segmentation.js';
import { median } from '../signal/statistics.js';
import { likenessTo, smaller } from './own-manner.js';
import type { ExecutionReference, OwnManner, TypeReference } from './reference.js';

/** What tells how a repetition was done, of one repetition. */
export interface ExecutionFeatures {
  /** How long it was beyond half of its height, s. */
  widthS: number;
  /** From rest to where it stayed, and where it stayed, deg of reach. */
  heightDeg: number;
  levelDeg: number;
  /** Peak speed in heights a second, and the whole way there and back in heights. */
  peakRatePerS: number;
  travel: number;
  /** While it is far out: how much the height grows from first to last, and its standard deviation; shares of the height. */
  farGrowth: number;
  farSpread: number;
}

/** Highest part of a repetition: where the patient stays, not the overshoot. */
const plateauShare = 0.8;

export function executionFeaturesOf(found: FoundRepetition, stepMs: number): ExecutionFeatures {
  const { cut, startAt, endAt, baseDeg, peakDeg } = found;
  const plateauDeg = baseDeg + plateauShare * (peakDeg - baseDeg);
  const levelDeg = median(cut.reachDeg.slice(startAt, endAt).filter((deg) => deg >= plateauDeg));
  return { widthS: (halfWidthOf(found) * stepMs) / 1000, heightDeg: levelDeg - baseDeg, levelDeg, ...shapeOf(found, stepMs) };
}

/** Far out is beyond this share of the height. */
const farShare = 0.9;

function shapeOf({ cut, startAt, endAt, baseDeg, peakDeg }: FoundRepetition, stepMs: number): Pick<ExecutionFeatures, 'peakRatePerS' | 'travel' | 'farGrowth' | 'farSpread'> {
  const heights = cut.reachDeg.slice(startAt, endAt).map((deg) => (deg - baseDeg) / (peakDeg - baseDeg));
  let fastest = 0;
  let travel = 0;
  for (let i = 1; i < heights.length; i++) {
    const step = Math.abs(heights[i] - heights[i - 1]);
    fastest = Math.max(fastest, step);
    travel += step;
  }
  const isFar = (height: number): boolean => height >= farShare;
  const far = heights.slice(heights.findIndex(isFar), heights.findLastIndex(isFar) + 1);
  const { slope, spread } = lineOf(far);
  return { peakRatePerS: (fastest * 1000) / stepMs, travel, farGrowth: slope * far.length, farSpread: spread };
}

/** Slope per sample by least squares, and standard deviation about the mean. */
function lineOf(values: readonly number[]): { slope: number; spread: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const middle = (values.length - 1) / 2;
  let covariance = 0;
  let variance = 0;
  let squared = 0;
  for (let i = 0; i < values.length; i++) {
    covariance += (i - middle) * (values[i] - mean);
    variance += (i - middle) ** 2;
    squared += (values[i] - mean) ** 2;
  }
  return { slope: variance === 0 ? 0 : covariance / variance, spread: Math.sqrt(squared / values.length) };
}

/** What is compared with the person's own repetitions. */
type Measured = Pick<ExecutionFeatures, 'widthS' | 'heightDeg' | 'levelDeg'>;

/** How an acted fault differs from the correct repetition of the same person, as natural logarithms of ratios: mean and spread. */
interface TypeModel {
  logWidth: number;
  logReach: number;
  widthSpread: number;
  reachSpread: number;
}

/**
 * Across people, from pted s1 and s2 (acted by healthy volunteers): a hurried repetition lasts 0.4 times as long, a small one
 * goes 0.6 times as far. Spreads are those between days and within a set. What the patient has shown replaces these means.
 */
const models: Record<'correct' | 'too-fast' | 'low-amplitude', TypeModel> = {
  correct: { logWidth: 0, logReach: 0, widthSpread: 0.16, reachSpread: 0.16 },
  'too-fast': { logWidth: Math.log(0.4), logReach: 0, widthSpread: 0.22, reachSpread: 0.22 },
  'low-amplitude': { logWidth: -0.05, logReach: Math.log(0.6), widthSpread: 0.2, reachSpread: 0.24 },
};
/** Weight of those means, in repetitions: a single shown fault is not yet the patient's habit. */
const priorRepetitions = 2;
/** A shown fault that goes so far towards a usual one, as logarithms, is that one. */
const likeShare = 0.5;
/** Nothing is smaller than this share of the reference. */
const leastShare = 0.05;

/** `ownValuesOf` a repetition, and how the reference rests. */
export interface SeenAsWhole {
  values: readonly number[];
  restPosture: readonly number[] | null;
}

export interface ExecutionView {
  /** The patient rests as in the reference. */
  sameRest: boolean;
  /** Where repetitions are compared as a whole and all sensors are worn; else null. */
  own?: SeenAsWhole | null;
  /** How long it takes is no matter of haste: what is held for less is held too short. Nobody goes by it, unless faults were shown. */
  isHeld?: boolean;
}

/** Which of the types it is, with its probability (normal densities, equal priors). */
export function executionOf(features: Measured, reference: ExecutionReference, { sameRest, own = null, isHeld = false }: ExecutionView): Execution {
  const { logWidth, logReach } = relative(features, reference, sameRest);
  const isTimed = !isHeld || reference.types.length > 0;
  const usual = Object.keys(models).filter((name) => isTimed || name !== 'too-fast');
  const names = [...new Set([...usual, ...reference.types.map(({ type }) => type)])].filter((name) => !isShownByAnotherName(name, reference.types));
  const likelihoods = names.map((name) => {
    const model = modelOf(name, reference.types);
    const asWhole = own === null || reference.own === undefined ? 0 : likenessTo(usualValues(name, reference.types, { own: reference.own, restPosture: own.restPosture }), own.values, reference.own);
    return (isTimed ? logDensity(logWidth, model.logWidth, model.widthSpread) : 0) + logDensity(logReach, model.logReach, model.reachSpread) + asWhole;
  });
  return mostLikely(names, likelihoods, reference.types.some(({ type }) => type !== 'correct') ? 'own-types' : 'own-correct');
}

/**
 * What correct repetitions alone call too fast must be so by what tells haste of everybody as well: the evidence of both is added. How long a patient takes differs from one of their own repetitions to the
 * next, and one that was shown slowly would make all others hurried. What is not is told by how far it went; how long it took says nothing of that.
 * `hasteLogOdds` null: that was not seen.
 */
export function unlessUnhurried(execution: Execution, hasteLogOdds: number | null, { features, reference, sameRest }: { features: Measured; reference: ExecutionReference; sameRest: boolean }): Execution {
  const { type, basis, probability } = execution;
  if (type !== 'too-fast' || basis !== 'own-correct' || hasteLogOdds === null) return execution;
  if (Math.log(probability) - Math.log(1 - probability) + hasteLogOdds >= 0) return execution;
  const { logReach } = relative(features, reference, sameRest);
  const sizes = ['correct', 'low-amplitude'] as const;
  return mostLikely(sizes, sizes.map((size) => logDensity(logReach, models[size].logReach, models[size].reachSpread)), basis);
}

/** A fault that no other people's repetitions tell of: what tells it is what this patient has shown. */
export function isNamedFault(type: string): boolean {
  return !(type in models);
}

/** "Shallow" is low amplitude by another name: the patient's word for it is the one that is told. */
function isShownByAnotherName(name: string, types: readonly TypeReference[]): boolean {
  if (name === 'correct' || isNamedFault(name) || types.some(({ type }) => type === name)) return false;
  const { logWidth, logReach } = models[name as keyof typeof models];
  return types.some((each) => isNamedFault(each.type) && (name === 'too-fast' ? each.logWidth < likeShare * logWidth : each.logReach < likeShare * logReach));
}

function usualValues(name: string, types: readonly TypeReference[], { own, restPosture }: { own: OwnManner; restPosture: readonly number[] | null }): readonly number[] {
  const shown = types.find(({ type }) => type === name)?.values;
  if (shown !== undefined) return shown;
  return name === 'low-amplitude' ? smaller(own, Math.exp(models[name].logReach), restPosture) : own.values;
}

/** By Bayes' rule with equal priors. */
export function mostLikely(names: readonly string[], logLikelihoods: readonly number[], basis: Execution['basis']): Execution {
  const largest = Math.max(...logLikelihoods);
  const weights = logLikelihoods.map((value) => Math.exp(value - largest));
  const at = weights.indexOf(1);
  return { type: names[at], probability: 1 / weights.reduce((sum, weight) => sum + weight, 0), basis };
}

/** Likelier than not. */
const saidFrom = 0.5;
/**
 * A fault that has a name of its own must be surer, whether other people taught it or this one: of squat-kr (acted by healthy volunteers), the model made of one person said a
 * fault of 19.6 % of the other's correct squats from 0.5 on, of 4.9 % from 0.8 on, and of none the other way round. By one sensor
 * and the person's own shown faults it is said of 22.5 % from 0.5 on and of 7.5 % from 0.8 on, where 78 % of the faults still are. The same of every fault
 * where the patient has shown some: as a whole small ones are told so well (pted, own3) that 317 of 320 faults are said all the same, of 0.6 % of the correct ones.
 */
const namedSaidFrom = 0.8;

/**
 * Whether a fault of the whole repetition is said to anybody. Of a stranger only haste is: how far is far enough differs more between
 * people than between right and wrong, and that guess is kept for those who look at the numbers.
 */
export function isSaid({ type, probability, basis }: Execution): boolean {
  if (type === 'correct') return false;
  if (basis === 'population') return type === 'too-fast' && probability >= namedSaidFrom;
  return probability >= (basis === 'own-types' || isNamedFault(type) ? namedSaidFrom : saidFrom);
}

/** The same of a shown type, to be kept in the reference. */
export function typeReferenceOf(type: string, shown: readonly Measured[], correct: Omit<ExecutionReference, 'types'>): TypeReference {
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const each = shown.map((features) => relative(features, correct, true));
  return { type, repetitions: shown.length, logWidth: mean(each.map(({ logWidth }) => logWidth)), logReach: mean(each.map(({ logReach }) => logReach)) };
}

/**
 * Where it ended and how far it went tell in different ways: where it ended is the same from day to day as long as the patient
 * rests in the same posture, how far it went does not mind the rest posture. Half of each is better than either (pted: 15
 * mistakes of 316, 20 and 32 alone).
 */
function relative({ widthS, heightDeg, levelDeg }: Measured, correct: Omit<ExecutionReference, 'types'>, sameRest: boolean): { logWidth: number; logReach: number } {
  const height = heightDeg / correct.heightDeg;
  const reach = sameRest ? (height + levelDeg / correct.levelDeg) / 2 : height;
  return { logWidth: Math.log(widthS / correct.widthS), logReach: Math.log(Math.max(leastShare, reach)) };
}

function modelOf(name: string, types: readonly TypeReference[]): TypeModel {
  const prior = name in models ? models[name as keyof typeof models] : null;
  const shown = types.find(({ type }) => type === name);
  if (shown === undefined || name === 'correct') return prior ?? models.correct;
  if (prior === null) return { ...models.correct, logWidth: beyond(shown.logWidth, models.correct.widthSpread), logReach: beyond(shown.logReach, models.correct.reachSpread) };
  const mix = (own: number, usual: number): number => (shown.repetitions * own + priorRepetitions * usual) / (shown.repetitions + priorRepetitions);
  return { ...prior, logWidth: mix(shown.logWidth, prior.logWidth), logReach: mix(shown.logReach, prior.logReach) };
}

/**
 * What is left of a shown difference when one set differs from the next by so much anyway: nothing of a smaller one, nearly all of a large one (the
 * non-negative garrote, Breiman 1995). Without it knees that fall in are told by the tempo in which they happened to be shown.
 */
function beyond(shown: number, spread: number): number {
  return Math.abs(shown) <= spread ? 0 : shown * (1 - (spread / shown) ** 2);
}

function logDensity(value: number, mean: number, spread: number): number {
  return -0.5 * ((value - mean) / spread) ** 2 - Math.log(spread);
}
