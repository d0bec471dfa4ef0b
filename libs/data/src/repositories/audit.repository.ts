import type { DataSource, QueryRunner } from 'typeorm';
import { serverRows } from '../sql.js';

export interface AuditEvent {
  at: Date;
  actorKind: 'practitioner' | 'patient' | 'device' | 'system';
  actorId: string | null;
  /** Verb and noun, e.g. `acknowledge-alert`. */
  action: string;
  subjectKind: string;
  subjectId: string | null;
  /** Ids and counts, never health data. */
  detail: Record<string, unknown>;
}

const insertEvent = `
  INSERT INTO audit_event (at, actor_kind, actor_id, action, subject_kind, subject_id, detail)
  VALUES ($1, $2, $3, $4, $5, $6, $7)`;

/** Who saw or changed what; only ever appended. */
export class AuditRepository {
  constructor(private readonly dataSource: DataSource) {}

  async append(event: AuditEvent): Promise<void> {
    await appendAudit(this.dataSource, event);
  }
}

/** The same inside the transaction of what it tells about, once that goes on as the server. */
export async function appendAudit(on: DataSource | QueryRunner, event: AuditEvent): Promise<void> {
  const { at, actorKind, actorId, action, subjectKind, subjectId, detail } = event;
  await serverRows(on, insertEvent, [at, actorKind, actorId, action, subjectKind, subjectId, JSON.stringify(detail)]);
}
