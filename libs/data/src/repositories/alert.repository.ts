import type { DataSource, QueryRunner } from 'typeorm';
import { firstRow, goOnAsServer, inTransaction, rows } from '../sql.js';
import { alertColumns, alertJoins, toAlertRecord, type AlertRecord, type AlertRow } from './alert-record.js';
import { appendInbox } from './append-inbox.js';
import { appendAudit } from './audit.repository.js';
import { inCare } from './in-care.js';

export interface Acknowledge {
  practitionerId: string;
  alertId: string;
  note: string;
  now: Date;
}

export interface Acknowledged {
  /** With the acknowledgement that counts: the first. */
  alert: AlertRecord;
  /** False: somebody had acknowledged it before; nothing was written. */
  isFirst: boolean;
  /** Whose inbox has something new. */
  practitionerIds: string[];
}

const inMyCare = inCare('alert.patient_id', '$1');

const lockAlert = `
  SELECT patient_id AS "patientId", acknowledged_at AS "acknowledgedAt"
  FROM alert WHERE ${inMyCare} AND id = $2 FOR NO KEY UPDATE`;

const writeAcknowledgement = `
  UPDATE alert SET acknowledged_by = $1, acknowledged_at = $3, acknowledgement_note = $4 WHERE id = $2`;

const selectAlert = `SELECT ${alertColumns} FROM alert ${alertJoins} WHERE ${inMyCare} AND alert.id = $2`;

/** The condition is still there, or it has passed and nobody has said that they saw it. */
const selectOpen = `
  SELECT ${alertColumns} FROM alert ${alertJoins}
  WHERE ${inMyCare} AND NOT alert.retrospective AND (alert.state = 'open' OR alert.acknowledged_at IS NULL)
  ORDER BY alert.raised_at DESC, alert.id LIMIT $2`;

export class AlertRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** null: no such alert, or not of a patient in this practitioner's care. */
  async acknowledge(request: Acknowledge): Promise<Acknowledged | null> {
    const { practitionerId, alertId } = request;
    return inTransaction(this.dataSource, async (runner) => {
      const found = await firstRow<{ patientId: string; acknowledgedAt: Date | null }>(runner, lockAlert, [practitionerId, alertId]);
      if (found === null) return null;
      const isFirst = found.acknowledgedAt === null;
      const practitionerIds = isFirst ? await writeFirst(runner, request, found.patientId) : [];
      const row = await firstRow<AlertRow>(runner, selectAlert, [practitionerId, alertId]);
      return row === null ? null : { alert: toAlertRecord(row), isFirst, practitionerIds };
    });
  }

  /** Newest first: open ones, and those that cleared before anybody acknowledged them. */
  async openAlerts(practitionerId: string, limit = 500): Promise<AlertRecord[]> {
    return (await rows<AlertRow>(this.dataSource, selectOpen, [practitionerId, limit])).map(toAlertRecord);
  }
}

/** Returns whose inbox has it now. */
async function writeFirst(runner: QueryRunner, { practitionerId, alertId, note, now }: Acknowledge, patientId: string): Promise<string[]> {
  await rows(runner, writeAcknowledgement, [practitionerId, alertId, now, note]);
  await goOnAsServer(runner);
  await appendAudit(runner, {
    at: now, actorKind: 'practitioner', actorId: practitionerId, action: 'acknowledge-alert',
    subjectKind: 'alert', subjectId: alertId, detail: {},
  });
  return appendInbox(runner, { patientId, alertIds: [alertId], change: 'acknowledged', now });
}
