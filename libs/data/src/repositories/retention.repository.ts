import type { DataSource } from 'typeorm';
import { opened, sealed, sealedText, sealText } from '../sealed-columns.js';
import { firstRow, firstServerRow, rows, serverRows } from '../sql.js';

/** The contract's `Retention`. Days. */
export interface RetentionTerms {
  /** Packets of finished sessions; null: they are kept. */
  rawDays: number | null;
  quarantineDays: number;
  /** Sign-ins that are over. */
  signInDays: number;
}

/** The contract's `LegalHold`. */
export interface LegalHoldRecord {
  patientId: string;
  reason: string;
  heldAt: Date;
}

export interface NewHold {
  id: string;
  clinicId: string;
  patientId: string;
  reason: string;
  heldBy: string;
  now: Date;
}

/** What one run took away from one clinic. */
export interface Removed {
  sessions: number;
  packets: number;
  quarantine: number;
  signIns: number;
  /** Invitations and codes that nobody can use any more, challenges, tokens. */
  leftovers: number;
}

/** Where a clinic has said nothing. [P] */
export const usualRetention: RetentionTerms = { rawDays: null, quarantineDays: 30, signInDays: 90 };
const leftoverDays = 30;
const rowsAtOnce = 2000;

const selectTerms = `SELECT raw_days AS "rawDays", quarantine_days AS "quarantineDays", sign_in_days AS "signInDays" FROM retention WHERE clinic_id = $1`;
const upsertTerms = `
  INSERT INTO retention (clinic_id, raw_days, quarantine_days, sign_in_days, set_by, set_at) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (clinic_id) DO UPDATE SET raw_days = excluded.raw_days, quarantine_days = excluded.quarantine_days, sign_in_days = excluded.sign_in_days,
    set_by = excluded.set_by, set_at = excluded.set_at`;

const insertHold = `
  INSERT INTO legal_hold (id, patient_id, reason, held_by, held_at) SELECT $1, id, $4, $5::uuid, $6 FROM patient WHERE id = $3 AND clinic_id = $2
  ON CONFLICT (patient_id) WHERE ended_at IS NULL DO NOTHING RETURNING id`;
const isOfClinic = 'SELECT 1 FROM patient WHERE id = $2 AND clinic_id = $1';
const endHold = `
  UPDATE legal_hold SET ended_at = $3 FROM patient WHERE patient.id = legal_hold.patient_id AND patient.clinic_id = $1 AND patient_id = $2 AND ended_at IS NULL RETURNING legal_hold.id`;
const selectHolds = `
  SELECT patient_id AS "patientId", ${sealedText(sealed.holdReason)} AS reason, held_at AS "heldAt" FROM legal_hold JOIN patient ON patient.id = legal_hold.patient_id
  WHERE patient.clinic_id = $1 AND ended_at IS NULL ORDER BY held_at DESC`;

const isHeld = (patient: string): string => `EXISTS (SELECT 1 FROM legal_hold WHERE legal_hold.patient_id = ${patient} AND legal_hold.ended_at IS NULL)`;
/** Somebody who gave their data to research keeps them for it, for as long as they wish. */
const isForResearch = (patient: string): string =>
  `EXISTS (SELECT 1 FROM consent WHERE consent.patient_id = ${patient} AND purpose = 'research' AND withdrawn_at IS NULL AND (consent.until IS NULL OR consent.until > now()))`;

/** Finished, with everything that is made of its packets made. */
const selectExpired = `
  SELECT session.id FROM session JOIN patient ON patient.id = session.patient_id
  WHERE patient.clinic_id = $1 AND session.state = 'finished' AND coalesce(session.ended_at, session.started_at) < $2
    AND NOT ${isHeld('patient.id')} AND NOT ${isForResearch('patient.id')}
    AND NOT EXISTS (SELECT 1 FROM reference WHERE reference.session_id = session.id AND reference.state = 'building')
    AND EXISTS (SELECT 1 FROM stream JOIN packet ON packet.stream_id = stream.id WHERE stream.session_id = session.id)
  ORDER BY session.started_at LIMIT 20`;
const markRemoved = 'UPDATE session SET raw_removed_at = $2 WHERE id = $1 AND raw_removed_at IS NULL';

/** At most so many at once. */
const someOf = (table: string, condition: string): string => `
  WITH gone AS (DELETE FROM ${table} WHERE ctid = ANY (ARRAY(SELECT ${table}.ctid FROM ${table} WHERE ${condition} LIMIT ${rowsAtOnce})) RETURNING 1) SELECT count(*)::int AS n FROM gone`;
const ofAccount = (table: string): string => `EXISTS (SELECT 1 FROM account WHERE account.id = ${table}.account_id AND account.clinic_id = $1)`;

const packetsOf = someOf('packet', 'packet.stream_id = ANY (ARRAY(SELECT id FROM stream WHERE session_id = $1))');
const quarantineOf = someOf('quarantine', `received_at < $2 AND EXISTS (SELECT 1 FROM device WHERE device.id = quarantine.device_id AND device.clinic_id = $1 AND NOT ${isHeld('device.patient_id')})`);
/** From a device that nobody knows: no clinic's. */
const strayQuarantine = someOf('quarantine', `received_at < $1 AND NOT EXISTS (SELECT 1 FROM device WHERE device.id = quarantine.device_id)`);
const signInsOf = someOf('sign_in', `coalesce(ended_at, expires_at) < $2 AND ${ofAccount('sign_in')}`);
const leftoversOf = [
  someOf('sign_in_challenge', `expires_at < $2 AND ${ofAccount('sign_in_challenge')}`),
  someOf('device_claim', `clinic_id = $1 AND expires_at < $2 AND confirmed_at IS NULL`),
  someOf('invitation', `clinic_id = $1 AND expires_at < $2 AND accepted_at IS NULL`),
];

/** How long what is kept, and what must be kept. Settings as an admin; removal as the server. */
export class RetentionRepository {
  constructor(private readonly dataSource: DataSource) {}

  async terms(clinicId: string): Promise<RetentionTerms> {
    return (await firstRow<RetentionTerms>(this.dataSource, selectTerms, [clinicId])) ?? usualRetention;
  }

  async setTerms({ clinicId, setBy, now, terms: { rawDays, quarantineDays, signInDays } }: { clinicId: string; setBy: string; now: Date; terms: RetentionTerms }): Promise<void> {
    await rows(this.dataSource, upsertTerms, [clinicId, rawDays, quarantineDays, signInDays, setBy, now]);
  }

  async holds(clinicId: string): Promise<LegalHoldRecord[]> {
    return opened(this.dataSource, await rows<LegalHoldRecord>(this.dataSource, selectHolds, [clinicId]), 'reason');
  }

  /** Nothing of this record is removed or erased until the hold is ended. */
  async hold({ id, clinicId, patientId, reason, heldBy, now }: NewHold): Promise<'held' | 'held before' | 'unknown'> {
    const sealedReason = sealText(this.dataSource, { column: sealed.holdReason, ids: [patientId, id] }, reason);
    if ((await firstRow(this.dataSource, insertHold, [id, clinicId, patientId, sealedReason, heldBy, now])) !== null) return 'held';
    return (await firstRow(this.dataSource, isOfClinic, [clinicId, patientId])) === null ? 'unknown' : 'held before';
  }

  /** False: no such patient in this clinic, or no hold. */
  async endHold({ clinicId, patientId, now }: { clinicId: string; patientId: string; now: Date }): Promise<boolean> {
    return (await rows(this.dataSource, endHold, [clinicId, patientId, now])).length > 0;
  }

  async clinicIds(): Promise<string[]> {
    return (await serverRows<{ id: string }>(this.dataSource, 'SELECT id FROM clinic ORDER BY id')).map(({ id }) => id);
  }

  /** Takes away what is older than this clinic keeps it, a few thousand rows a transaction. */
  async remove(clinicId: string, now: Date): Promise<Removed> {
    const { rawDays, quarantineDays, signInDays } = (await firstServerRow<RetentionTerms>(this.dataSource, selectTerms, [clinicId])) ?? usualRetention;
    const raw = rawDays === null ? { sessions: 0, packets: 0 } : await this.removeRaw(clinicId, daysBefore(now, rawDays), now);
    let leftovers = 0;
    for (const text of leftoversOf) leftovers += await this.all(text, [clinicId, daysBefore(now, leftoverDays)]);
    return {
      ...raw,
      quarantine: await this.all(quarantineOf, [clinicId, daysBefore(now, quarantineDays)]),
      signIns: await this.all(signInsOf, [clinicId, daysBefore(now, signInDays)]),
      leftovers,
    };
  }

  /** What no clinic owns. */
  async removeStray(now: Date): Promise<number> {
    return this.all(strayQuarantine, [daysBefore(now, usualRetention.quarantineDays)]);
  }

  /** Marked before anything goes: from then on nobody analyses it again. */
  private async removeRaw(clinicId: string, before: Date, now: Date): Promise<Pick<Removed, 'sessions' | 'packets'>> {
    const removed = { sessions: 0, packets: 0 };
    for (;;) {
      const expired = await serverRows<{ id: string }>(this.dataSource, selectExpired, [clinicId, before]);
      for (const { id } of expired) {
        await serverRows(this.dataSource, markRemoved, [id, now]);
        removed.packets += await this.all(packetsOf, [id]);
        removed.sessions++;
      }
      if (expired.length === 0) return removed;
    }
  }

  private async all(text: string, values: unknown[]): Promise<number> {
    let total = 0;
    for (;;) {
      const n = (await firstServerRow<{ n: number }>(this.dataSource, text, values))?.n ?? 0;
      total += n;
      if (n < rowsAtOnce) return total;
    }
  }
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 86_400_000);
}
