import { attend, type AlertKind, type Attention, type AttentionEvent, type EscalationAct, type Priority } from '#libs/domain';
import type { QueryRunner } from 'typeorm';
import { firstRow, rows } from '../sql.js';

/** An alert with its row locked, so that what the rules, the clock and people do to it comes one after the other. */
export interface LockedAlert extends Attention {
  id: string;
  clinicId: string;
  patientId: string;
  /** null: found in the patient's history. */
  sessionId: string | null;
  ruleId: string;
  subject: string;
  kind: AlertKind;
  priority: Priority;
  state: 'open' | 'cleared';
  retrospective: boolean;
  suppressedBy: string | null;
  isAcknowledged: boolean;
  worstValue: number | null;
}

/** When something is next to be done about an alert; the job is only a hint of it. */
export interface DueAlert {
  alertId: string;
  dueAtMs: number;
}

const selectLocked = `
  SELECT id, clinic_id AS "clinicId", patient_id AS "patientId", session_id AS "sessionId", rule_id AS "ruleId", subject, kind, priority, state, retrospective, suppressed_by AS "suppressedBy",
    acknowledged_at IS NOT NULL AS "isAcknowledged", worst_value AS "worstValue", sounding, escalation_step AS step,
    extract(epoch FROM sounded_at)::float8 * 1000 AS "soundedAtMs", extract(epoch FROM due_at)::float8 * 1000 AS "dueAtMs",
    extract(epoch FROM snoozed_until)::float8 * 1000 AS "snoozedUntilMs"
  FROM alert WHERE id = $1 FOR NO KEY UPDATE`;

const updateAttention = `
  UPDATE alert SET sounding = $2, sounded_at = to_timestamp($3::float8 / 1000), escalation_step = $4, due_at = to_timestamp($5::float8 / 1000),
    snoozed_until = to_timestamp($6::float8 / 1000) WHERE id = $1`;

const selectSnooze = `
  SELECT extract(epoch FROM max(until))::float8 * 1000 AS "untilMs" FROM snooze
  WHERE patient_id = $5 AND session_id IS NOT DISTINCT FROM $1 AND rule_id = $2 AND subject = $3 AND (priority = 'medium' OR $4 IN ('low', 'info'))`;

export async function lockAlert(runner: QueryRunner, alertId: string): Promise<LockedAlert | null> {
  return firstRow<LockedAlert>(runner, selectLocked, [alertId]);
}

/** What happened to a locked alert, whose `priority` and `state` are as they are now. Writes, and says what is to be done. */
export async function attendAlert(runner: QueryRunner, alert: LockedAlert, event: AttentionEvent, nowMs: number): Promise<EscalationAct | null> {
  const { attention, act } = attend(alert, event, { priority: alert.priority, state: alert.state, acknowledged: alert.isAcknowledged && !alert.sounding, nowMs });
  Object.assign(alert, attention);
  await rows(runner, updateAttention, [alert.id, alert.sounding, alert.soundedAtMs, alert.step, alert.dueAtMs, alert.snoozedUntilMs]);
  return act;
}

/** Until when the same was snoozed in this session, at that priority or a higher one; null: it was not. Epoch ms. */
export async function snoozedUntil(runner: QueryRunner, { sessionId, patientId, ruleId, subject, priority }: Pick<LockedAlert, 'sessionId' | 'patientId' | 'ruleId' | 'subject' | 'priority'>): Promise<number | null> {
  if (priority === 'high') return null;
  return (await firstRow<{ untilMs: number | null }>(runner, selectSnooze, [sessionId, ruleId, subject, priority, patientId]))?.untilMs ?? null;
}
