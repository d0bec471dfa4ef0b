import { randomUUID } from 'node:crypto';
import { higherPriority, pausesPlan, quiet, type AttentionEvent } from '#libs/domain';
import type { QueryRunner } from 'typeorm';
import type { InboxAppend, InboxChange } from './append-inbox.js';
import type { AnalysisCommit } from './analysis-record.js';
import { attendAlert, lockAlert, snoozedUntil, type DueAlert, type LockedAlert } from './alert-attention.sql.js';

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

/** Writes them. The caller tells the inboxes once, with everything, last in its transaction. */
export async function writeAlerts(runner: QueryRunner, commit: AlertsToWrite, now: Date): Promise<WrittenAlerts> {
  const written: WrittenAlerts = { told: [], due: [] };
  for (const entry of commit.alertChanges) {
    const { alert, change } = entry.change.change === 'raise' ? await raise(runner, commit, entry, now) : await update(runner, entry, now);
    if (change !== null) written.told.push({ patientId: commit.session.patientId, alertIds: [entry.alertId], change, now });
    if (alert?.dueAtMs !== null && alert !== null) written.due.push({ alertId: alert.id, dueAtMs: alert.dueAtMs });
  }
  return written;
}

interface Written {
  alert: LockedAlert | null;
  /** null: nobody is told. */
  change: InboxChange | null;
}

async function raise(runner: QueryRunner, { session }: AlertsToWrite, { change, alertId, atMs }: Entry, now: Date): Promise<Written> {
  if (change.change !== 'raise') return { alert: null, change: null };
  const { alert, cause } = change;
  await runner.query(
    `INSERT INTO alert (id, clinic_id, patient_id, session_id, rule_id, subject, kind, priority, state, retrospective, raised_at, raised_ms,
                        last_ms, cleared_ms, count, worst_value, limit_value, unit, cause_stream, cause_sequence, suppressed_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, to_timestamp($11 / 1000.0), $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)`,
    [alertId, session.clinicId, session.patientId, session.sessionId, alert.ruleId, alert.subject, alert.kind, alert.priority, alert.state,
      alert.retrospective, atMs, alert.raisedAtMs, alert.lastAtMs, alert.clearedAtMs, alert.count, alert.worstValue, alert.limit, alert.unit,
      cause?.stream ?? null, cause?.sequence ?? null, alert.suppressedBy],
  );
  if (alert.retrospective) return { alert: null, change: alert.priority === 'info' ? null : 'raised' };
  const fresh: LockedAlert = { ...alert, ...quiet, id: alertId, clinicId: session.clinicId, patientId: session.patientId, sessionId: session.sessionId, isAcknowledged: false };
  return ring(runner, fresh, now);
}

async function update(runner: QueryRunner, { change, alertId }: Entry, now: Date): Promise<Written> {
  const before = change.change === 'raise' ? null : await lockAlert(runner, alertId);
  if (change.change === 'raise' || before === null) return { alert: null, change: null };
  await runner.query(
    `UPDATE alert SET priority = $2, last_ms = $3, count = $4, worst_value = $5, cause_stream = coalesce($6, cause_stream),
            cause_sequence = coalesce($7, cause_sequence), state = $8, cleared_ms = $9, suppressed_by = $10
      WHERE id = $1`,
    [alertId, change.priority, change.lastAtMs, change.count, change.worstValue, change.cause?.stream ?? null, change.cause?.sequence ?? null,
      change.state, change.clearedAtMs, change.suppressedBy],
  );
  const { priority, state, suppressedBy, worstValue } = change;
  const alert = { ...before, priority, state, suppressedBy, worstValue };
  if (alert.retrospective) return { alert: null, change: inboxChange[change.change] };
  if (suppressedBy !== null) return { alert: null, change: null };
  if (before.suppressedBy !== null) return state === 'open' ? ring(runner, alert, now) : { alert: null, change: null };
  for (const event of eventsOf(before, alert)) await attendAlert(runner, alert, event, now.getTime());
  await pause(runner, alert, now);
  return { alert, change: priority === 'info' ? null : inboxChange[change.change] };
}

const inboxChange = { update: 'updated', clear: 'cleared' } as const;

/** Somebody is to know of it from now on, unless they said that of this they would rather not. */
async function ring(runner: QueryRunner, alert: LockedAlert, now: Date): Promise<Written> {
  if (alert.suppressedBy !== null) return { alert: null, change: null };
  await attendAlert(runner, alert, { event: 'raised', snoozedUntilMs: await snoozedUntil(runner, alert) }, now.getTime());
  if (alert.state === 'cleared') await attendAlert(runner, alert, { event: 'cleared' }, now.getTime());
  await pause(runner, alert, now);
  return { alert, change: alert.priority === 'info' ? null : 'raised' };
}

function eventsOf(before: LockedAlert, after: LockedAlert): AttentionEvent[] {
  const events: AttentionEvent[] = [];
  if (before.state === 'cleared' && after.state === 'open') events.push({ event: 'reopened' });
  if (before.priority !== after.priority) events.push({ event: higherPriority(before.priority, after.priority) === before.priority ? 'lowered' : 'risen' });
  if (before.state === 'open' && after.state === 'cleared') events.push({ event: 'cleared' });
  return events;
}

/** Once for each alert; what was reviewed stays so. */
async function pause(runner: QueryRunner, alert: LockedAlert, now: Date): Promise<void> {
  if (!pausesPlan(alert)) return;
  await runner.query(`INSERT INTO plan_pause (id, patient_id, alert_id, paused_at) VALUES ($1, $2, $3, $4) ON CONFLICT (alert_id) DO NOTHING`, [randomUUID(), alert.patientId, alert.id, now]);
}
