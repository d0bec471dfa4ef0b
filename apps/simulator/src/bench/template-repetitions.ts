import { analyse, startAnalysis, type Block, type Prescription, type Repetition, type Span } from '#libs/domain';
import { matchSpans } from './matching.js';

export interface TypedSpan extends Span {
  type: string;
}

/** A template session shows each type three times in a row. */
const perType = 3;
/** In a template session small repetitions are wanted. */
const countFromShare = 0.1;
/** Rest between two repetitions of a type weighs as much as this ratio of their sizes: e to the power of gap / `gapMs`. */
const gapMs = 20_000;

/**
 * All repetitions of a template session of which one of each type is marked: the marked one with the two neighbours that are
 * most like it in range and duration, as a therapist would approve them. `prescription` holds the reference made of the marked
 * correct one. Where the neighbours are not found the marked one stands alone.
 */
export function templateRepetitions(marked: readonly TypedSpan[], blocks: readonly Block[], prescription: Prescription): TypedSpan[] {
  const lenient = { ...prescription, exercise: { ...prescription.exercise, countFromShare } };
  const found = analyse(startAnalysis(lenient, 0), blocks, { prescription: lenient, now: null }).repetitions.map(({ repetition }) => repetition);
  const places = matchSpans(marked, found);
  return marked.flatMap((mark, m) => {
    const place = places[m];
    if (place === null) return [mark];
    const others = places.filter((each, i): each is number => i !== m && each !== null);
    const row = bestRow(found, place, others);
    return (row ?? [place]).map((at) => ({ startMs: found[at].startMs, endMs: found[at].endMs, type: mark.type }));
  });
}

/** The three in a row, with `place` among them and no other mark, that are most alike. */
function bestRow(found: readonly Repetition[], place: number, others: readonly number[]): number[] | null {
  let best: { row: number[]; unlike: number } | null = null;
  for (let from = Math.max(0, place - perType + 1); from <= Math.min(found.length - perType, place); from++) {
    const row = Array.from({ length: perType }, (_, i) => from + i);
    if (row.some((at) => others.includes(at))) continue;
    const unlike = unlikeness(row.map((at) => found[at]));
    if (best === null || unlike < best.unlike) best = { row, unlike };
  }
  return best?.row ?? null;
}

function unlikeness(row: readonly Repetition[]): number {
  const gaps = row.slice(1).reduce((sum, each, i) => sum + Math.max(0, each.startMs - row[i].endMs), 0);
  return logSpread(row.map(({ features }) => features.rangeOfMotionDeg ?? 0)) + logSpread(row.map((each) => each.endMs - each.startMs)) + gaps / gapMs;
}

/** Standard deviation of the natural logarithms. */
function logSpread(values: readonly number[]): number {
  const logs = values.map(Math.log);
  const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length;
  return Math.sqrt(logs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / logs.length);
}
