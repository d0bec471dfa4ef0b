import type { Packet } from './packet.js';

/**
 * What a device keeps until it is durable: every packet, until the server's watermark covers it. A broker's acknowledgement
 * promises nothing (reliability E1, E20). Pure: time and randomness are given.
 */
export interface Outbox {
  /** By sequence, ascending. */
  kept: Map<number, Kept>;
  /** The same by lane: to send or to forget costs by what may be on its way, and not by what waits behind it, which may be an hour of movement. */
  lanes: Record<Lane, Map<number, Kept>>;
  /** Smoothed time from the first sending to the watermark, ms; null before the first. */
  roundTripMs: number | null;
  /** So many packets of a lane may be on their way. */
  window: Record<Lane, number>;
  /** When the window of the movement may grow again, ms. */
  growAtMs: number;
  /** Newest sending of what was covered, ms: what was sent before and is not covered was lost. */
  arrivedMs: number;
}

/**
 * Movement is nine packets of ten and can be judged later. A heart rate, a mark or a battery cannot wait behind it: it has a window of its own, so that a
 * server that is behind gets it in time (features B6). The end of a stream is of its movement: nothing may come after it.
 */
export type Lane = 'movement' | 'urgent';

/** null: nobody could read it. */
export function laneOf(kind: Packet['kind'] | null): Lane {
  return kind === 'heart-rate' || kind === 'event' || kind === 'battery' ? 'urgent' : 'movement';
}

interface Kept {
  bytes: Uint8Array;
  /** On this connection; null: not yet. */
  firstSentAtMs: number | null;
  sentAtMs: number;
  /** When it is sent again, unless it is covered by then. */
  againAtMs: number;
  sends: number;
}

/** From the server: everything up to `contiguous` is durable, and the ranges in `sack` above it. */
export interface Watermark {
  epoch: string;
  contiguous: number;
  sack: [number, number][];
}

const mostOnTheirWay = 64;
const fewestOnTheirWay = 4;
/** A thousand devices that begin at once must not have sent 64 each before any of them learns that it is too much. Six sensors need no more (RFC 5681, 3.1: slow start). */
const firstOnTheirWay = 8;
const shortestRetryMs = 1000;
const longestRetryMs = 30_000;
const retryRoundTrips = 4;
/** RFC 6298, section 2. */
const smoothing = 1 / 8;
/** A watermark comes every 200 ms. When none has come for this long the server is behind, and what waits there makes everything late, heart rates too [P]. */
const slowMs = 2000;

export function startOutbox(): Outbox {
  return { kept: new Map(), lanes: { movement: new Map(), urgent: new Map() }, roundTripMs: null, window: { movement: firstOnTheirWay, urgent: mostOnTheirWay }, growAtMs: 0, arrivedMs: -Infinity };
}

export function keep(outbox: Outbox, sequence: number, bytes: Uint8Array, lane: Lane): void {
  const packet: Kept = { bytes, firstSentAtMs: null, sentAtMs: 0, againAtMs: 0, sends: 0 };
  outbox.kept.set(sequence, packet);
  outbox.lanes[lane].set(sequence, packet);
}

/** What is to be sent now, lowest sequence first, marked as sent. `random` (0 to 1) spreads what is sent again over time. */
export function due(outbox: Outbox, nowMs: number, random: number): { sequence: number; bytes: Uint8Array; again: boolean }[] {
  const sending: { sequence: number; bytes: Uint8Array; again: boolean }[] = [];
  for (const lane of ['urgent', 'movement'] as const) {
    let place = 0;
    for (const [sequence, packet] of outbox.lanes[lane]) {
      if (++place > outbox.window[lane]) break;
      if (place === 1 && lane === 'movement') restrain(outbox, packet, nowMs);
      if (packet.firstSentAtMs !== null && (nowMs < packet.againAtMs || !isLost(outbox, packet, place))) continue;
      sending.push({ sequence, bytes: packet.bytes, again: packet.sends > 0 });
      packet.firstSentAtMs ??= nowMs;
      packet.sentAtMs = nowMs;
      packet.sends++;
      packet.againAtMs = nowMs + retryMs(outbox, packet.sends) * (1 + random);
    }
  }
  return sending.sort((a, b) => a.sequence - b.sequence);
}

/** Something that was sent later has arrived; or it is the first of its lane, sent again to learn whether anything arrives (RFC 6298, 5.4): a slow server is not sent all of it again. */
function isLost({ arrivedMs }: Outbox, { sentAtMs }: Kept, place: number): boolean {
  return sentAtMs < arrivedMs || place === 1;
}

/** As after a loss in TCP (RFC 5681, 3.1): start anew with few, so that what waits at the server stays short, however many devices there are. */
function restrain(outbox: Outbox, { firstSentAtMs }: Kept, nowMs: number): void {
  if (firstSentAtMs !== null && nowMs - firstSentAtMs > slowMs) outbox.window.movement = fewestOnTheirWay;
}

function retryMs({ roundTripMs }: Outbox, sends: number): number {
  const base = Math.max(shortestRetryMs, retryRoundTrips * (roundTripMs ?? 0));
  return Math.min(longestRetryMs, base * 2 ** (sends - 1));
}

/** Forgets what is durable; returns the sequences. */
export function cover(outbox: Outbox, { contiguous, sack }: Watermark, nowMs: number): number[] {
  const covered: number[] = [];
  for (const lane of Object.values(outbox.lanes)) {
    let place = 0;
    for (const [sequence, { firstSentAtMs, sentAtMs }] of lane) {
      // Nothing behind it was sent yet.
      if (++place > mostOnTheirWay) break;
      if (sequence > contiguous && !sack.some(([from, to]) => sequence >= from && sequence <= to)) continue;
      covered.push(sequence);
      lane.delete(sequence);
      if (firstSentAtMs === null) continue;
      measure(outbox, nowMs - firstSentAtMs);
      outbox.arrivedMs = Math.max(outbox.arrivedMs, sentAtMs);
    }
  }
  for (const sequence of covered) outbox.kept.delete(sequence);
  if (covered.length > 0) grow(outbox, nowMs);
  return covered.sort((a, b) => a - b);
}

/**
 * From the *first* sending, also of what was sent again. Karn & Partridge (1987) leave those out, and then a server that is slow for all is never measured:
 * everything is sent again, for ever, and three packets of four that it gets are copies. Too long an estimate costs a wait. It rises at once and falls slowly.
 */
function measure(outbox: Outbox, tookMs: number): void {
  const before = outbox.roundTripMs ?? tookMs;
  outbox.roundTripMs = tookMs > before ? tookMs : before + smoothing * (tookMs - before);
}

/** Additive increase, once a round trip (RFC 5681, 3.1). */
function grow(outbox: Outbox, nowMs: number): void {
  if (outbox.roundTripMs === null || outbox.roundTripMs > slowMs || nowMs < outbox.growAtMs) return;
  outbox.window.movement = Math.min(mostOnTheirWay, outbox.window.movement + fewestOnTheirWay);
  outbox.growAtMs = nowMs + outbox.roundTripMs;
}

/** The connection was lost: nothing that was on its way counts as sent. */
export function disconnected(outbox: Outbox): void {
  for (const packet of outbox.kept.values()) {
    packet.againAtMs = 0;
    packet.firstSentAtMs = null;
  }
}

/** null: not a watermark. */
export function parseWatermark(text: string): Watermark | null {
  try {
    const value = JSON.parse(text) as Partial<Watermark>;
    const whole = typeof value.epoch === 'string' && Number.isSafeInteger(value.contiguous) && Array.isArray(value.sack);
    return whole ? (value as Watermark) : null;
  } catch {
    return null;
  }
}

/** Full jitter: a random time up to a limit that doubles, so that a thousand devices do not come back at once (reliability E10). */
export function reconnectDelayMs(attempt: number, random: number): number {
  return random * Math.min(5000, 500 * 2 ** attempt);
}
