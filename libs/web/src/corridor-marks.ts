import type { Corridor, RepetitionView } from '#libs/contracts';

/** Where a repetition would have gone as usual: edges at equally spaced times, in the values of the trace. */
export interface CorridorMark {
  fromS: number;
  toS: number;
  low: readonly number[];
  high: readonly number[];
}

type Spanned = Pick<RepetitionView, 'startMs' | 'endMs' | 'side'>;

/**
 * The corridor behind each repetition, from where its own trace began. `angleAt`: the trace at a session time, ms; null where it is not known:
 * then nothing is drawn, since it is not known where from.
 */
export function corridorMarks(repetitions: readonly Spanned[], corridor: Corridor | null, angleAt: (tMs: number) => number | null): CorridorMark[] {
  if (corridor === null) return [];
  return repetitions.flatMap(({ startMs, endMs, side }) => {
    const fromDeg = angleAt(startMs);
    const edges = edgesOfSide(corridor, side);
    if (fromDeg === null || edges === null) return [];
    const shifted = (edge: readonly number[]): number[] => edge.map((deg) => fromDeg + deg);
    return [{ fromS: startMs / 1000, toS: endMs / 1000, low: shifted(edges.lowDeg), high: shifted(edges.highDeg) }];
  });
}

/** Where the sides take turns each has its own; null: none of that side, or nobody knows which side it was. */
function edgesOfSide(corridor: Corridor, side: Spanned['side']): Pick<Corridor, 'lowDeg' | 'highDeg'> | null {
  if (corridor.side === undefined || corridor.side === side) return corridor;
  return side === null || side === undefined ? null : (corridor.otherSide ?? null);
}

/** Least and greatest value of those within a stretch; null: none is. */
export function spanOfCorridors(marks: readonly CorridorMark[], fromS: number, toS: number): [number, number] | null {
  const shown = marks.filter((mark) => mark.toS > fromS && mark.fromS < toS);
  return shown.length === 0 ? null : [Math.min(...shown.flatMap(({ low }) => low)), Math.max(...shown.flatMap(({ high }) => high))];
}
