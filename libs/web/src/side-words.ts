import type { Standing } from '#libs/contracts';

type Sides = NonNullable<Standing['session']['symmetry']>;

/** How the range of this side compares with the other one's; null: there is nothing to compare it with. */
export function saySides({ symmetry }: Standing['session']): string | null {
  if (symmetry === null || symmetry === undefined) return null;
  const { left, right, noted, code, isWithinSession = false } = symmetry;
  const words = code !== null ? 'the sides differ clearly' : noted ? 'the sides differ a little' : 'the sides are alike';
  return `Range left ${left.toFixed(0)}°, right ${right.toFixed(0)}°${isWithinSession ? '' : ' (the other side from its newest session)'}: ${words}, ${sayDifference(symmetry)}`;
}

/** Of the nine ways to put a difference into percent one is told, never two (Bishop): of the side that hurts against the other where that is known. */
function sayDifference({ limbSymmetryPercent = null, symmetryIndexPercent, lowerSide }: Sides): string {
  if (limbSymmetryPercent === null || lowerSide === null) return `by ${symmetryIndexPercent.toFixed(0)} %`;
  const isLess = limbSymmetryPercent < 100;
  const hurting = isLess === (lowerSide === 'left') ? 'left' : 'right';
  return `${hurting}, the side that hurts, moves ${Math.abs(100 - limbSymmetryPercent).toFixed(0)} % ${isLess ? 'less' : 'further'}`;
}
