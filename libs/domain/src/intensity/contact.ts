import type { HeartRateReading } from '../session/block.js';

/** Clinical B4: what may be believed about the strap's skin contact. `none`: no reading has come yet. */
export type ContactState = 'none' | 'ok' | 'suspect' | 'lost' | 'recovering';

/** Plain JSON. Times are session time, ms. */
export interface Contact {
  state: ContactState;
  /** Since when the state holds. */
  sinceMs: number;
  /** Newest plausible reading; null: none yet. */
  lastGoodMs: number | null;
  /** For a strap on a table: the value that does not change, and since when. */
  sameBpm: number | null;
  sameSinceMs: number;
  implausibleInRow: number;
  /** The strap has sent intervals between beats before: from then on their absence says something. */
  hasSentRr: boolean;
  /** From where on nothing that was measured is to be believed, once contact counts as lost. */
  staleFromMs: number;
}

/** Clinical 0.3. */
const minBpm = 25;
const maxBpm = 240;
/** Clinical B4 [P]. */
const implausibleLimit = 3;
const silenceMs = 3000;
const constantMs = 30_000;
const suspectMs = 10_000;
const recoveringMs = 5000;
/** A strap that has sent beats and goes on with one number without any lies on a table (feature A2). */
const constantAfterRrMs = 10_000;
/** More rejected beats than this share, of the last 10 s, is no contact (clinical B4 [P]). */
export const rejectedShareLimit = 0.2;

export function startContact(): Contact {
  return { state: 'none', sinceMs: 0, lastGoodMs: null, sameBpm: null, sameSinceMs: 0, implausibleInRow: 0, hasSentRr: false, staleFromMs: 0 };
}

/**
 * Takes one reading; true when its number may be believed. `rejectedShare`: of the beats of the last 10 s; null: too few to say.
 * Writes into `contact`.
 */
export function hearReading(contact: Contact, reading: HeartRateReading, rejectedShare: number | null): boolean {
  const { tMs, heartRateBpm } = reading;
  if (reading.contact === 'lost' || heartRateBpm === 0) return doubt(contact, tMs, tMs);
  if (!(heartRateBpm >= minBpm && heartRateBpm <= maxBpm)) {
    contact.implausibleInRow++;
    return contact.implausibleInRow >= implausibleLimit ? doubt(contact, tMs, tMs) : false;
  }
  contact.implausibleInRow = 0;
  if (isConstant(contact, reading)) return doubt(contact, tMs, contact.sameSinceMs);
  if (rejectedShare !== null && rejectedShare > rejectedShareLimit) return doubt(contact, tMs, tMs);
  contact.lastGoodMs = tMs;
  trust(contact, tMs);
  return contact.state === 'ok';
}

/** Lets time pass, without a reading. Writes into `contact`. */
export function passTime(contact: Contact, tMs: number): void {
  if (contact.state === 'none') return;
  if (contact.lastGoodMs !== null && tMs - contact.lastGoodMs >= silenceMs) doubt(contact, tMs, contact.lastGoodMs + 1);
  if (contact.state === 'suspect' && tMs - contact.sinceMs >= suspectMs) enter(contact, 'lost', tMs);
}

/** A strap on a table goes on sending the last number, without intervals between beats. */
function isConstant(contact: Contact, { tMs, heartRateBpm, rrMs }: HeartRateReading): boolean {
  if (rrMs.length > 0) contact.hasSentRr = true;
  if (heartRateBpm !== contact.sameBpm || rrMs.length > 0) {
    contact.sameBpm = heartRateBpm;
    contact.sameSinceMs = tMs;
  }
  return tMs - contact.sameSinceMs > (contact.hasSentRr ? constantAfterRrMs : constantMs);
}

function doubt(contact: Contact, tMs: number, staleFromMs: number): false {
  if (contact.state === 'suspect' || contact.state === 'lost') return false;
  enter(contact, 'suspect', tMs);
  contact.staleFromMs = staleFromMs;
  return false;
}

function trust(contact: Contact, tMs: number): void {
  if (contact.state === 'none') enter(contact, 'ok', tMs);
  if (contact.state === 'suspect' || contact.state === 'lost') enter(contact, 'recovering', tMs);
  if (contact.state === 'recovering' && tMs - contact.sinceMs >= recoveringMs) enter(contact, 'ok', tMs);
}

function enter(contact: Contact, state: ContactState, tMs: number): void {
  contact.state = state;
  contact.sinceMs = tMs;
}
