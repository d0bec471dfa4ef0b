import type { Repetition } from '../repetition/repetition.js';
import { intersectionOverUnion } from '../signal/span.js';

/** A repetition that two scorers see differently. `before` null: only the later one found it; `after` null: it found it no more. */
export interface RepetitionDifference {
  before: Repetition | null;
  after: Repetition | null;
  /** Paths of the values that differ, like `score.score`; empty where one of the two is missing. */
  changed: string[];
}

const neededOverlap = 0.5;

/**
 * Which repetitions of a session differ between two scorers, in order of start. They are paired where they overlap (intersection
 * over union at least 0.5), since one repetition more shifts the numbers of all that follow. Empty: the same to the last bit.
 */
export function repetitionDifferences(before: readonly Repetition[], after: readonly Repetition[]): RepetitionDifference[] {
  const free = new Set(after);
  const pairs = before.map((each): RepetitionDifference => {
    const other = [...free].reduce((best: Repetition | null, candidate) => (intersectionOverUnion(each, candidate) >= Math.max(neededOverlap, best === null ? 0 : intersectionOverUnion(each, best)) ? candidate : best), null);
    if (other === null) return { before: each, after: null, changed: [] };
    free.delete(other);
    return { before: each, after: other, changed: changedPaths(each, other) };
  });
  const onlyAfter = [...free].map((each): RepetitionDifference => ({ before: null, after: each, changed: [] }));
  return [...pairs.filter((pair) => pair.after === null || pair.changed.length > 0), ...onlyAfter].sort((a, b) => startOf(a) - startOf(b));
}

function startOf({ before, after }: RepetitionDifference): number {
  return (before ?? after)?.startMs ?? 0;
}

/** Leaves of plain JSON that are not the same; a key without a value is as one that is not there. */
function changedPaths(a: unknown, b: unknown, path = ''): string[] {
  if (Object.is(a, b) || (a === 0 && b === 0)) return [];
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return [path];
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return keys.flatMap((key) => changedPaths(left[key], right[key], path === '' ? key : `${path}.${key}`));
}
