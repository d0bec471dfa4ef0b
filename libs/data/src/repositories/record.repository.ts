import type { DataSource } from 'typeorm';
import { recordTables } from '../row-security/tables.js';
import { byName, opened, sealed, sealedColumns, sealedText, sealText } from '../sealed-columns.js';
import { goOnAsServer, inServerTransaction, inTransaction, rows, serverRows } from '../sql.js';
import { careNow } from './in-care.js';

export interface ConsentRecord {
  id: string;
  purpose: 'treatment' | 'research' | 'teaching';
  recipient: string;
  /** The recipient sees the record by it. */
  opensRecord: boolean;
  givenAt: Date;
  until: Date | null;
  withdrawnAt: Date | null;
}

export interface NewConsent extends Pick<ConsentRecord, 'id' | 'purpose' | 'recipient' | 'until'> {
  patientId: string;
  now: Date;
}

/** The clinic's therapist sees the record from now on. */
export interface Share extends Omit<NewConsent, 'purpose' | 'recipient'> {
  practitionerId: string;
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

/** Open accounts of therapists of the patient's clinic who are not in the care team. */
const outsideTherapists = `
  FROM practitioner JOIN account ON account.id = practitioner.id JOIN patient ON patient.clinic_id = practitioner.clinic_id
  WHERE patient.id = $1 AND 'therapist' = ANY (account.roles) AND account.disabled_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM care_team WHERE care_team.patient_id = patient.id AND care_team.practitioner_id = practitioner.id AND ${careNow})`;
const insertConsent = 'INSERT INTO consent (id, patient_id, purpose, recipient, given_at, until) VALUES ($1, $2, $3, $4, $5, $6)';

/** A patient's own record, as the patient. */
export class RecordRepository {
  constructor(private readonly dataSource: DataSource) {}

  async consents(patientId: string): Promise<ConsentRecord[]> {
    const found = await rows<ConsentRecord>(this.dataSource, `
      SELECT id, purpose, ${sealedText(sealed.consentRecipient)} AS recipient, EXISTS (SELECT 1 FROM care_team WHERE care_team.consent_id = consent.id) AS "opensRecord", given_at AS "givenAt", until, withdrawn_at AS "withdrawnAt" FROM consent WHERE patient_id = $1 ORDER BY given_at DESC, id`, [patientId]);
    return opened(this.dataSource, found, 'recipient');
  }

  async consent({ id, patientId, purpose, recipient, until, now }: NewConsent): Promise<void> {
    await rows(this.dataSource, insertConsent, [id, patientId, purpose, sealText(this.dataSource, { column: sealed.consentRecipient, ids: [patientId, id] }, recipient), now, until]);
  }

  /** As the server: who works there and in which role is not the patient's to read. */
  async therapistsOutside(patientId: string): Promise<{ id: string; displayName: string }[]> {
    const found = await serverRows<{ id: string; displayName: string }>(this.dataSource, `SELECT practitioner.id, ${sealedText(sealed.practitionerName)} AS "displayName" ${outsideTherapists}`, [patientId]);
    return opened(this.dataSource, found, 'displayName').sort(byName);
  }

  /** The patient's word lets the therapist into the care team. False: no such therapist outside of it. */
  async share({ id, patientId, practitionerId, until, now }: Share): Promise<boolean> {
    return inServerTransaction(this.dataSource, async (runner) => {
      await serverRows(runner, 'SELECT id FROM patient WHERE id = $1 FOR NO KEY UPDATE', [patientId]);
      const found = await serverRows<{ displayName: string }>(runner, `SELECT ${sealedText(sealed.practitionerName)} AS "displayName" ${outsideTherapists} AND practitioner.id = $2`, [patientId, practitionerId]);
      if (found.length === 0) return false;
      const recipient = sealText(runner, { column: sealed.consentRecipient, ids: [patientId, id] }, opened(runner, found, 'displayName')[0].displayName);
      await serverRows(runner, insertConsent, [id, patientId, 'treatment', recipient, now, until]);
      await serverRows(runner, 'INSERT INTO care_team (patient_id, practitioner_id, since, until, consent_id) VALUES ($1, $2, $3, $4, $5)', [patientId, practitionerId, now, until, id]);
      return true;
    });
  }

  /** Who sees the record no more by it; null: this patient has no such consent in force. */
  async withdraw({ id, patientId, now }: { id: string; patientId: string; now: Date }): Promise<string[] | null> {
    return inTransaction(this.dataSource, async (runner) => {
      const text = 'UPDATE consent SET withdrawn_at = $3 WHERE id = $1 AND patient_id = $2 AND withdrawn_at IS NULL RETURNING id';
      if ((await rows(runner, text, [id, patientId, now])).length === 0) return null;
      await goOnAsServer(runner);
      const ended = await serverRows<{ id: string }>(runner, `UPDATE care_team SET until = $2 WHERE consent_id = $1 AND (until IS NULL OR until > $2) RETURNING practitioner_id AS id`, [id, now]);
      return ended.map((each) => each.id);
    });
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
