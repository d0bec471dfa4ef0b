import { intersectionOverUnion, type Span } from '#libs/domain';

export const neededOverlap = 0.5;

/**
 * Which found span is which true one, one to one, with an intersection over union of at least `neededOverlap`: for each true
 * span the index in `found`, or null. Pairs are taken by falling overlap. That is a largest matching: of spans that do not
 * overlap among themselves only one can cover more than half of another.
 */
export function matchSpans(truth: readonly Span[], found: readonly Span[]): (number | null)[] {
  const pairs = truth.flatMap((each, t) => found.map((candidate, f) => ({ t, f, overlap: intersectionOverUnion(each, candidate) })));
  const matched: (number | null)[] = truth.map(() => null);
  const taken = new Set<number>();
  for (const { t, f } of pairs.filter(({ overlap }) => overlap >= neededOverlap).sort((a, b) => b.overlap - a.overlap)) {
    if (matched[t] !== null || taken.has(f)) continue;
    matched[t] = f;
    taken.add(f);
  }
  return matched;
}
