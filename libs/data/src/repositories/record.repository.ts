import type { DataSource } from 'typeorm';
import { recordTables } from '../row-security/tables.js';
import { opened, sealed, sealedColumns, sealedText, sealText } from '../sealed-columns.js';
import { inTransaction, rows } from '../sql.js';

export interface ConsentRecord {
  id: string;
  purpose: 'treatment' | 'research' | 'teaching';
  recipient: string;
  givenAt: Date;
  until: Date | null;
  withdrawnAt: Date | null;
}

export interface NewConsent extends Pick<ConsentRecord, 'id' | 'purpose' | 'recipient' | 'until'> {
  patientId: string;
  now: Date;
}

/** Who could see the record, since when and until when. */
export interface AccessRecord {
  displayName: string;
  since: Date;
  until: Date | null;
  /** They let themselves in; null: they were asked. */
  emergencyReason: string | null;
}

/** One line of an export. */
export interface ExportedRow {
  table: string;
  row: Record<string, unknown>;
}

const rowsAtOnce = 500;

/** A patient's own record, as the patient. */
export class RecordRepository {
  constructor(private readonly dataSource: DataSource) {}

  async consents(patientId: string): Promise<ConsentRecord[]> {
    const found = await rows<ConsentRecord>(this.dataSource, `
      SELECT id, purpose, ${sealedText(sealed.consentRecipient)} AS recipient, given_at AS "givenAt", until, withdrawn_at AS "withdrawnAt" FROM consent WHERE patient_id = $1 ORDER BY given_at DESC, id`, [patientId]);
    return opened(this.dataSource, found, 'recipient');
  }

  async consent({ id, patientId, purpose, recipient, until, now }: NewConsent): Promise<void> {
    await rows(this.dataSource, 'INSERT INTO consent (id, patient_id, purpose, recipient, given_at, until) VALUES ($1, $2, $3, $4, $5, $6)', [id, patientId, purpose, sealText(this.dataSource, { column: sealed.consentRecipient, ids: [patientId, id] }, recipient), now, until]);
  }

  /** False: this patient has no such consent in force. */
  async withdraw({ id, patientId, now }: { id: string; patientId: string; now: Date }): Promise<boolean> {
    const text = 'UPDATE consent SET withdrawn_at = $3 WHERE id = $1 AND patient_id = $2 AND withdrawn_at IS NULL RETURNING id';
    return (await rows(this.dataSource, text, [id, patientId, now])).length > 0;
  }

  async access(patientId: string): Promise<AccessRecord[]> {
    const found = await rows<AccessRecord>(this.dataSource, `
      SELECT ${sealedText(sealed.practitionerName)} AS "displayName", since, until, ${sealedText(sealed.emergencyReason)} AS "emergencyReason"
      FROM care_team JOIN practitioner ON practitioner.id = care_team.practitioner_id WHERE patient_id = $1 ORDER BY since DESC, practitioner.id`, [patientId]);
    return opened(this.dataSource, found, 'displayName', 'emergencyReason');
  }

  /**
   * Every row of every table of a record that the patient who asks can see, a few hundred at a time: row-level security is the
   * condition, so that a new table is part of it by its rule. All as of one moment.
   */
  async export(tell: (rowsOfRecord: ExportedRow[]) => Promise<void>): Promise<void> {
    await inTransaction(this.dataSource, async (runner) => {
      for (const table of recordTables) {
        const inClear = sealedColumns.filter((column) => column.table === table);
        const texts = inClear.map((column) => `'${column.column}', ${sealedText(column, 't')}`).join(', ');
        await runner.query(`DECLARE record_row NO SCROLL CURSOR FOR SELECT to_jsonb(t) || jsonb_build_object(${texts}) AS row FROM ${table} t`);
        for (;;) {
          const found = await rows<{ row: Record<string, unknown> }>(runner, `FETCH ${rowsAtOnce} FROM record_row`);
          for (const { row } of found) opened(runner, [row], ...inClear.map(({ column }) => column));
          if (found.length > 0) await tell(found.map(({ row }) => ({ table, row })));
          if (found.length < rowsAtOnce) break;
        }
        await runner.query('CLOSE record_row');
      }
    });
  }
}
