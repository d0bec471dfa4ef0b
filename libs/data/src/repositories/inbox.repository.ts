import type { DataSource } from 'typeorm';
import { firstRow, rows } from '../sql.js';
import { alertColumns, alertJoins, toAlertRecords, type AlertRecord, type AlertRow } from './alert-record.js';
import type { InboxChange } from './append-inbox.js';
import { inCare } from './in-care.js';

/** One line of a practitioner's inbox: the contract's `InboxEntry`, the alert as it is now. */
export interface InboxRecord {
  sequence: number;
  change: InboxChange;
  at: string;
  alert: AlertRecord;
}

type InboxRow = AlertRow & { inboxSequence: number; change: InboxChange; at: Date };

/** Entries about patients no longer in the practitioner's care are passed over. */
const selectAfter = `
  SELECT inbox.sequence AS "inboxSequence", inbox.change, inbox.at, ${alertColumns}
  FROM inbox JOIN alert ON alert.id = inbox.alert_id ${alertJoins}
  WHERE inbox.practitioner_id = $1 AND inbox.sequence > $2 AND ${inCare('alert.patient_id', '$1')}
  ORDER BY inbox.sequence LIMIT $3`;

export class InboxRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** At most `limit` entries after `sequence`, in order. */
  async after(practitionerId: string, sequence: number, limit: number): Promise<InboxRecord[]> {
    const found = await rows<InboxRow>(this.dataSource, selectAfter, [practitionerId, sequence, limit]);
    const alerts = toAlertRecords(this.dataSource, found.map(({ inboxSequence: _sequence, change: _change, at: _at, ...alert }) => alert));
    return found.map(({ inboxSequence, change, at }, i) => ({ sequence: inboxSequence, change, at: at.toISOString(), alert: alerts[i] }));
  }

  /** The newest sequence given out; 0 before the first. */
  async lastSequence(practitionerId: string): Promise<number> {
    const found = await firstRow<{ last: number }>(
      this.dataSource, 'SELECT inbox_sequence AS last FROM practitioner WHERE id = $1', [practitionerId]);
    return found?.last ?? 0;
  }
}
