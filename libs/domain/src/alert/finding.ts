/** Priorities by harm if nobody answers, and how fast (clinical E1). In rising order. */
export type Priority = 'info' | 'low' | 'medium' | 'high';

/** A technical alert says that watching is impaired; it is never shown as a state of the patient (E1). */
export type AlertKind = 'clinical' | 'technical';

/**
 * What a rule saw at one instant; not yet an alert. A rule emits `raised` once per episode, `updated` when the
 * priority rises or the worst value grows, `cleared` when the episode is over. `lowered`: it goes on and is less grave than before,
 * which only a rule says whose therapist wanted it to step down.
 */
export interface Finding {
  ruleId: string;
  kind: AlertKind;
  change: 'raised' | 'updated' | 'lowered' | 'cleared';
  priority: Priority;
  /** Exercise, side, sensor...: with rule, patient and session it makes the key of deduplication (E3). */
  subject: string;
  /** Session time at which the rule was met, ms. */
  tMs: number;
  value: number | null;
  limit: number | null;
  unit: string;
  /** The block that met the rule; null when it was the passing of time. */
  cause: { stream: number; sequence: number } | null;
}

const priorities: readonly Priority[] = ['info', 'low', 'medium', 'high'];

export function higherPriority(a: Priority, b: Priority): Priority {
  return priorities.indexOf(a) >= priorities.indexOf(b) ? a : b;
}
