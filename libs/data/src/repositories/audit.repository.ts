import type { DataSource, QueryRunner } from 'typeorm';
import { opened, sealed, sealedText } from '../sealed-columns.js';
import { rows, serverRows } from '../sql.js';

export interface AuditEvent {
  at: Date;
  actorKind: 'practitioner' | 'patient' | 'device' | 'system';
  actorId: string | null;
  /** Verb and noun, e.g. `acknowledge-alert`. */
  action: string;
  /** Of `patient`, `session`, `alert`, `prescription`, `reference`, `device`, `invitation`, `account` the database finds whose record it is. */
  subjectKind: string;
  subjectId: string | null;
  /** Ids and counts, never health data. */
  detail: Record<string, unknown>;
}

/** An event as an auditor or the patient reads it. */
export interface AuditRecord {
  position: number;
  at: string;
  actorKind: string;
  actorId: string | null;
  /** null: no practitioner. */
  actorName: string | null;
  action: string;
  subjectKind: string;
  subjectId: string | null;
  detail: Record<string, unknown>;
}

/** Newest first; `before` 0: from the newest on. */
export interface AuditPage {
  before: number;
  limit: number;
}

const insertEvent = `
  INSERT INTO audit_event (at, actor_kind, actor_id, action, subject_kind, subject_id, detail)
  VALUES ($1, $2, $3, $4, $5, $6, $7)`;

const selectEvents = (whose: string): string => `
  SELECT position, at, actor_kind AS "actorKind", actor_id AS "actorId", ${sealedText(sealed.practitionerName)} AS "actorName", action, subject_kind AS "subjectKind",
    subject_id AS "subjectId", detail
  FROM audit_event LEFT JOIN practitioner ON practitioner.id = audit_event.actor_id
  WHERE ${whose} AND ($2::bigint = 0 OR position < $2::bigint) ORDER BY position DESC LIMIT $3`;

/** Who saw or changed what; only ever appended, by the server, whoever asks. */
export class AuditRepository {
  constructor(private readonly dataSource: DataSource) {}

  async append(event: AuditEvent): Promise<void> {
    await appendAudit(this.dataSource, event);
  }

  async ofClinic(clinicId: string, { before, limit }: AuditPage): Promise<AuditRecord[]> {
    return this.read(selectEvents('audit_event.clinic_id = $1'), [clinicId, before, limit]);
  }

  /** Who saw or changed this patient's record. */
  async ofPatient(patientId: string, { before, limit }: AuditPage): Promise<AuditRecord[]> {
    return this.read(selectEvents('audit_event.patient_id = $1'), [patientId, before, limit]);
  }

  private async read(text: string, values: unknown[]): Promise<AuditRecord[]> {
    const found = await rows<Omit<AuditRecord, 'at'> & { at: Date }>(this.dataSource, text, values);
    return opened(this.dataSource, found, 'actorName').map((row) => ({ ...row, at: row.at.toISOString() }));
  }
}

/** The same inside the transaction of what it tells about, once that goes on as the server. */
export async function appendAudit(on: DataSource | QueryRunner, event: AuditEvent): Promise<void> {
  const { at, actorKind, actorId, action, subjectKind, subjectId, detail } = event;
  await serverRows(on, insertEvent, [at, actorKind, actorId, action, subjectKind, subjectId, JSON.stringify(detail)]);
}
