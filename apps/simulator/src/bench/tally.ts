import { quantiles } from '../demo/quantiles.js';

/** What came of one stretch of a recording, counted. */
export interface Tally {
  found: number;
  falseAlarms: number;
  /** Rows: the true type; columns: the type that was told, `missed` where nothing was found. */
  confusion: Record<string, Record<string, number>>;
  /** Found where the exercise had to be told, and those of them of which the right one was. */
  exerciseAsked: number;
  exerciseRight: number;
  /** Found, of the right exercise and of the right type. */
  typedRight: number;
  /** Truly correct repetitions that were found, and those of them that were told a fault. */
  correctFound: number;
  correctFaulted: number;
  delaysMs: number[];
  /** Ours minus the optical one, deg. */
  rangeErrorsDeg: number[];
  /** Of those, how many lie within the uncertainty that is told with the range. */
  rangesWithin: number;
  /** The same by the goniometer's scale, of those whose reference was measured once. */
  measuredRangeErrorsDeg: number[];
}

/** The figures of one subject, of one exercise or of all. Shares from 0 to 1; null where there is nothing to have a share of. */
export interface Figures {
  truth: number;
  found: number;
  missed: number;
  falseAlarms: number;
  precision: number | null;
  recall: number | null;
  f1: number | null;
  typedRight: number | null;
  confusion: Tally['confusion'];
  falseFeedback: number | null;
  /** Of the found ones, the share of which the right exercise was told; null where it was known. */
  exerciseRight: number | null;
  delayMsP50: number | null;
  delayMsP95: number | null;
  /** By sensors alone; `withinUncertainty`: the share that lies within what is told of the range to either side. */
  rangeOfMotion?: RangeFigures & { withinUncertainty: number };
  /** With one other repetition of the same joint and movement measured by hand. */
  rangeOfMotionMeasuredOnce?: RangeFigures;
  classes?: { accuracy: number; correctAgainstBad: number; confusion: Tally['confusion'] };
}

export interface RangeFigures {
  maeDeg: number;
  biasDeg: number;
  n: number;
}

export const correctType = 'correct';
export const missedColumn = 'missed';

export function startTally(): Tally {
  return { found: 0, falseAlarms: 0, confusion: {}, exerciseAsked: 0, exerciseRight: 0, typedRight: 0, correctFound: 0, correctFaulted: 0, delaysMs: [], rangeErrorsDeg: [], rangesWithin: 0, measuredRangeErrorsDeg: [] };
}

/** Writes into `sum`. */
export function addTally(sum: Tally, other: Tally): void {
  sum.found += other.found;
  sum.falseAlarms += other.falseAlarms;
  sum.exerciseAsked += other.exerciseAsked;
  sum.exerciseRight += other.exerciseRight;
  sum.typedRight += other.typedRight;
  sum.correctFound += other.correctFound;
  sum.correctFaulted += other.correctFaulted;
  for (const [row, columns] of Object.entries(other.confusion)) for (const [column, n] of Object.entries(columns)) countPair(sum, row, column, n);
  sum.delaysMs.push(...other.delaysMs);
  sum.rangeErrorsDeg.push(...other.rangeErrorsDeg);
  sum.rangesWithin += other.rangesWithin;
  sum.measuredRangeErrorsDeg.push(...other.measuredRangeErrorsDeg);
}

export function countPair({ confusion }: Tally, row: string, column: string, n = 1): void {
  confusion[row] ??= {};
  confusion[row][column] = (confusion[row][column] ?? 0) + n;
}

/** `classes`: whether the types are the classes of a set whose own figure is the share of rightly named ones. */
export function figuresOf(tally: Tally, classes: boolean): Figures {
  const truth = cells(tally.confusion, () => true);
  const { found, falseAlarms } = tally;
  const precision = share(found, found + falseAlarms);
  const recall = share(found, truth);
  const { p50, p95 } = quantiles(tally.delaysMs);
  return {
    truth, found, missed: truth - found, falseAlarms, precision, recall,
    f1: share(2 * found, truth + found + falseAlarms),
    typedRight: share(tally.typedRight, truth),
    confusion: tally.confusion,
    falseFeedback: share(tally.correctFaulted, tally.correctFound),
    exerciseRight: share(tally.exerciseRight, tally.exerciseAsked),
    delayMsP50: p50, delayMsP95: p95,
    ...(tally.rangeErrorsDeg.length === 0 ? {} : { rangeOfMotion: { ...rangeFigures(tally.rangeErrorsDeg), withinUncertainty: tally.rangesWithin / tally.rangeErrorsDeg.length } }),
    ...(tally.measuredRangeErrorsDeg.length === 0 ? {} : { rangeOfMotionMeasuredOnce: rangeFigures(tally.measuredRangeErrorsDeg) }),
    ...(classes && truth > 0 ? { classes: classFigures(tally.confusion, truth) } : {}),
  };
}

function rangeFigures(errorsDeg: readonly number[]): RangeFigures {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  return { maeDeg: mean(errorsDeg.map(Math.abs)), biasDeg: mean(errorsDeg), n: errorsDeg.length };
}

/** A missed repetition is right in neither sense. */
function classFigures(confusion: Tally['confusion'], truth: number): NonNullable<Figures['classes']> {
  const isCorrect = (type: string): boolean => type === correctType;
  const right = cells(confusion, (row, column) => row === column);
  const sameSide = cells(confusion, (row, column) => column !== missedColumn && isCorrect(row) === isCorrect(column));
  return { accuracy: right / truth, correctAgainstBad: sameSide / truth, confusion };
}

function cells(confusion: Tally['confusion'], counts: (row: string, column: string) => boolean): number {
  let sum = 0;
  for (const [row, columns] of Object.entries(confusion)) for (const [column, n] of Object.entries(columns)) if (counts(row, column)) sum += n;
  return sum;
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
