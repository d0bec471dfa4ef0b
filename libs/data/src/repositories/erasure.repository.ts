import type { DataSource, QueryRunner } from 'typeorm';
import { ownedTables, type OwnedTable } from '../owned-tables.js';
import { opened, sealed, sealedText } from '../sealed-columns.js';
import { firstRow, firstServerRow, inServerTransaction, rows, serverRows } from '../sql.js';
import { appendAudit } from './audit.repository.js';

/** The contract's `Erasure`. */
export interface ErasureRecord {
  id: string;
  patientId: string;
  /** null: erased. */
  displayName: string | null;
  askedAt: Date;
  dueAt: Date;
  cancelledAt: Date | null;
  erasedAt: Date | null;
  /** A legal hold keeps it from being done. */
  isHeld: boolean;
  /** Rows that were deleted, by table. */
  counts: Record<string, number>;
}

export interface AskErasure {
  id: string;
  clinicId: string;
  patientId: string;
  askedBy: string;
  now: Date;
  dueAt: Date;
}

/** Whom the end of a record concerns at this moment. */
export interface Stopped {
  deviceIds: string[];
  accountIds: string[];
}

const rowsAtOnce = 2000;
/** From the moment the devices are cut off, what is on its way still comes in. */
const settlesMs = 10_000;

const isHeld = (patient: string): string => `EXISTS (SELECT 1 FROM legal_hold WHERE legal_hold.patient_id = ${patient} AND legal_hold.ended_at IS NULL)`;

const insertErasure = `
  INSERT INTO erasure (id, clinic_id, patient_id, asked_by, asked_at, due_at)
  SELECT $1, clinic_id, id, $4::uuid, $5, $6 FROM patient WHERE id = $3 AND clinic_id = $2 AND NOT ${isHeld('patient.id')}
  ON CONFLICT (patient_id) WHERE cancelled_at IS NULL DO NOTHING RETURNING id`;
const whyNot = `SELECT ${isHeld('patient.id')} AS "isHeld" FROM patient WHERE id = $2 AND clinic_id = $1`;
const cancel = `UPDATE erasure SET cancelled_at = $3 WHERE clinic_id = $1 AND patient_id = $2 AND cancelled_at IS NULL AND stopped_at IS NULL RETURNING id`;

const selectOfClinic = `
  SELECT erasure.id, erasure.patient_id AS "patientId", ${sealedText(sealed.patientName)} AS "displayName", asked_at AS "askedAt", due_at AS "dueAt", cancelled_at AS "cancelledAt",
    erased_at AS "erasedAt", ${isHeld('erasure.patient_id')} AS "isHeld", counts
  FROM erasure LEFT JOIN patient ON patient.id = erasure.patient_id WHERE erasure.clinic_id = $1 ORDER BY asked_at DESC, erasure.id LIMIT 200`;

const isDue = `cancelled_at IS NULL AND erased_at IS NULL AND due_at <= $1 AND NOT ${isHeld('erasure.patient_id')}`;

/** Nobody sees it, nothing is added to it, and no worker takes it up again. */
const stopStatements = [
  `UPDATE device_credential SET revoked_at = $2, changed_at = clock_timestamp() WHERE revoked_at IS NULL AND device_id IN (SELECT id FROM device WHERE patient_id = $1)`,
  `UPDATE device SET revoked_at = $2, revocation_reason = 'erasure' WHERE patient_id = $1 AND revoked_at IS NULL`,
  `UPDATE session SET state = 'finished', ended_at = coalesce(ended_at, $2) WHERE patient_id = $1 AND state <> 'finished'`,
  `UPDATE analysis SET version = version + 1, updated_at = $2 WHERE session_id IN (SELECT id FROM session WHERE patient_id = $1)`,
  `UPDATE account SET disabled_at = coalesce(disabled_at, $2) WHERE id = $1`,
  `UPDATE sign_in SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL`,
];
const endCare = `UPDATE care_team SET until = $2 WHERE patient_id = $1 AND (until IS NULL OR until > $2) RETURNING practitioner_id AS id`;

/** What is left of a patient is nothing but their number in the audit trail and here. As the server, but for what an admin asks. */
export class ErasureRepository {
  constructor(private readonly dataSource: DataSource) {}

  async ask({ id, clinicId, patientId, askedBy, now, dueAt }: AskErasure): Promise<'asked' | 'asked before' | 'held' | 'unknown'> {
    if ((await firstRow(this.dataSource, insertErasure, [id, clinicId, patientId, askedBy, now, dueAt])) !== null) return 'asked';
    const found = await firstRow<{ isHeld: boolean }>(this.dataSource, whyNot, [clinicId, patientId]);
    if (found === null) return 'unknown';
    return found.isHeld ? 'held' : 'asked before';
  }

  /** The id of the erasure that will not be done; null: none waits, or it has begun. */
  async cancel({ clinicId, patientId, now }: { clinicId: string; patientId: string; now: Date }): Promise<string | null> {
    return (await firstRow<{ id: string }>(this.dataSource, cancel, [clinicId, patientId, now]))?.id ?? null;
  }

  /** Newest first. */
  async ofClinic(clinicId: string): Promise<ErasureRecord[]> {
    return opened(this.dataSource, await rows<ErasureRecord>(this.dataSource, selectOfClinic, [clinicId]), 'displayName');
  }

  /** Of this patient, the one that waits. */
  async waitingOf(patientId: string): Promise<Pick<ErasureRecord, 'askedAt' | 'dueAt'>[]> {
    return rows(this.dataSource, 'SELECT asked_at AS "askedAt", due_at AS "dueAt" FROM erasure WHERE patient_id = $1 AND cancelled_at IS NULL', [patientId]);
  }

  async due(now: Date): Promise<string[]> {
    return (await serverRows<{ id: string }>(this.dataSource, `SELECT id FROM erasure WHERE ${isDue} ORDER BY due_at LIMIT 20`, [now])).map(({ id }) => id);
  }

  /** The first step. null: not due, or taken before. */
  async stop(id: string, now: Date): Promise<Stopped | null> {
    return inServerTransaction(this.dataSource, async (runner) => {
      const found = await firstServerRow<{ patientId: string }>(runner, `UPDATE erasure SET stopped_at = $1 WHERE id = $2 AND stopped_at IS NULL AND ${isDue} RETURNING patient_id AS "patientId"`, [now, id]);
      if (found === null) return null;
      for (const statement of stopStatements) await serverRows(runner, statement, [found.patientId, now]);
      const carers = await serverRows<{ id: string }>(runner, endCare, [found.patientId, now]);
      const devices = await serverRows<{ id: string }>(runner, 'SELECT id FROM device WHERE patient_id = $1', [found.patientId]);
      return { deviceIds: devices.map((each) => each.id), accountIds: [found.patientId, ...carers.map((each) => each.id)] };
    });
  }

  /**
   * The second step, once what was on its way has come in: every row of every table, in small transactions. Dies and goes on where it
   * was. False: not yet. Rejects when something is left; then it is tried again.
   */
  async erase(id: string, now: Date): Promise<boolean> {
    const found = await firstServerRow<{ patientId: string }>(
      this.dataSource, `SELECT patient_id AS "patientId" FROM erasure WHERE id = $2 AND stopped_at <= $3 AND ${isDue}`, [now, id, new Date(now.getTime() - settlesMs)]);
    if (found === null) return false;
    const tables = await ownedTables(this.dataSource);
    for (const table of tables) await this.empty(table, id, found.patientId);
    await inServerTransaction(this.dataSource, (runner) => finish(runner, { id, patientId: found.patientId, tables, now }));
    return true;
  }

  private async empty({ table, isTheirs }: OwnedTable, id: string, patientId: string): Promise<void> {
    const text = `
      WITH gone AS (DELETE FROM ${table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE ${isTheirs} LIMIT ${rowsAtOnce})) RETURNING 1), counted AS (SELECT count(*)::int AS n FROM gone)
      UPDATE erasure SET counts = counts || CASE WHEN n = 0 THEN '{}' ELSE jsonb_build_object('${table}', coalesce((counts->>'${table}')::int, 0) + n) END
      FROM counted WHERE erasure.id = $2 RETURNING n`;
    for (;;) {
      const counted = await firstServerRow<{ n: number }>(this.dataSource, text, [patientId, id]);
      if ((counted?.n ?? 0) < rowsAtOnce) return;
    }
  }
}

/** Looks once more into every table; only then it is said, in the trail too, with how much it was. */
async function finish(runner: QueryRunner, { id, patientId, tables, now }: { id: string; patientId: string; tables: OwnedTable[]; now: Date }): Promise<void> {
  for (const { table, isTheirs } of tables) {
    if ((await serverRows(runner, `SELECT 1 FROM ${table} WHERE ${isTheirs} LIMIT 1`, [patientId])).length > 0) throw new Error(`erasure ${id}: something is left in ${table}`);
  }
  const done = await firstServerRow<{ counts: Record<string, number> }>(runner, 'UPDATE erasure SET erased_at = $2 WHERE id = $1 AND erased_at IS NULL RETURNING counts', [id, now]);
  if (done === null) return;
  const deleted = Object.values(done.counts).reduce((sum, n) => sum + n, 0);
  await appendAudit(runner, { at: now, actorKind: 'system', actorId: null, action: 'erase-record', subjectKind: 'erasure', subjectId: id, detail: { tables: Object.keys(done.counts).length, rows: deleted } });
}
