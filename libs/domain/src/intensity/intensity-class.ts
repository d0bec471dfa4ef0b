import type { Result } from '../session/result.js';
import { isRpe } from './effort.js';
import type { IntensityClass } from './zone.js';

/** What the patient answers: "right now you could ..." (clinical B14). */
export type TalkTest = 'sing' | 'talk' | 'few-words';

/** What is known of the effort, each with when it was, session time ms; null: not known. */
export interface IntensityVotes {
  /** By heart rate; left out where its maximum is a rough guess (`HR_ADVISORY_ONLY`). */
  heartRate: { intensityClass: IntensityClass; tMs: number } | null;
  rpe: { value: number; tMs: number } | null;
  talk: { answer: TalkTest; tMs: number } | null;
  /** More than 30 breaths a minute, held for a minute, at a quality of 0.6 or better. */
  quickBreath: { tMs: number } | null;
}

export type Source = 'heart-rate' | 'rpe' | 'talk' | 'breath';

/** Light is anything below moderate here, vigorous anything above. */
export type EffortClass = 'light' | 'moderate' | 'vigorous';

export interface FusedIntensity {
  intensityClass: EffortClass;
  /** What it was told by: without `heart-rate` it is effort as it was said, and must be shown as that (feature D4). */
  by: Source[];
}

/** Clinical B14: a vote holds for two minutes, ms. */
const validMs = 120_000;
const order: readonly EffortClass[] = ['light', 'moderate', 'vigorous'];
const byTalk: Record<TalkTest, EffortClass> = { sing: 'light', talk: 'moderate', 'few-words': 'vigorous' };
const byRate: Record<IntensityClass, EffortClass> = { 'very-light': 'light', light: 'light', moderate: 'moderate', vigorous: 'vigorous', 'near-maximal': 'vigorous' };

/** The median of what votes, the higher of two; of nothing it is unknown, never light. */
export function fuseIntensity(votes: IntensityVotes, nowMs: number): Result<FusedIntensity> {
  const cast = votesCast(votes).filter(({ tMs }) => nowMs - tMs >= 0 && nowMs - tMs < validMs);
  if (cast.length === 0) return { ok: false, reason: 'INSUFFICIENT_DATA', detail: 'intensity unknown' };
  const sorted = cast.map(({ vote }) => order.indexOf(vote)).sort((a, b) => a - b);
  const intensityClass = order[sorted[sorted.length >> 1]];
  return { ok: true, value: { intensityClass, by: cast.map(({ source }) => source) }, flags: [] };
}

interface Vote {
  source: Source;
  vote: EffortClass;
  tMs: number;
}

function votesCast({ heartRate, rpe, talk, quickBreath }: IntensityVotes): Vote[] {
  const cast: Vote[] = [];
  if (heartRate !== null) cast.push({ source: 'heart-rate', vote: byRate[heartRate.intensityClass], tMs: heartRate.tMs });
  if (rpe !== null && isRpe(rpe.value)) cast.push({ source: 'rpe', vote: classOfRpe(rpe.value), tMs: rpe.tMs });
  if (talk !== null) cast.push({ source: 'talk', vote: byTalk[talk.answer], tMs: talk.tMs });
  if (quickBreath !== null) cast.push({ source: 'breath', vote: 'vigorous', tMs: quickBreath.tMs });
  return cast;
}

/** 0 to 2 light, 3 to 4 moderate, from 5 vigorous; a half between them goes up, the safer way. */
function classOfRpe(value: number): EffortClass {
  if (value > 4) return 'vigorous';
  return value > 2 ? 'moderate' : 'light';
}
