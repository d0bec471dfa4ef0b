/** Part of a session. A device says where one begins; a session without a word of it is work from start to end. */
export type Phase = 'warm-up' | 'work' | 'rest' | 'cool-down';

const phases: readonly string[] = ['warm-up', 'work', 'rest', 'cool-down'] satisfies Phase[];
const prefix = 'phase:';

/** The phase that a mark's name begins, as in `phase:cool-down`; null: it is a mark of something else. */
export function phaseOf(markName: string): Phase | null {
  const name = markName.slice(prefix.length);
  return markName.startsWith(prefix) && phases.includes(name) ? (name as Phase) : null;
}
