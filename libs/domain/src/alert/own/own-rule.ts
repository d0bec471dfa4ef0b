import type { FormCode } from '../../form/code.js';
import type { Priority } from '../finding.js';

/**
 * An alert rule as data, of a therapist's own for one patient. Kept with the session as it was when that began, so that an old
 * session keeps its old rules. Plain JSON.
 */
export interface OwnRule extends OwnRuleContent {
  id: string;
  version: number;
}

/** Times in s. It rises to `graver` while it holds, steps down from there when it no longer does, and is over when it has been quiet. */
export interface OwnRuleContent {
  when: Condition;
  /** How long it must hold until somebody is told. */
  forS: number;
  priority: Priority;
  graver: { afterS: number; priority: Priority } | null;
  /** No longer so for this long: from `graver` back to `priority`. null: it stays grave until it is over. */
  stepDownAfterS: number | null;
  /** No longer so for this long: it is over. */
  quietS: number;
}

export type Join = 'all' | 'any';

/** Two levels are enough for whatever can be said with AND and OR. */
export interface Condition {
  join: Join;
  groups: { join: Join; comparisons: Comparison[] }[];
}

export interface Comparison {
  what: Measured;
  is: 'above' | 'at-least' | 'below' | 'at-most';
  than: number | PatientValue;
  /** How far it must have gone back until it counts as over, in the unit of the measure. */
  margin: number;
}

export type Measure =
  | 'heart-rate' | 'heart-rate-percent' | 'pain' | 'dizziness' | 'effort' | 'form-score' | 'faults' | 'heart-rate-missing' | 'movement-missing';

/** `faults`: how many of the last so many repetitions had it; `POOR_FORM`: a score in the lowest band. */
export type Measured = { measure: Exclude<Measure, 'faults'> } | { measure: 'faults'; fault: FormCode | 'POOR_FORM'; ofLast: number };

/** A value of this patient, fixed when the session began, or what they said before it, and so much more. */
export interface PatientValue {
  of: 'zone-low' | 'zone-high' | 'ceiling' | 'hard-limit' | 'resting' | 'pain-before';
  plus: number;
}

/** What a measure is measured in, and between what it may be compared [P]. */
export const measures: Record<Measure, { unit: string; from: number; to: number; values: readonly PatientValue['of'][] }> = {
  'heart-rate': { unit: 'bpm', from: 30, to: 220, values: ['zone-low', 'zone-high', 'ceiling', 'hard-limit', 'resting'] },
  'heart-rate-percent': { unit: '% of maximum', from: 20, to: 110, values: [] },
  pain: { unit: 'of 10', from: 0, to: 10, values: ['pain-before'] },
  dizziness: { unit: 'of 10', from: 0, to: 10, values: [] },
  effort: { unit: 'of 10', from: 0, to: 10, values: [] },
  'form-score': { unit: 'of 100', from: 0, to: 100, values: [] },
  faults: { unit: 'faulty repetitions', from: 0, to: 10, values: [] },
  'heart-rate-missing': { unit: 's', from: 5, to: 600, values: [] },
  'movement-missing': { unit: 's', from: 5, to: 600, values: [] },
};

/** [P]. Quiet for a moment is not quiet: an alert that is over may ring again. */
export const ownRuleBounds = { groups: 4, comparisons: 4, rulesOfPatient: 10, forS: { from: 0, to: 600 }, quietS: { from: 5, to: 900 }, ofLast: { from: 1, to: 10 }, plus: { from: -60, to: 60 } } as const;

/** Told by the clock or by people, not by packets. */
const byClock: readonly Measure[] = ['pain', 'dizziness', 'effort', 'heart-rate-missing', 'movement-missing'];

export function goesByClock({ when }: Pick<OwnRule, 'when'>): boolean {
  return when.groups.some(({ comparisons }) => comparisons.some(({ what }) => byClock.includes(what.measure)));
}

const order: readonly Priority[] = ['info', 'low', 'medium', 'high'];

/** What a rule cannot be, in words, with where; empty: it is sound. Beyond what each number is bounded to by itself. */
export function faultsOfRule({ when, forS, priority, graver, stepDownAfterS, quietS }: OwnRuleContent): { path: string; message: string }[] {
  const faults = when.groups.flatMap(({ comparisons }, group) => comparisons.flatMap((each, i) => {
    const path = `when.groups.${group}.comparisons.${i}`;
    return faultsOfComparison(each).map((message) => ({ path, message }));
  }));
  if (graver !== null && order.indexOf(graver.priority) <= order.indexOf(priority)) faults.push({ path: 'graver.priority', message: 'graver than the priority before' });
  if (graver !== null && graver.afterS <= forS) faults.push({ path: 'graver.afterS', message: 'later than it is first told' });
  if (stepDownAfterS === null) return faults;
  if (graver === null) faults.push({ path: 'stepDownAfterS', message: 'nothing to step down from' });
  // Somebody is to look at what was grave, and says so: it does not become less by itself.
  if (graver?.priority === 'high') faults.push({ path: 'stepDownAfterS', message: 'high does not step down' });
  if (stepDownAfterS >= quietS) faults.push({ path: 'stepDownAfterS', message: 'sooner than it is over' });
  return faults;
}

function faultsOfComparison({ what, than, margin }: Comparison): string[] {
  const { from, to, unit, values } = measures[what.measure];
  const faults: string[] = [];
  if (typeof than === 'number' && (than < from || than > to)) faults.push(`${what.measure} is compared with ${from} to ${to} ${unit}`);
  if (typeof than !== 'number' && !values.includes(than.of)) faults.push(`${what.measure} has nothing to do with ${than.of}`);
  if (what.measure === 'faults' && typeof than === 'number' && than > what.ofLast) faults.push(`there are not ${than} in ${what.ofLast}`);
  if (margin > (to - from) / 2) faults.push(`a margin of ${margin} ${unit} is never gone back`);
  return faults;
}
