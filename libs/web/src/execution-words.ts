import type { RepetitionView } from '#libs/contracts';
import { isSaid } from '#libs/domain';

/** How a repetition was done; a fault that the therapist taught has the therapist's own words. */
const executionWords: Record<string, string> = {
  'too-fast': 'too fast', 'low-amplitude': 'too shallow', 'knee-valgus': 'knees falling in', 'butt-wink': 'low back rounding', 'forward-lean': 'leaning too far forward',
};

/** Faults that have words of their own, as they are offered to whoever names one. */
export const knownFaults: readonly string[] = Object.values(executionWords);

/** As it is kept of what somebody has typed: a known one by its name. */
export function faultOf(typed: string): string {
  const words = typed.trim();
  return Object.keys(executionWords).find((type) => executionWords[type] === words.toLowerCase()) ?? words;
}

/** A fault by its name alone, wherever it is sure. */
export function sayFault(type: string): string {
  return executionWords[type] ?? type;
}

/** What was wrong with it as a whole; null: nothing, or it is not sure enough to be said. */
export function sayExecution(execution: RepetitionView['execution']): string | null {
  if (execution === null || !isSaid(execution)) return null;
  return sayFault(execution.type);
}

/**
 * The same with what cannot be told, beside a score that each measure for itself has given: "as shown, or perhaps too shallow" takes
 * nothing back of "100 good". Where nothing was shown, it was done as others do it or it cannot be told.
 */
export function sayDone(execution: RepetitionView['execution']): string {
  const said = sayExecution(execution);
  if (execution === null) return '–';
  if (said !== null) return said;
  const { type, basis } = execution;
  if (basis === 'population') return type === 'correct' ? 'as others do it' : 'cannot tell';
  return type === 'correct' ? 'as shown' : `as shown, or perhaps ${sayFault(type)}`;
}
