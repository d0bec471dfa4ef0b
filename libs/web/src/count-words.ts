import type { SetCount } from '#libs/contracts';
import { repetitionsDone } from '#libs/domain';
import { sayTime } from './words.js';

/** "18 repetitions in 2 sets (16 as counted)". */
export function sayRepetitionsDone(sets: readonly SetCount[]): string {
  if (sets.length === 0) return 'nothing';
  const counted = sets.reduce((sum, each) => sum + each.counted, 0);
  const done = `${sayRepetitions(repetitionsDone(sets))} in ${sets.length === 1 ? 'one set' : `${sets.length} sets`}`;
  return sets.some(({ correction }) => correction !== null) ? `${done} (${counted} as counted)` : done;
}

/** What was counted is said beside what it was by hand; and what had been counted when it was said, where that has changed since. */
export function saySetCount({ set, counted, correction }: SetCount): string {
  if (correction === null) return `Set ${set}: ${sayRepetitions(counted)}`;
  const { repetitions, countedThen, practitionerName, at } = correction;
  const then = countedThen === counted ? '' : `, when ${countedThen} had been counted`;
  return `Set ${set}: ${sayRepetitions(repetitions)} by hand (${practitionerName}, ${sayTime(at)}${then}); ${counted} as counted`;
}

function sayRepetitions(repetitions: number): string {
  return repetitions === 1 ? 'one repetition' : `${repetitions} repetitions`;
}
