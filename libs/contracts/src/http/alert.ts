import { z } from 'zod';

export const AlertView = z
  .object({
    id: z.uuid(),
    sessionId: z.uuid(),
    patientId: z.uuid(),
    patientName: z.string(),
    ruleId: z.string(),
    kind: z.enum(['clinical', 'technical']),
    subject: z.string(),
    priority: z.enum(['info', 'low', 'medium', 'high']),
    state: z.enum(['open', 'cleared']),
    /** Found afterwards in late data: in the record, never rung. */
    retrospective: z.boolean(),
    raisedAt: z.iso.datetime(),
    /** Session time of the episode, ms. */
    raisedMs: z.number(),
    lastMs: z.number(),
    clearedMs: z.number().nullable(),
    count: z.int(),
    worstValue: z.number().nullable(),
    limit: z.number().nullable(),
    unit: z.string(),
    acknowledgement: z
      .object({ practitionerId: z.uuid(), practitionerName: z.string(), at: z.iso.datetime(), note: z.string() })
      .nullable(),
    /** The packet that met the rule; null when it was the passing of time. */
    causedBy: z.object({ deviceId: z.uuid(), epoch: z.uuid(), sequence: z.int() }).nullable(),
  })
  .meta({ id: 'Alert' });
export type AlertView = z.infer<typeof AlertView>;

export const AlertChange = z.enum(['raised', 'updated', 'cleared', 'acknowledged']).meta({ id: 'AlertChange' });
export type AlertChange = z.infer<typeof AlertChange>;

/** One line of a practitioner's inbox: gapless sequence, so that a console knows what it missed. */
export const InboxEntry = z
  .object({ sequence: z.int(), change: AlertChange, at: z.iso.datetime(), alert: AlertView })
  .meta({ id: 'InboxEntry' });
export type InboxEntry = z.infer<typeof InboxEntry>;

export const InboxPage = z
  .object({ entries: z.array(InboxEntry), lastSequence: z.int(), more: z.boolean() })
  .meta({ id: 'InboxPage' });
export type InboxPage = z.infer<typeof InboxPage>;

export const AcknowledgeRequest = z.strictObject({ note: z.string().trim().max(500).default('') }).meta({ id: 'AcknowledgeRequest' });
export type AcknowledgeRequest = z.infer<typeof AcknowledgeRequest>;
