import { z } from 'zod';

/**
 * Every job there is: its name and the ids it carries. A job never carries data: whoever runs it reads
 * what is newest from PostgreSQL, so a job lost, doubled or late changes nothing (docs/architecture.md).
 */
export const jobs = {
  /** Sessions of this shard have packets that nobody has analysed yet. */
  'analyse-sessions': z.strictObject({ shard: z.int().nonnegative() }),
  /** Something is due with this alert: nobody has answered, a snooze is over, or the condition stays. */
  'escalate-alert': z.strictObject({ alertId: z.uuid() }),
  /** The history of a patient is to be looked at: something was said or done, or a question was not answered in time. */
  'follow-up-patient': z.strictObject({ patientId: z.uuid() }),
  /** The clinic contact is to be told. */
  'send-notification': z.strictObject({ notificationId: z.uuid() }),
  /** A record is to be erased: its next step. */
  'erase-record': z.strictObject({ erasureId: z.uuid() }),
  /** What a clinic keeps no longer is to go. */
  'apply-retention': z.strictObject({ clinicId: z.uuid() }),
  /** A session is finished, or was analysed again since: sum it up. */
  'summarise-session': z.strictObject({ sessionId: z.uuid() }),
  /** Somebody wants to know what a change of a rule would have told of the last 30 days. */
  'run-what-if': z.strictObject({ whatIfId: z.uuid() }),
  /** Build a reference from the approved repetitions of a calibration session. */
  'build-reference': z.strictObject({ referenceId: z.uuid() }),
  /** A lesson waits: make an exercise of the recorded set. */
  'teach-exercise': z.strictObject({ exerciseId: z.uuid() }),
} as const;

export type JobName = keyof typeof jobs;
export type JobData<N extends JobName> = z.infer<(typeof jobs)[N]>;

/** Each shard has a queue of its own, so that its tickets go to the worker that remembers its sessions. */
export function queueNameOf(name: JobName, data: { shard?: number } | { referenceId: string } | { exerciseId: string } | { sessionId: string } | { alertId: string } | { notificationId: string } | { whatIfId: string } | { erasureId: string } | { clinicId: string } | { patientId: string }): string {
  return 'shard' in data && data.shard !== undefined ? `${name}-${data.shard}` : name;
}
