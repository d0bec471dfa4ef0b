import type { Standing } from '#libs/contracts';
import { sideDifference } from '#libs/domain';

type Sides = NonNullable<Standing['session']['symmetry']>;

/** How the range of this side compares with the other one's; null: there is nothing to compare it with. */
export function saySides({ symmetry }: Standing['session']): string | null {
  if (symmetry === null || symmetry === undefined) return null;
  const { left, right, noted, code, isWithinSession = false } = symmetry;
  const words = code !== null ? 'the sides differ clearly' : noted ? 'the sides differ a little' : 'the sides are alike';
  return `Range left ${left.toFixed(0)}°, right ${right.toFixed(0)}°${isWithinSession ? '' : ' (the other side from its newest session)'}: ${words}, ${sayDifference(symmetry)}`;
}

/** The percentage that FM-06 tells too; of the side that hurts where that is known. */
function sayDifference(sides: Sides): string {
  const { limbSymmetryPercent = null, lowerSide } = sides;
  const percent = sideDifference(sides).percent.toFixed(0);
  if (limbSymmetryPercent === null || lowerSide === null) return `by ${percent} %`;
  const isLess = limbSymmetryPercent < 100;
  const hurting = isLess === (lowerSide === 'left') ? 'left' : 'right';
  return `${hurting}, the side that hurts, moves ${percent} % ${isLess ? 'less' : 'further'}`;
}
