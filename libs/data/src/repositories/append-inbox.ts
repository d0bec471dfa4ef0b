import type { QueryRunner } from 'typeorm';
import { goOnAsServer, rows } from '../sql.js';
import { careNow } from './in-care.js';

export type InboxChange = 'raised' | 'updated' | 'cleared' | 'acknowledged' | 'repeated' | 'escalated' | 'snoozed' | 'assigned' | 'commented' | 'instruction-shown' | 'instruction-unconfirmed';

export interface InboxAppend {
  patientId: string;
  /** One entry each, in this order. */
  alertIds: string[];
  change: InboxChange;
  now: Date;
}

const lockCarers = `
  SELECT id FROM practitioner
  WHERE id IN (SELECT practitioner_id FROM care_team WHERE patient_id = ANY($1::uuid[]) AND ${careNow})
  ORDER BY id FOR NO KEY UPDATE`;

const insertEntries = `
  WITH entry AS (
    SELECT carer.practitioner_id, given.alert_id, given.change, given.at,
      row_number() OVER (PARTITION BY carer.practitioner_id ORDER BY given.ordinal) AS place
    FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[]) WITH ORDINALITY AS given(patient_id, alert_id, change, at, ordinal)
    JOIN (SELECT DISTINCT patient_id, practitioner_id FROM care_team WHERE ${careNow}) carer USING (patient_id)
    WHERE carer.practitioner_id = ANY($5::uuid[])),
  numbered AS (
    UPDATE practitioner SET inbox_sequence = inbox_sequence + taken.entries
    FROM (SELECT practitioner_id, count(*) AS entries FROM entry GROUP BY practitioner_id) taken
    WHERE practitioner.id = taken.practitioner_id
    RETURNING practitioner.id, inbox_sequence - taken.entries AS before)
  INSERT INTO inbox (practitioner_id, sequence, alert_id, change, at)
  SELECT entry.practitioner_id, numbered.before + entry.place, entry.alert_id, entry.change, entry.at
  FROM entry JOIN numbered ON numbered.id = entry.practitioner_id`;

/**
 * Tells every carer of a patient, inside the caller's transaction; returns who they are. A carer's row stays locked
 * until commit, so sequences have no gap and become visible in order. To exclude deadlocks call it once, last in the
 * transaction, with everything there is to tell: rows are locked in the order of their id. The inboxes of others are not the
 * caller's to see, so the transaction goes on as the server.
 */
export async function appendInbox(runner: QueryRunner, ...changes: InboxAppend[]): Promise<string[]> {
  const entries = changes.flatMap(({ alertIds, ...rest }) => alertIds.map((alertId) => ({ ...rest, alertId })));
  if (entries.length === 0) return [];
  await goOnAsServer(runner);
  const patientIds = entries.map((entry) => entry.patientId);
  const carers = (await rows<{ id: string }>(runner, lockCarers, [patientIds])).map(({ id }) => id);
  await rows(runner, insertEntries, [
    patientIds,
    entries.map((entry) => entry.alertId),
    entries.map((entry) => entry.change),
    entries.map((entry) => entry.now.toISOString()),
    carers,
  ]);
  return carers;
}
