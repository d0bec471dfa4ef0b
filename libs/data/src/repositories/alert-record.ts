import type { AlertKind, Priority } from '#libs/domain';
import type { DataSource, QueryRunner } from 'typeorm';
import { opened, sealed, sealedText } from '../sealed-columns.js';
import { isoTime } from './iso-time.js';
import { notificationState, type Channel, type NotificationState } from './notification.repository.js';
import { ownRuleName, ownVersionJoin } from './own-rule.repository.js';
import { toCause } from './repetition-record.js';

/** One alert as it is told: the contract's `Alert`. */
export interface AlertRecord {
  id: string;
  sessionId: string;
  patientId: string;
  patientName: string;
  ruleId: string;
  /** Of a rule of their own, as it was named when it rang. */
  ruleName: string | null;
  kind: AlertKind;
  subject: string;
  priority: Priority;
  state: 'open' | 'cleared';
  retrospective: boolean;
  raisedAt: string;
  raisedMs: number;
  lastMs: number;
  clearedMs: number | null;
  count: number;
  worstValue: number | null;
  limit: number | null;
  unit: string;
  /** It sounds until somebody acknowledges or snoozes it. */
  sounding: boolean;
  /** Steps taken to find somebody: 0 is none. */
  escalationStep: number;
  snoozedUntil: string | null;
  acknowledgement: { practitionerId: string; practitionerName: string; at: string; note: string; outcome: AlertOutcome | null } | null;
  /** How the clinic's contact was told of it, by each way that was set. */
  contactTold: { channel: Channel; state: NotificationState; sentAt: string | null }[];
  causedBy: { deviceId: string; epoch: string; sequence: number } | null;
}

export type AlertOutcome = 'spoke-to-patient' | 'patient-stopped' | 'emergency-called' | 'false-alarm';

export interface AlertRow extends Omit<AlertRecord, 'raisedAt' | 'acknowledgement' | 'causedBy' | 'snoozedUntil'> {
  raisedAt: Date;
  snoozedUntil: Date | null;
  outcome: AlertOutcome | null;
  acknowledgedBy: string | null;
  acknowledgedByName: string | null;
  acknowledgedAt: Date | null;
  note: string | null;
  deviceId: string | null;
  epoch: string | null;
  causeSequence: number | null;
}

const contactTold = `(
  SELECT coalesce(jsonb_agg(jsonb_build_object('channel', channel, 'state', ${notificationState}, 'sentAt', ${isoTime('sent_at')}) ORDER BY created_at, channel), '[]')
  FROM notification WHERE notification.alert_id = alert.id)`;

export const alertColumns = `
  alert.id, alert.session_id AS "sessionId", alert.patient_id AS "patientId", ${sealedText(sealed.patientName)} AS "patientName",
  alert.rule_id AS "ruleId", ${ownRuleName} AS "ruleName", alert.kind, alert.subject, alert.priority, alert.state, alert.retrospective, alert.raised_at AS "raisedAt",
  alert.raised_ms AS "raisedMs", alert.last_ms AS "lastMs", alert.cleared_ms AS "clearedMs", alert.count,
  alert.worst_value AS "worstValue", alert.limit_value AS "limit", alert.unit,
  alert.acknowledged_by AS "acknowledgedBy", ${sealedText(sealed.practitionerName, 'acknowledger')} AS "acknowledgedByName",
  alert.acknowledged_at AS "acknowledgedAt", ${sealedText(sealed.acknowledgementNote)} AS note, alert.acknowledgement_outcome AS outcome,
  alert.sounding, alert.escalation_step AS "escalationStep", alert.snoozed_until AS "snoozedUntil",
  ${contactTold} AS "contactTold", stream.device_id AS "deviceId", stream.epoch, alert.cause_sequence AS "causeSequence"`;

export const alertJoins = `
  JOIN patient ON patient.id = alert.patient_id
  LEFT JOIN practitioner acknowledger ON acknowledger.id = alert.acknowledged_by
  ${ownVersionJoin}
  LEFT JOIN stream ON stream.session_id = alert.session_id AND stream.ordinal = alert.cause_stream`;

/** Names and words in clear. */
export function toAlertRecords(on: DataSource | QueryRunner, found: AlertRow[]): AlertRecord[] {
  return opened(on, found, 'patientName', 'acknowledgedByName', 'note', 'ruleName').map(toAlertRecord);
}

function toAlertRecord(row: AlertRow): AlertRecord {
  const { raisedAt, acknowledgedBy, acknowledgedByName, acknowledgedAt, note, outcome, snoozedUntil, deviceId, epoch, causeSequence, ...rest } = row;
  return {
    ...rest,
    raisedAt: raisedAt.toISOString(),
    snoozedUntil: snoozedUntil?.toISOString() ?? null,
    acknowledgement: acknowledgedBy === null || acknowledgedAt === null
      ? null
      : { practitionerId: acknowledgedBy, practitionerName: acknowledgedByName ?? '', at: acknowledgedAt.toISOString(), note: note ?? '', outcome },
    causedBy: toCause({ deviceId, epoch, causeSequence }),
  };
}
