import { ringsAt, type AlertKind, type Instruction, type Priority } from '#libs/domain';
import type { DataSource, QueryRunner } from 'typeorm';
import { opened, sealed, sealedText } from '../sealed-columns.js';
import { careNow } from './in-care.js';
import { isoTime } from './iso-time.js';
import { notificationState, type Channel, type NotificationState } from './notification.repository.js';
import { ownRuleName, ownVersionJoin } from './own-rule.repository.js';
import { toCause } from './repetition-record.js';

/** One alert as it is told: the contract's `Alert`. */
export interface AlertRecord {
  id: string;
  sessionId: string | null;
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
  /** Sounds at the console of whoever reads this: a backup hears it only when nobody else answers. */
  rings: boolean;
  /** To whom somebody has given it; null: nobody. */
  assignment: { practitionerId: string; practitionerName: string; at: string } | null;
  /** The newest 20, oldest first. */
  comments: AlertComment[];
  /** How the clinic's contact was told of it, by each way that was set. */
  contactTold: { channel: Channel; state: NotificationState; sentAt: string | null }[];
  /** What the patient was told last because of it; null: nothing was. */
  instruction: { act: Instruction['act']; toldAt: string; shownAt: string | null; isUnconfirmed: boolean; endedAt: string | null } | null;
  /** What somebody said of its use once it was over; null: nobody has. */
  verdict: 'useful' | 'not-useful' | 'false' | null;
  causedBy: { deviceId: string; epoch: string; sequence: number } | null;
}

export interface AlertComment {
  id: string;
  practitionerName: string;
  at: string;
  words: string;
}

export type AlertOutcome = 'spoke-to-patient' | 'patient-stopped' | 'emergency-called' | 'false-alarm';

export interface AlertRow extends Omit<AlertRecord, 'raisedAt' | 'acknowledgement' | 'causedBy' | 'snoozedUntil' | 'rings' | 'assignment'> {
  isBackup: boolean;
  isAssigned: boolean;
  assignedTo: string | null;
  assignedToName: string | null;
  assignedAt: Date | null;
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

const comments = `(
  SELECT coalesce(jsonb_agg(to_jsonb(newest) ORDER BY newest.at, newest.id), '[]') FROM (
    SELECT alert_comment.id, ${sealedText(sealed.practitionerName, 'sayer')} AS "practitionerName", ${isoTime('said_at')} AS at, ${sealedText(sealed.commentWords)} AS words
    FROM alert_comment JOIN practitioner sayer ON sayer.id = said_by WHERE alert_comment.alert_id = alert.id ORDER BY said_at DESC LIMIT 20) newest)`;

const instruction = `(
  SELECT jsonb_build_object('act', act, 'toldAt', ${isoTime('told_at')}, 'shownAt', ${isoTime('shown_at')}, 'isUnconfirmed', unconfirmed_at IS NOT NULL AND shown_at IS NULL, 'endedAt', ${isoTime('ended_at')})
  FROM instruction WHERE instruction.alert_id = alert.id ORDER BY told_at DESC LIMIT 1)`;

/** A team that has nobody but backups has none. */
const isBackup = `(
  coalesce((SELECT is_backup FROM care_team WHERE care_team.patient_id = alert.patient_id AND practitioner_id = $1::uuid AND ${careNow} LIMIT 1), false)
  AND EXISTS (SELECT 1 FROM care_team WHERE care_team.patient_id = alert.patient_id AND NOT is_backup AND ${careNow}))`;

/** As the practitioner in parameter `$1` is told of it. */
export const alertColumns = `
  alert.id, alert.session_id AS "sessionId", alert.patient_id AS "patientId", ${sealedText(sealed.patientName)} AS "patientName",
  alert.rule_id AS "ruleId", ${ownRuleName} AS "ruleName", alert.kind, alert.subject, alert.priority, alert.state, alert.retrospective, alert.raised_at AS "raisedAt",
  alert.raised_ms AS "raisedMs", alert.last_ms AS "lastMs", alert.cleared_ms AS "clearedMs", alert.count,
  alert.worst_value AS "worstValue", alert.limit_value AS "limit", alert.unit,
  alert.acknowledged_by AS "acknowledgedBy", ${sealedText(sealed.practitionerName, 'acknowledger')} AS "acknowledgedByName",
  alert.acknowledged_at AS "acknowledgedAt", ${sealedText(sealed.acknowledgementNote)} AS note, alert.acknowledgement_outcome AS outcome,
  alert.sounding, alert.escalation_step AS "escalationStep", alert.snoozed_until AS "snoozedUntil",
  alert.assigned_to AS "assignedTo", ${sealedText(sealed.practitionerName, 'assignee')} AS "assignedToName", alert.assigned_at AS "assignedAt",
  coalesce(alert.assigned_to = $1::uuid, false) AS "isAssigned", ${isBackup} AS "isBackup", ${comments} AS comments,
  ${contactTold} AS "contactTold", ${instruction} AS instruction, (SELECT verdict FROM alert_verdict WHERE alert_verdict.alert_id = alert.id) AS verdict, stream.device_id AS "deviceId", stream.epoch, alert.cause_sequence AS "causeSequence"`;

export const alertJoins = `
  JOIN patient ON patient.id = alert.patient_id
  LEFT JOIN practitioner acknowledger ON acknowledger.id = alert.acknowledged_by
  ${ownVersionJoin}
  LEFT JOIN practitioner assignee ON assignee.id = alert.assigned_to
  LEFT JOIN stream ON stream.session_id = alert.session_id AND stream.ordinal = alert.cause_stream`;

/** Names and words in clear. */
export function toAlertRecords(on: DataSource | QueryRunner, found: AlertRow[]): AlertRecord[] {
  for (const row of found) opened(on, row.comments, 'practitionerName', 'words');
  return opened(on, found, 'patientName', 'acknowledgedByName', 'note', 'assignedToName', 'ruleName').map(toAlertRecord);
}

function toAlertRecord(row: AlertRow): AlertRecord {
  const { raisedAt, acknowledgedBy, acknowledgedByName, acknowledgedAt, note, outcome, snoozedUntil, deviceId, epoch, causeSequence, isBackup, isAssigned, assignedTo, assignedToName, assignedAt, ...rest } = row;
  return {
    ...rest,
    raisedAt: raisedAt.toISOString(),
    snoozedUntil: snoozedUntil?.toISOString() ?? null,
    acknowledgement: acknowledgedBy === null || acknowledgedAt === null
      ? null
      : { practitionerId: acknowledgedBy, practitionerName: acknowledgedByName ?? '', at: acknowledgedAt.toISOString(), note: note ?? '', outcome },
    rings: ringsAt({ sounding: rest.sounding, priority: rest.priority, step: rest.escalationStep }, { isBackup, isAssigned }),
    assignment: assignedTo === null || assignedAt === null ? null : { practitionerId: assignedTo, practitionerName: assignedToName ?? '', at: assignedAt.toISOString() },
    causedBy: toCause({ deviceId, epoch, causeSequence }),
  };
}
