import { attend, type AlertKind, type Attention, type AttentionEvent, type EscalationAct, type Priority } from '#libs/domain';
import type { QueryRunner } from 'typeorm';
import { rows } from '../sql.js';

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
  FROM alert WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE`;

const updateAttention = `
  UPDATE alert SET sounding = $2, sounded_at = to_timestamp($3::float8 / 1000), escalation_step = $4, due_at = to_timestamp($5::float8 / 1000),
    snoozed_until = to_timestamp($6::float8 / 1000) WHERE id = $1`;

const selectSnoozes = `
  SELECT alert.id, extract(epoch FROM max(snooze.until))::float8 * 1000 AS "untilMs"
  FROM jsonb_to_recordset($1::jsonb) AS alert ("id" uuid, "patientId" uuid, "sessionId" uuid, "ruleId" text, "subject" text, "priority" text)
  JOIN snooze ON snooze.patient_id = alert."patientId" AND snooze.session_id IS NOT DISTINCT FROM alert."sessionId" AND snooze.rule_id = alert."ruleId"
    AND snooze.subject = alert.subject AND (snooze.priority = 'medium' OR alert.priority IN ('low', 'info'))
  GROUP BY alert.id`;

export async function lockAlert(runner: QueryRunner, alertId: string): Promise<LockedAlert | null> {
  return (await lockAlerts(runner, [alertId])).get(alertId) ?? null;
}

/** In the order of their ids, so that two who lock several do not wait for each other. */
export async function lockAlerts(runner: QueryRunner, alertIds: readonly string[]): Promise<Map<string, LockedAlert>> {
  if (alertIds.length === 0) return new Map();
  return new Map((await rows<LockedAlert>(runner, selectLocked, [alertIds])).map((alert) => [alert.id, alert]));
}

/** What happened to a locked alert, whose `priority` and `state` are as they are now. Writes, and says what is to be done. */
export async function attendAlert(runner: QueryRunner, alert: LockedAlert, event: AttentionEvent, nowMs: number): Promise<EscalationAct | null> {
  const act = attended(alert, event, nowMs);
  await rows(runner, updateAttention, [alert.id, alert.sounding, alert.soundedAtMs, alert.step, alert.dueAtMs, alert.snoozedUntilMs]);
  return act;
}

/** The same, to be written by the caller. Writes into `alert`. */
export function attended(alert: LockedAlert, event: AttentionEvent, nowMs: number): EscalationAct | null {
  const { attention, act } = attend(alert, event, { priority: alert.priority, state: alert.state, acknowledged: alert.isAcknowledged && !alert.sounding, nowMs });
  Object.assign(alert, attention);
  return act;
}

/** Until when the same as each was snoozed in its session, at that priority or a higher one, epoch ms; those that were not are absent. */
export async function snoozedUntil(runner: QueryRunner, alerts: readonly LockedAlert[]): Promise<Map<string, number>> {
  const asked = alerts.filter(({ priority }) => priority !== 'high').map(({ id, patientId, sessionId, ruleId, subject, priority }) => ({ id, patientId, sessionId, ruleId, subject, priority }));
  if (asked.length === 0) return new Map();
  return new Map((await rows<{ id: string; untilMs: number }>(runner, selectSnoozes, [JSON.stringify(asked)])).map(({ id, untilMs }) => [id, untilMs]));
}
