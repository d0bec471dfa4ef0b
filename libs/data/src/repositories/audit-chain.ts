import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { serverRows } from '../sql.js';

/** The newest event: written down somewhere else, it shows later whether the end of the chain was cut off. */
export interface AuditHead {
  position: number;
  /** Hexadecimal. */
  hash: string;
}

export interface AuditVerdict {
  checked: number;
  head: AuditHead;
  /** Where the chain does not hold, first of all; null: it holds. */
  broken: { position: number; why: string } | null;
}

interface ChainRow {
  position: number;
  text: string;
  hash: Buffer;
}

const pageSize = 5000;

/** What is hashed of a row; as the trigger of migration 0008 puts it together. */
const selectPage = `
  SELECT position, hash, concat_ws(E'\\x1f', position, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), actor_kind, coalesce(actor_id::text, '-'), action,
    subject_kind, coalesce(subject_id::text, '-'), coalesce(patient_id::text, '-'), coalesce(clinic_id::text, '-'), detail::text) AS text
  FROM audit_event WHERE position > $1 ORDER BY position LIMIT ${pageSize}`;

/** Goes through the whole chain, with hashes computed here and not by the database. `expected`: a head that was written down earlier. */
export async function verifyAuditChain(dataSource: DataSource, expected: AuditHead | null): Promise<AuditVerdict> {
  let before = Buffer.alloc(0);
  let position = 0;
  const verdict = (broken: AuditVerdict['broken']): AuditVerdict => ({ checked: position, head: { position, hash: before.toString('hex') }, broken });
  for (;;) {
    const page = await serverRows<ChainRow>(dataSource, selectPage, [position]);
    for (const row of page) {
      if (row.position !== position + 1) return verdict({ position: position + 1, why: 'is missing' });
      const hash = createHash('sha256').update(before).update(row.text, 'utf8').digest();
      if (!hash.equals(row.hash)) return verdict({ position: row.position, why: 'is not as it was written' });
      if (row.position === expected?.position && row.hash.toString('hex') !== expected.hash) return verdict({ position: row.position, why: 'is not the head that was written down' });
      [before, position] = [hash, row.position];
    }
    if (page.length < pageSize) break;
  }
  return verdict(expected !== null && expected.position > position ? { position: position + 1, why: 'is missing: the chain was longer' } : null);
}
