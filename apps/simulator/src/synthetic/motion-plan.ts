import type { Character, RepetitionType } from './character.js';
import { normal, type Random } from './random.js';

/** One repetition to be made: down, hold, up. Times in s from the start of the recording. */
export interface PlannedRepetition {
  type: RepetitionType;
  startS: number;
  outS: number;
  holdS: number;
  backS: number;
  rangeDeg: number;
  bounceDeg: number;
  /** The knee falls inward at the bottom, deg. */
  valgusDeg: number;
}

export interface PlanInput {
  character: Character;
  seconds: number;
  random: Random;
}

interface Manner {
  outS: number;
  holdS: number;
  backS: number;
  restS: number;
  /** Share of the character's range. */
  rangeShare: number;
}

const manners: Record<RepetitionType, Manner> = {
  correct: { outS: 1.5, holdS: 0.3, backS: 1.5, restS: 1.2, rangeShare: 1 },
  'low-amplitude': { outS: 1.3, holdS: 0.2, backS: 1.3, restS: 1.2, rangeShare: 0.56 },
  'too-fast': { outS: 0.55, holdS: 0.1, backS: 0.55, restS: 1.5, rangeShare: 1 },
};

const restBeforeS = 2;
/** Nobody repeats a movement exactly: standard deviations as shares. */
const rangeVariation = 0.03;
const tempoVariation = 0.04;
/** A good repetition does not stray further than this, in standard deviations. */
const furthest = 2;
const mostTiredShare = 0.3;

/** Sets of repetitions, each whole, until the time is over; at the end the patient stands still for a moment. */
export function planRepetitions({ character, seconds, random }: PlanInput): PlannedRepetition[] {
  const plan: PlannedRepetition[] = [];
  const set = character.set.flatMap(({ type, count }) => new Array<RepetitionType>(count).fill(type));
  let startS = restBeforeS;
  for (let i = 0; set.length > 0; i++) {
    const type = set[i % set.length];
    if (i > 0 && i % set.length === 0) startS += character.restBetweenSetsS;
    const repetition = planOne({ type, startS, character, random });
    startS = endOf(repetition) + manners[type].restS;
    if (startS > seconds) break;
    plan.push(repetition);
  }
  return plan;
}

export function endOf({ startS, outS, holdS, backS }: PlannedRepetition): number {
  return startS + outS + holdS + backS;
}

function planOne({ type, startS, character, random }: { type: RepetitionType; startS: number; character: Character; random: Random }): PlannedRepetition {
  const manner = manners[type];
  const tired = Math.min(mostTiredShare, (character.fatiguePerMinute * startS) / 60);
  const vary = (share: number): number => 1 + share * Math.max(-furthest, Math.min(furthest, normal(random)));
  const pace = vary(tempoVariation) * (1 + tired);
  return {
    type,
    startS,
    outS: manner.outS * pace,
    holdS: manner.holdS * pace,
    backS: manner.backS * pace * vary(tempoVariation),
    rangeDeg: character.rangeDeg * manner.rangeShare * vary(rangeVariation) * (1 - tired),
    bounceDeg: character.bounceDeg,
    valgusDeg: 1.5 + 0.5 * normal(random),
  };
}
