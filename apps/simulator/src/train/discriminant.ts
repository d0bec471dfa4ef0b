import type { DiscriminantModel } from '#libs/domain';

/** One repetition to learn from; a cell is one person doing one exercise. */
export interface Example {
  person: string;
  exercise: string;
  type: string;
  values: number[];
}

export interface DiscriminantOptions {
  values: string[];
  types: string[];
  /** Of an exercise's own mean n / (n + this) is believed after n people; Infinity: exercises are not told apart. */
  offsetPeople: number;
  /** How far people differ beyond what few of them can show: as a share of what is left of each value, and for each value in its own unit. Assumed, and added. */
  betweenPeopleShare: number;
  betweenPeople: number[];
}

/**
 * Means of the types over cells, so that each person and exercise counts once; one covariance of what is left, which holds what
 * lies between people. No randomness: the same examples give the same model.
 */
export function trainDiscriminant(examples: readonly Example[], { values, types, offsetPeople, betweenPeopleShare, betweenPeople }: DiscriminantOptions): DiscriminantModel {
  const cells = groupBy(examples, ({ person, exercise, type }) => `${person} ${exercise} ${type}`);
  const means = types.map((type) => meanOf([...cells.values()].filter(([first]) => first.type === type).map((cell) => meanOf(cell.map((each) => each.values)))));
  const deviationOf = (cell: Example[]): number[] => subtract(meanOf(cell.map((each) => each.values)), means[types.indexOf(cell[0].type)]);
  const offsets: DiscriminantModel['offsets'] = {};
  for (const [exercise, own] of groupBy([...cells.values()], ([first]) => first.exercise)) {
    const people = groupBy(own, ([first]) => first.person);
    const share = people.size / (people.size + offsetPeople);
    offsets[exercise] = meanOf([...people.values()].map((each) => meanOf(each.map(deviationOf)))).map((value) => share * value);
  }
  const left = examples.map(({ exercise, type, values: own }) => subtract(subtract(own, means[types.indexOf(type)]), offsets[exercise]));
  const covariance = covarianceOf(left).map((row, i) => row.map((value, j) => (i === j ? value * (1 + betweenPeopleShare ** 2) + betweenPeople[i] ** 2 : value)));
  return {
    values, classes: types.map((type, i) => ({ type, mean: means[i].map(rounded) })), precision: inverse(covariance).map((row) => row.map(rounded)),
    offsets: offsetPeople === Infinity ? {} : Object.fromEntries(Object.entries(offsets).sort().map(([name, offset]) => [name, offset.map(rounded)])),
  };
}

/** Six digits: what is beyond them differs between machines. */
export function rounded(value: number): number {
  return Number(value.toPrecision(6));
}

export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

export function meanOf(rows: readonly number[][]): number[] {
  return rows[0].map((_, i) => rows.reduce((sum, row) => sum + row[i], 0) / rows.length);
}

function subtract(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, i) => value - b[i]);
}

export function covarianceOf(rows: readonly number[][]): number[][] {
  const mean = meanOf(rows);
  return mean.map((_, i) => mean.map((__, j) => rows.reduce((sum, row) => sum + (row[i] - mean[i]) * (row[j] - mean[j]), 0) / (rows.length - 1)));
}

/** Gauss-Jordan with pivoting; throws a RangeError for a singular matrix. */
export function inverse(matrix: readonly number[][]): number[][] {
  const n = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...Array.from({ length: n }, (_, j) => (i === j ? 1 : 0))]);
  for (let k = 0; k < n; k++) {
    const pivot = rows.slice(k).reduce((best, row, i) => (Math.abs(row[k]) > Math.abs(rows[best][k]) ? k + i : best), k);
    [rows[k], rows[pivot]] = [rows[pivot], rows[k]];
    const by = rows[k][k];
    if (by === 0) throw new RangeError('the values of the examples depend on each other: their covariance has no inverse');
    rows[k] = rows[k].map((value) => value / by);
    for (let i = 0; i < n; i++) if (i !== k) rows[i] = rows[i].map((value, j) => value - rows[i][k] * rows[k][j]);
  }
  return rows.map((row) => row.slice(n));
}
