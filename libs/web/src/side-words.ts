import type { Standing } from '#libs/contracts';

/** How the range of this side compares with the other one's; null: there is nothing to compare it with. */
export function saySides({ symmetry }: Standing['session']): string | null {
  if (symmetry === null || symmetry === undefined) return null;
  const { left, right, symmetryIndexPercent, noted, code, isWithinSession = false } = symmetry;
  const words = code !== null ? 'the sides differ clearly' : noted ? 'the sides differ a little' : 'the sides are alike';
  return `Range left ${left.toFixed(0)}°, right ${right.toFixed(0)}°${isWithinSession ? '' : ' (the other side from its newest session)'}: ${words}, by ${symmetryIndexPercent.toFixed(0)} %`;
}
