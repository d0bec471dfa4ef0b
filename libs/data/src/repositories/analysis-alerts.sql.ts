import { randomUUID } from 'node:crypto';
import { higherPriority, pausesPlan, quiet, type AttentionEvent } from '#libs/domain';
import type { QueryRunner } from 'typeorm';
import { rows } from '../sql.js';
import type { InboxAppend, InboxChange } from './append-inbox.js';
import type { AnalysisCommit } from './analysis-record.js';
import { attended, lockAlerts, snoozedUntil, type DueAlert, type LockedAlert } from './alert-attention.sql.js';

type Entry = AnalysisCommit['alertChanges'][number];

/** What came of one session, or of a patient's history: then `sessionId` is null. */
export interface AlertsToWrite {
  session: Pick<AnalysisCommit['session'], 'patientId' | 'clinicId'> & { sessionId: string | null };
  alertChanges: Entry[];
}

/** The columns of the domain's `Alert`. */
export const sessionAlerts = `id, rule_id AS "ruleId", kind, subject, priority, state, retrospective, suppressed_by AS "suppressedBy", raised_ms AS "raisedAtMs",
              last_ms AS "lastAtMs", cleared_ms AS "clearedAtMs", count, worst_value AS "worstValue", limit_value AS "limit", unit`;

export interface WrittenAlerts {
  told: InboxAppend[];
  due: DueAlert[];
}

/**
 * Writes them, with as many statements for a hundred as for one: when a worker has much to tell, this is what it waits for. The caller tells the inboxes once, with
 * everything, last in its transaction.
 */
export async function writeAlerts(runner: QueryRunner, commits: readonly AlertsToWrite[], now: Date): Promise<WrittenAlerts> {
  const entries = commits.flatMap(({ session, alertChanges }) => alertChanges.map((entry) => ({ session, entry })));
  const before = await lockAlerts(runner, entries.filter(({ entry }) => entry.change.change !== 'raise').map(({ entry }) => entry.alertId));
  const written = entries.flatMap(({ session, entry }) => weigh(session, entry, before.get(entry.alertId)) ?? []);
  const snoozes = await snoozedUntil(runner, written.filter(({ people }) => people === 'ring').map(({ alert }) => alert));
  for (const each of written) for (const event of eventsOf(each, snoozes)) attended(each.alert, event, now.getTime());
  // What ends makes room for what begins: of a rule and subject one is open at a time.
  await update(runner, written.filter(({ entry: { change } }) => change.change !== 'raise' && change.state === 'cleared'));
  await update(runner, written.filter(({ entry: { change } }) => change.change !== 'raise' && change.state === 'open'));
  await insert(runner, written.filter(({ entry: { change } }) => change.change === 'raise'));
  await pause(runner, written.filter(({ people }) => people !== 'none').map(({ alert }) => alert), now);
  return {
    told: written.flatMap(({ alert: { patientId, id }, change }) => (change === null ? [] : [{ patientId, alertIds: [id], change, now }])),
    due: written.flatMap(({ alert: { id, dueAtMs }, people }) => (people === 'none' || dueAtMs === null ? [] : [{ alertId: id, dueAtMs }])),
  };
}

/** One alert as it will be. */
interface Written {
  entry: Entry;
  alert: LockedAlert;
  /** null: it is new. */
  before: LockedAlert | null;
  /** What is asked of people: to hear of it from now on, to see that it goes on, nothing. */
  people: 'ring' | 'go-on' | 'none';
  /** null: nobody is told. */
  change: InboxChange | null;
}

/** null: there is no such alert any more. */
function weigh({ clinicId, patientId, sessionId }: AlertsToWrite['session'], entry: Entry, before: LockedAlert | undefined): Written | null {
  const { change, alertId } = entry;
  if (change.change === 'raise') {
    const alert: LockedAlert = { ...change.alert, ...quiet, id: alertId, clinicId, patientId, sessionId, isAcknowledged: false };
    if (alert.suppressedBy !== null && !alert.retrospective) return { entry, alert, before: null, people: 'none', change: null };
    return { entry, alert, before: null, people: alert.retrospective ? 'none' : 'ring', change: told(alert, 'raised') };
  }
  if (before === undefined) return null;
  const { priority, state, suppressedBy, worstValue } = change;
  const alert = { ...before, priority, state, suppressedBy, worstValue };
  if (alert.retrospective) return { entry, alert, before, people: 'none', change: inboxChange[change.change] };
  if (suppressedBy !== null) return { entry, alert, before, people: 'none', change: null };
  if (before.suppressedBy === null) return { entry, alert, before, people: 'go-on', change: told(alert, inboxChange[change.change]) };
  // Somebody is to know of it from now on, unless they said that of this they would rather not.
  return state === 'open' ? { entry, alert, before, people: 'ring', change: told(alert, 'raised') } : { entry, alert, before, people: 'none', change: null };
}

function told({ priority }: LockedAlert, change: InboxChange): InboxChange | null {
  return priority === 'info' ? null : change;
}

const inboxChange = { update: 'updated', clear: 'cleared' } as const;

function eventsOf({ alert, before, people }: Written, snoozes: Map<string, number>): AttentionEvent[] {
  if (people === 'none') return [];
  if (people === 'ring') {
    const raised: AttentionEvent = { event: 'raised', snoozedUntilMs: snoozes.get(alert.id) ?? null };
    return alert.state === 'cleared' ? [raised, { event: 'cleared' }] : [raised];
  }
  return before === null ? [] : eventsBetween(before, alert);
}

function eventsBetween(before: LockedAlert, after: LockedAlert): AttentionEvent[] {
  const events: AttentionEvent[] = [];
  if (before.state === 'cleared' && after.state === 'open') events.push({ event: 'reopened' });
  if (before.priority !== after.priority) events.push({ event: higherPriority(before.priority, after.priority) === before.priority ? 'lowered' : 'risen' });
  if (before.state === 'open' && after.state === 'cleared') events.push({ event: 'cleared' });
  return events;
}

const attention = `sounding boolean, "soundedAtMs" float8, step smallint, "dueAtMs" float8, "snoozedUntilMs" float8`;

async function insert(runner: QueryRunner, raised: readonly Written[]): Promise<void> {
  if (raised.length === 0) return;
  const records = raised.map(({ entry: { change, atMs }, alert }) => (change.change === 'raise' ? { ...change.alert, ...alert, atMs, causeStream: change.cause?.stream ?? null, causeSequence: change.cause?.sequence ?? null } : alert));
  await rows(
    runner,
    `INSERT INTO alert (id, clinic_id, patient_id, session_id, rule_id, subject, kind, priority, state, retrospective, raised_at, raised_ms,
                        last_ms, cleared_ms, count, worst_value, limit_value, unit, cause_stream, cause_sequence, suppressed_by,
                        sounding, sounded_at, escalation_step, due_at, snoozed_until)
     SELECT id, "clinicId", "patientId", "sessionId", "ruleId", subject, kind, priority, state, retrospective, to_timestamp("atMs" / 1000.0), "raisedAtMs",
            "lastAtMs", "clearedAtMs", count, "worstValue", "limit", unit, "causeStream", "causeSequence", "suppressedBy",
            sounding, to_timestamp("soundedAtMs" / 1000), step, to_timestamp("dueAtMs" / 1000), to_timestamp("snoozedUntilMs" / 1000)
       FROM jsonb_to_recordset($1::jsonb) AS x (id uuid, "clinicId" uuid, "patientId" uuid, "sessionId" uuid, "ruleId" text, subject text, kind text, priority text,
            state text, retrospective boolean, "atMs" float8, "raisedAtMs" float8, "lastAtMs" float8, "clearedAtMs" float8, count int, "worstValue" float8,
            "limit" float8, unit text, "causeStream" smallint, "causeSequence" bigint, "suppressedBy" text, ${attention})`,
    [JSON.stringify(records)],
  );
}

/** What is asked of people stays as it is where nothing was done about it. */
async function update(runner: QueryRunner, changed: readonly Written[]): Promise<void> {
  if (changed.length === 0) return;
  const records = changed.map((each) => {
    const { entry: { change }, alert } = each;
    const { sounding, soundedAtMs, step, dueAtMs, snoozedUntilMs } = alert;
    const isAttended = eventsOf(each, new Map()).length > 0;
    return { ...change, id: alert.id, causeStream: change.cause?.stream ?? null, causeSequence: change.cause?.sequence ?? null, isAttended, sounding, soundedAtMs, step, dueAtMs, snoozedUntilMs };
  });
  await rows(
    runner,
    `UPDATE alert SET priority = x.priority, last_ms = "lastAtMs", count = x.count, worst_value = "worstValue", cause_stream = coalesce("causeStream", cause_stream),
            cause_sequence = coalesce("causeSequence", cause_sequence), state = x.state, cleared_ms = "clearedAtMs", suppressed_by = "suppressedBy",
            sounding = CASE WHEN "isAttended" THEN x.sounding ELSE alert.sounding END,
            sounded_at = CASE WHEN "isAttended" THEN to_timestamp("soundedAtMs" / 1000) ELSE sounded_at END,
            escalation_step = CASE WHEN "isAttended" THEN step ELSE escalation_step END,
            due_at = CASE WHEN "isAttended" THEN to_timestamp("dueAtMs" / 1000) ELSE due_at END,
            snoozed_until = CASE WHEN "isAttended" THEN to_timestamp("snoozedUntilMs" / 1000) ELSE snoozed_until END
       FROM jsonb_to_recordset($1::jsonb) AS x (id uuid, priority text, "lastAtMs" float8, count int, "worstValue" float8, "causeStream" smallint, "causeSequence" bigint,
            state text, "clearedAtMs" float8, "suppressedBy" text, "isAttended" boolean, ${attention})
      WHERE alert.id = x.id`,
    [JSON.stringify(records)],
  );
}

/** Once for each alert; what was reviewed stays so. */
async function pause(runner: QueryRunner, alerts: readonly LockedAlert[], now: Date): Promise<void> {
  const grave = alerts.filter(pausesPlan);
  if (grave.length === 0) return;
  await rows(
    runner,
    `INSERT INTO plan_pause (id, patient_id, alert_id, paused_at) SELECT id, patient_id, alert_id, $4 FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS x (id, patient_id, alert_id)
     ON CONFLICT (alert_id) DO NOTHING`,
    [grave.map(() => randomUUID()), grave.map(({ patientId }) => patientId), grave.map(({ id }) => id), now],
  );
}
