import { z } from 'zod';
import { Channel, DeliveryState } from './clinic-contact.js';

/** How it ended, as whoever answered says. */
export const AlertOutcome = z.enum(['spoke-to-patient', 'patient-stopped', 'emergency-called', 'false-alarm']).meta({ id: 'AlertOutcome' });
export type AlertOutcome = z.infer<typeof AlertOutcome>;

/** Whether it was of use: `false` is of something that was not so. */
const AlertVerdict = z.enum(['useful', 'not-useful', 'false']).meta({ id: 'AlertVerdict' });

export const AlertView = z
  .object({
    id: z.uuid(),
    /** null: found in the history of the patient. */
    sessionId: z.uuid().nullable(),
    patientId: z.uuid(),
    patientName: z.string(),
    ruleId: z.string(),
    /** Of a rule of their own, as it was named when it rang; null: a built-in one. */
    ruleName: z.string().nullable(),
    kind: z.enum(['clinical', 'technical']),
    subject: z.string(),
    priority: z.enum(['info', 'low', 'medium', 'high']),
    state: z.enum(['open', 'cleared']),
    /** Found afterwards in late data: in the record, never rung. */
    retrospective: z.boolean(),
    raisedAt: z.iso.datetime(),
    /** Session time of the episode, ms; without a session epoch ms. */
    raisedMs: z.number(),
    lastMs: z.number(),
    clearedMs: z.number().nullable(),
    count: z.int(),
    worstValue: z.number().nullable(),
    limit: z.number().nullable(),
    unit: z.string(),
    /** It sounds until somebody acknowledges or snoozes it. */
    sounding: z.boolean(),
    /** Steps taken to find somebody who answers; 0: none. */
    escalationStep: z.int(),
    snoozedUntil: z.iso.datetime().nullable(),
    /** The last one. It sounds again when the condition stays, or becomes worse. */
    acknowledgement: z
      .object({ practitionerId: z.uuid(), practitionerName: z.string(), at: z.iso.datetime(), note: z.string(), outcome: AlertOutcome.nullable() })
      .nullable(),
    /** It sounds at this console: a backup hears it only when nobody else answers, or when it was given to them. */
    rings: z.boolean(),
    /** To whom somebody has given it; null: nobody. */
    assignment: z.object({ practitionerId: z.uuid(), practitionerName: z.string(), at: z.iso.datetime() }).nullable(),
    /** The newest 20, oldest first. */
    comments: z.array(z.object({ id: z.uuid(), practitionerName: z.string(), at: z.iso.datetime(), words: z.string() })),
    /** How the clinic's contact was told of it, by each way that was set. */
    contactTold: z.array(z.object({ channel: Channel, state: DeliveryState, sentAt: z.iso.datetime().nullable() })),
    /** What the patient was told last because of it, and whether their device has shown it; null: nothing was. */
    instruction: z
      .object({
        act: z.enum(['stop', 'answer', 'check', 'adjust']),
        toldAt: z.iso.datetime(),
        /** When a device of theirs said that it is on its screen; null: none has. */
        shownAt: z.iso.datetime().nullable(),
        /** None had for so long that the patient may not have seen it. */
        isUnconfirmed: z.boolean(),
        endedAt: z.iso.datetime().nullable(),
      })
      .nullable(),
    /** What somebody said of its use once it was over; null: nobody has. */
    verdict: AlertVerdict.nullable(),
    /** The packet that met the rule; null when it was the passing of time. */
    causedBy: z.object({ deviceId: z.uuid(), epoch: z.uuid(), sequence: z.int() }).nullable(),
  })
  .meta({ id: 'Alert' });
export type AlertView = z.infer<typeof AlertView>;

/** An alert as the record has it: what rang, what was only noted, and what was held back. */
export const AlertOfRecord = AlertView.extend({
  /** The graver rule because of which nobody was told of it; null: none. */
  heldBackBy: z.string().nullable(),
}).meta({ id: 'AlertOfRecord' });
export type AlertOfRecord = z.infer<typeof AlertOfRecord>;

export const AlertChange = z.enum(['raised', 'updated', 'cleared', 'acknowledged', 'repeated', 'escalated', 'snoozed', 'assigned', 'commented', 'instruction-shown', 'instruction-unconfirmed']).meta({ id: 'AlertChange' });
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

/** `outcome` is needed for high priority, and for what a patient said or a fall: it ends those. */
export const AcknowledgeRequest = z
  .strictObject({ note: z.string().trim().max(500).default(''), outcome: AlertOutcome.nullable().default(null) })
  .meta({ id: 'AcknowledgeRequest' });
export type AcknowledgeRequest = z.infer<typeof AcknowledgeRequest>;

/** Low: 15 min at most. Medium: 5 min, twice in a session. High: never. */
export const SnoozeRequest = z.strictObject({ minutes: z.number().min(1).max(15), note: z.string().trim().max(500).default('') }).meta({ id: 'SnoozeRequest' });
export type SnoozeRequest = z.infer<typeof SnoozeRequest>;

/** null: to nobody in particular. */
export const AssignRequest = z.strictObject({ practitionerId: z.uuid().nullable() }).meta({ id: 'AssignRequest' });
export type AssignRequest = z.infer<typeof AssignRequest>;

export const CommentRequest = z.strictObject({ words: z.string().trim().min(1).max(500) }).meta({ id: 'CommentRequest' });
export type CommentRequest = z.infer<typeof CommentRequest>;

/** Somebody who cares for the patient now, as colleagues see them. */
export const Carer = z.object({ practitionerId: z.uuid(), displayName: z.string(), isBackup: z.boolean() }).meta({ id: 'Carer' });
export type Carer = z.infer<typeof Carer>;

/** A plan waits after something critical: no session begins until a clinician has looked. */
export const PlanPause = z
  .object({ id: z.uuid(), patientId: z.uuid(), patientName: z.string(), alertId: z.uuid(), ruleId: z.string(), ruleName: z.string().nullable(), sessionId: z.uuid().nullable(), pausedAt: z.iso.datetime() })
  .meta({ id: 'PlanPause' });
export type PlanPause = z.infer<typeof PlanPause>;

export const ReviewRequest = z.strictObject({ note: z.string().trim().min(1).max(500) }).meta({ id: 'ReviewRequest' });
export type ReviewRequest = z.infer<typeof ReviewRequest>;

export const VerdictRequest = z.strictObject({ verdict: AlertVerdict }).meta({ id: 'VerdictRequest' });
export type VerdictRequest = z.infer<typeof VerdictRequest>;

/** Medium and high alerts of the last days, and what was said of them. */
export const AlertBudget = z
  .object({
    days: z.int(),
    budgetPerPatientDay: z.number(),
    /** null: less than a day of one patient. */
    perPatientDay: z.number().nullable(),
    isOverBudget: z.boolean(),
    /** Half of those that were answered were answered sooner, s; null: none was. */
    medianAnswerS: z.object({ high: z.number().nullable(), medium: z.number().nullable() }),
    rules: z.array(z.object({
      ruleId: z.string(),
      /** Of a rule of their own, as it is named now. */
      ruleName: z.string().nullable(),
      alerts: z.int(), useful: z.int(), notUseful: z.int(), false: z.int(),
      /** Useful of all that were judged; null: too few were. */
      precision: z.number().nullable(),
      proposal: z.enum(['raise-its-limit', 'wait-longer']).nullable(),
    })),
  })
  .meta({ id: 'AlertBudget' });
export type AlertBudget = z.infer<typeof AlertBudget>;

/** How many alerts that need a person somebody wants at most, for each patient and day. */
export const AlertBudgetChange = z.strictObject({ perPatientDay: z.number().min(0.01).max(10) }).meta({ id: 'AlertBudgetChange' });
export type AlertBudgetChange = z.infer<typeof AlertBudgetChange>;
