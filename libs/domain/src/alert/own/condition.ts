import type { Prescription } from '../../prescription/prescription.js';
import { measures, type Comparison, type Condition, type Join, type PatientValue } from './own-rule.js';
import { valueOf, type Interval, type ReadAt } from './readings.js';
import { allOf, anyOf, type Truth } from './truth.js';

export interface Weighed {
  /** Whether it is so; null: not known. */
  holds: Truth;
  /** Whether it is no longer so, by every margin; null: not known. */
  isOver: Truth;
  /** Each comparison, in order. */
  compared: Compared[];
}

export interface Compared {
  holds: Truth;
  /** The same with the limit moved back by the margin. */
  lingers: Truth;
  /** null: not known. */
  numbers: { value: number; limit: number; unit: string; isUpward: boolean } | null;
}

export function weigh({ join, groups }: Condition, at: ReadAt, prescription: Prescription): Weighed {
  const weighed = groups.map((group) => group.comparisons.map((comparison) => compare(comparison, at, prescription)));
  const joined = (edge: 'holds' | 'lingers'): Truth => joinOf(join)(groups.map((group, i) => joinOf(group.join)(weighed[i].map((each) => each[edge]))));
  const lingers = joined('lingers');
  return { holds: joined('holds'), isOver: lingers === null ? null : !lingers, compared: weighed.flat() };
}

function joinOf(join: Join): (truths: readonly Truth[]) => Truth {
  return join === 'all' ? allOf : anyOf;
}

function compare({ what, is, than, margin }: Comparison, at: ReadAt, prescription: Prescription): Compared {
  const value = valueOf(what, at);
  const limit = typeof than === 'number' ? than : patientValue(than, at, prescription);
  if (value === null || limit === null) return { holds: null, lingers: null, numbers: null };
  const isUpward = is === 'above' || is === 'at-least';
  const numbers = { value: isUpward ? value.least : value.most, limit, unit: measures[what.measure].unit, isUpward };
  return { holds: isSo(value, is, limit), lingers: isSo(value, is, limit + (isUpward ? -margin : margin)), numbers };
}

function isSo({ least, most }: NonNullable<Interval>, is: Comparison['is'], limit: number): Truth {
  const [atLeast, atMost] = [one(least, is, limit), one(most, is, limit)];
  return atLeast === atMost ? atLeast : null;
}

function one(value: number, is: Comparison['is'], limit: number): boolean {
  switch (is) {
    case 'above':
      return value > limit;
    case 'at-least':
      return value >= limit;
    case 'below':
      return value < limit;
    case 'at-most':
      return value <= limit;
    default:
      return is satisfies never;
  }
}

/** null: this patient has no such value. */
function patientValue({ of, plus }: PatientValue, { clock }: ReadAt, { intensity }: Prescription): number | null {
  const value = of === 'pain-before' ? (clock?.said.painBefore ?? null) : intensity === null ? null : intensity[planned[of]];
  return value === null ? null : value + plus;
}

const planned = { 'zone-low': 'zoneLowBpm', 'zone-high': 'zoneHighBpm', ceiling: 'ceilingBpm', 'hard-limit': 'hardLimitBpm', resting: 'restingHeartRateBpm' } as const;
