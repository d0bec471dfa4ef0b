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

export function startContact(): Contact {
  return { state: 'none', sinceMs: 0, lastGoodMs: null, sameBpm: null, sameSinceMs: 0, implausibleInRow: 0 };
}

/** Takes one reading; true when its number may be believed. Writes into `contact`. */
export function hearReading(contact: Contact, reading: HeartRateReading): boolean {
  const { tMs, heartRateBpm } = reading;
  if (reading.contact === 'lost' || heartRateBpm === 0) return doubt(contact, tMs);
  if (!(heartRateBpm >= minBpm && heartRateBpm <= maxBpm)) {
    contact.implausibleInRow++;
    return contact.implausibleInRow >= implausibleLimit ? doubt(contact, tMs) : false;
  }
  contact.implausibleInRow = 0;
  if (isConstant(contact, reading)) return doubt(contact, tMs);
  contact.lastGoodMs = tMs;
  trust(contact, tMs);
  return contact.state === 'ok';
}

/** Lets time pass, without a reading. Writes into `contact`. */
export function passTime(contact: Contact, tMs: number): void {
  if (contact.state === 'none') return;
  if (contact.lastGoodMs !== null && tMs - contact.lastGoodMs >= silenceMs) doubt(contact, tMs);
  if (contact.state === 'suspect' && tMs - contact.sinceMs >= suspectMs) enter(contact, 'lost', tMs);
}

/** A strap on a table goes on sending the last number, without intervals between beats. */
function isConstant(contact: Contact, { tMs, heartRateBpm, rrMs }: HeartRateReading): boolean {
  if (heartRateBpm !== contact.sameBpm || rrMs.length > 0) {
    contact.sameBpm = heartRateBpm;
    contact.sameSinceMs = tMs;
  }
  return tMs - contact.sameSinceMs > constantMs;
}

function doubt(contact: Contact, tMs: number): false {
  if (contact.state === 'ok' || contact.state === 'recovering' || contact.state === 'none') enter(contact, 'suspect', tMs);
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
