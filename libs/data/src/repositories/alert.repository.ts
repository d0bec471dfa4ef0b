import { endsByOutcome, needsOutcome, refuseSnooze } from '#libs/domain';
import type { DataSource, QueryRunner } from 'typeorm';
import { sealed, sealText } from '../sealed-columns.js';
import { firstRow, goOnAsServer, inTransaction, rows } from '../sql.js';
import { attendAlert, lockAlert, type DueAlert, type LockedAlert } from './alert-attention.sql.js';
import { alertColumns, alertJoins, toAlertRecords, type AlertOutcome, type AlertRecord, type AlertRow } from './alert-record.js';
import { appendInbox } from './append-inbox.js';
import { appendAudit } from './audit.repository.js';
import { careNow, inCare } from './in-care.js';

export interface Acknowledge {
  practitionerId: string;
  alertId: string;
  note: string;
  /** How it ended; needed for what is grave or was said by a person. */
  outcome: AlertOutcome | null;
  now: Date;
}

export interface Snooze {
  id: string;
  practitionerId: string;
  alertId: string;
  minutes: number;
  note: string;
  now: Date;
}

export interface Assign {
  practitionerId: string;
  alertId: string;
  /** A colleague in the patient's care team; null: nobody in particular. */
  assignTo: string | null;
  now: Date;
}

export interface Comment {
  id: string;
  practitionerId: string;
  alertId: string;
  words: string;
  now: Date;
}

/** `refusal`: why not, in words; then nothing was written. */
export interface Answered {
  /** With the acknowledgement that counts: the first since it last sounded. */
  alert: AlertRecord;
  refusal: string | null;
  /** False: somebody had acknowledged it before; nothing was written. */
  isFirst: boolean;
  /** Whose inbox has something new. */
  practitionerIds: string[];
  due: DueAlert | null;
}

const inMyCare = inCare('alert.patient_id', '$1');
const selectAlert = `SELECT ${alertColumns} FROM alert ${alertJoins} WHERE ${inMyCare} AND alert.id = $2`;

/** The condition is still there, or it has passed and nobody has said that they saw it. What is held back, or only a note, is for the record. */
const selectOpen = `
  SELECT ${alertColumns} FROM alert ${alertJoins}
  WHERE ${inMyCare} AND NOT alert.retrospective AND alert.priority <> 'info' AND alert.suppressed_by IS NULL
    AND (alert.state = 'open' OR alert.acknowledged_at IS NULL OR alert.sounding)
  ORDER BY alert.raised_at DESC, alert.id LIMIT $2`;

/** Whatever was found, also what rang nobody: notes, what was found afterwards, what a graver one held back. */
const selectRecord = `
  SELECT ${alertColumns}, alert.suppressed_by AS "heldBackBy" FROM alert ${alertJoins}
  WHERE ${inMyCare} AND alert.patient_id = $2 AND ($3::uuid IS NULL OR alert.session_id = $3)
  ORDER BY alert.raised_at DESC, alert.id LIMIT $4`;
const selectPatient = `SELECT id FROM patient WHERE id = $2 AND ${inCare('patient.id', '$1')}`;

/** A worker that decides at this moment would open again what a person ends: its commit must find another version. */
const fenceAnalysis = `UPDATE analysis SET version = version + 1 WHERE session_id = $1`;

const writeAcknowledgement = `
  UPDATE alert SET acknowledged_by = $2, acknowledged_at = $3, acknowledgement_note = $4, acknowledgement_outcome = $5, state = $6,
    cleared_ms = CASE WHEN $6 = 'cleared' THEN coalesce(cleared_ms, greatest(last_ms, extract(epoch FROM $3::timestamptz - coalesce((SELECT started_at FROM session WHERE session.id = alert.session_id), to_timestamp(0)))::float8 * 1000)) END
  WHERE id = $1`;

const snoozesBefore = `SELECT count(*)::int AS before FROM snooze WHERE patient_id = $3 AND session_id IS NOT DISTINCT FROM $1 AND priority = $2`;
const monitoringOf = `SELECT monitoring_required AS required FROM patient WHERE id = $1`;
const insertSnooze = `
  INSERT INTO snooze (id, alert_id, patient_id, session_id, rule_id, subject, priority, note, snoozed_by, at, until)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;

/** That they care for the patient is no scope of the asker, which was asked before, but a fact. */
const writeAssignment = `
  UPDATE alert SET assigned_to = $2, assigned_by = $3, assigned_at = $4
  WHERE id = $1 AND ($2::uuid IS NULL OR EXISTS (
    SELECT 1 FROM care_team JOIN account ON account.id = care_team.practitioner_id
    WHERE care_team.patient_id = alert.patient_id AND account.id = $2 AND account.disabled_at IS NULL AND ${careNow})) RETURNING id`;

const insertComment = 'INSERT INTO alert_comment (id, alert_id, patient_id, words, said_by, said_at) VALUES ($1, $2, $3, $4, $5, $6)';

/** What is done to an alert: the change of the locked row; a text refuses. `before`: it was done already. `unknown`: something that it names is not there. */
type Act = (runner: QueryRunner, alert: LockedAlert) => Promise<string | null | 'before' | 'unknown'>;

export class AlertRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** null: no such alert, or not of a patient in this practitioner's care. */
  async acknowledge(request: Acknowledge): Promise<Answered | null> {
    return this.answer(request, 'acknowledged', async (runner, alert) => {
      if (alert.isAcknowledged && !alert.sounding) return 'before';
      if (request.outcome === null && needsOutcome(alert)) return 'it needs an outcome';
      await writeAck(runner, alert, request);
      return null;
    });
  }

  /** null: no such alert, or not of a patient in this practitioner's care. */
  async snooze(request: Snooze): Promise<Answered | null> {
    return this.answer(request, 'snoozed', async (runner, alert) => {
      const refusal = refuseSnooze({ alert, minutes: request.minutes, ...(await silencesOf(runner, alert)) });
      if (refusal !== null) return refusal;
      await writeSnooze(runner, alert, request);
      return null;
    });
  }

  /** Rings at that colleague's console, backup or not; everybody sees whose it is. null: no such alert or colleague in this practitioner's care team. */
  async assign(request: Assign): Promise<Answered | null> {
    const { practitionerId, alertId, assignTo, now } = request;
    return this.answer(request, 'assigned', async (runner) => {
      if ((await firstRow(runner, writeAssignment, [alertId, assignTo, practitionerId, now])) === null) return 'unknown';
      await appendAudit(runner, { at: now, actorKind: 'practitioner', actorId: practitionerId, action: 'assign-alert', subjectKind: 'alert', subjectId: alertId, detail: { to: assignTo } });
      return null;
    });
  }

  /** null: no such alert, or not of a patient in this practitioner's care. */
  async comment(request: Comment): Promise<Answered | null> {
    const { id, practitionerId, alertId, words, now } = request;
    return this.answer(request, 'commented', async (runner, { patientId }) => {
      await rows(runner, insertComment, [id, alertId, patientId, sealText(runner, { column: sealed.commentWords, ids: [patientId, id] }, words), practitionerId, now]);
      await appendAudit(runner, { at: now, actorKind: 'practitioner', actorId: practitionerId, action: 'comment-alert', subjectKind: 'alert', subjectId: alertId, detail: { commentId: id } });
      return null;
    });
  }

  /** Newest first: open ones, and those that cleared before anybody acknowledged them. */
  async openAlerts(practitionerId: string, limit = 500): Promise<AlertRecord[]> {
    return toAlertRecords(this.dataSource, await rows<AlertRow>(this.dataSource, selectOpen, [practitionerId, limit]));
  }

  /** null: no such alert, or not of a patient in this practitioner's care. */
  async of(practitionerId: string, alertId: string): Promise<AlertRecord | null> {
    return toAlertRecords(this.dataSource, await rows<AlertRow>(this.dataSource, selectAlert, [practitionerId, alertId])).at(0) ?? null;
  }

  /** Newest first, of one session or of all. null: no such patient in this practitioner's care. */
  async ofRecord(practitionerId: string, { patientId, sessionId }: { patientId: string; sessionId: string | null }, limit = 200): Promise<(AlertRecord & { heldBackBy: string | null })[] | null> {
    if ((await firstRow(this.dataSource, selectPatient, [practitionerId, patientId])) === null) return null;
    const found = await rows<AlertRow & { heldBackBy: string | null }>(this.dataSource, selectRecord, [practitionerId, patientId, sessionId, limit]);
    const alerts = toAlertRecords(this.dataSource, found);
    return found.map(({ heldBackBy }, i) => ({ ...alerts[i], heldBackBy }));
  }

  /** Who may is asked as the person; what follows is written by the server, since inboxes and analyses are not theirs. */
  private async answer({ practitionerId, alertId, now }: { practitionerId: string; alertId: string; now: Date }, change: 'acknowledged' | 'snoozed' | 'assigned' | 'commented', act: Act): Promise<Answered | null> {
    return inTransaction(this.dataSource, async (runner) => {
      const seen = await firstRow<AlertRow>(runner, selectAlert, [practitionerId, alertId]);
      if (seen === null) return null;
      await goOnAsServer(runner);
      if (seen.sessionId !== null && endsByOutcome(seen.ruleId)) await rows(runner, fenceAnalysis, [seen.sessionId]);
      const alert = (await lockAlert(runner, alertId)) as LockedAlert;
      const refusal = await act(runner, alert);
      if (refusal === 'unknown') return null;
      const isWritten = refusal === null;
      const practitionerIds = isWritten ? await appendInbox(runner, { patientId: alert.patientId, alertIds: [alertId], change, now }) : [];
      const [answered] = toAlertRecords(runner, await rows<AlertRow>(runner, selectAlert, [practitionerId, alertId]));
      const due = isWritten && alert.dueAtMs !== null ? { alertId, dueAtMs: alert.dueAtMs } : null;
      return { alert: answered, refusal: refusal === 'before' ? null : refusal, isFirst: isWritten, practitionerIds, due };
    });
  }
}

/** An outcome ends what a person said, or a fall. What was found in a patient's history is over when somebody has reviewed it. Nothing else ends so. */
async function writeAck(runner: QueryRunner, alert: LockedAlert, { practitionerId, alertId, note, outcome, now }: Acknowledge): Promise<void> {
  if (alert.sessionId === null || (outcome !== null && endsByOutcome(alert.ruleId))) alert.state = 'cleared';
  await rows(runner, writeAcknowledgement, [alertId, practitionerId, now, sealText(runner, { column: sealed.acknowledgementNote, ids: [alert.patientId, alertId] }, note), outcome, alert.state]);
  await attendAlert(runner, alert, { event: 'acknowledged' }, now.getTime());
  await appendAudit(runner, {
    at: now, actorKind: 'practitioner', actorId: practitionerId, action: 'acknowledge-alert',
    subjectKind: 'alert', subjectId: alertId, detail: outcome === null ? {} : { outcome },
  });
}

async function silencesOf(runner: QueryRunner, { sessionId, patientId, priority }: LockedAlert): Promise<{ before: number; monitoringRequired: boolean }> {
  const counted = await firstRow<{ before: number }>(runner, snoozesBefore, [sessionId, priority, patientId]);
  const patient = await firstRow<{ required: boolean }>(runner, monitoringOf, [patientId]);
  return { before: counted?.before ?? 0, monitoringRequired: patient?.required ?? false };
}

async function writeSnooze(runner: QueryRunner, alert: LockedAlert, { id, practitionerId, minutes, note, now }: Snooze): Promise<void> {
  const untilMs = now.getTime() + minutes * 60_000;
  await rows(runner, insertSnooze, [id, alert.id, alert.patientId, alert.sessionId, alert.ruleId, alert.subject, alert.priority, sealText(runner, { column: sealed.snoozeNote, ids: [alert.patientId, id] }, note), practitionerId, now, new Date(untilMs)]);
  await attendAlert(runner, alert, { event: 'snoozed', untilMs }, now.getTime());
  await appendAudit(runner, { at: now, actorKind: 'practitioner', actorId: practitionerId, action: 'snooze-alert', subjectKind: 'alert', subjectId: alert.id, detail: { minutes, ruleId: alert.ruleId, priority: alert.priority } });
}
