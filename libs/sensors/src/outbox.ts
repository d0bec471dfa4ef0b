/**
 * What a device keeps until it is durable: every packet, until the server's watermark covers it. A broker's acknowledgement
 * promises nothing (reliability E1, E20). Pure: time and randomness are given.
 */
export interface Outbox {
  /** By sequence, ascending. */
  kept: Map<number, Kept>;
  /** Smoothed time from sending to the watermark, ms (RFC 6298); null before the first. */
  roundTripMs: number | null;
}

interface Kept {
  bytes: Uint8Array;
  /** When it was sent last; null: not yet. */
  sentAtMs: number | null;
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

/** At most so many are on their way. */
const window = 64;
const shortestRetryMs = 1000;
const longestRetryMs = 30_000;
const retryRoundTrips = 4;
/** RFC 6298, section 2. */
const smoothing = 1 / 8;

export function startOutbox(): Outbox {
  return { kept: new Map(), roundTripMs: null };
}

export function keep(outbox: Outbox, sequence: number, bytes: Uint8Array): void {
  outbox.kept.set(sequence, { bytes, sentAtMs: null, againAtMs: 0, sends: 0 });
}

/** What is to be sent now, lowest sequence first, marked as sent. `random` (0 to 1) spreads what is sent again over time. */
export function due(outbox: Outbox, nowMs: number, random: number): { sequence: number; bytes: Uint8Array; again: boolean }[] {
  const sending: { sequence: number; bytes: Uint8Array; again: boolean }[] = [];
  let place = 0;
  for (const [sequence, packet] of outbox.kept) {
    if (++place > window) break;
    if (packet.sentAtMs !== null && nowMs < packet.againAtMs) continue;
    sending.push({ sequence, bytes: packet.bytes, again: packet.sends > 0 });
    packet.sentAtMs = nowMs;
    packet.sends++;
    packet.againAtMs = nowMs + retryMs(outbox, packet.sends) * (1 + random);
  }
  return sending;
}

function retryMs({ roundTripMs }: Outbox, sends: number): number {
  const base = Math.max(shortestRetryMs, retryRoundTrips * (roundTripMs ?? 0));
  return Math.min(longestRetryMs, base * 2 ** (sends - 1));
}

/** Forgets what is durable; returns the sequences. */
export function cover(outbox: Outbox, { contiguous, sack }: Watermark, nowMs: number): number[] {
  const covered: number[] = [];
  for (const [sequence, packet] of outbox.kept) {
    if (sequence > contiguous && !sack.some(([from, to]) => sequence >= from && sequence <= to)) continue;
    covered.push(sequence);
    // A packet sent more than once does not tell which time was heard (Karn & Partridge 1987).
    if (packet.sends === 1 && packet.sentAtMs !== null) measure(outbox, nowMs - packet.sentAtMs);
  }
  for (const sequence of covered) outbox.kept.delete(sequence);
  return covered;
}

function measure(outbox: Outbox, tookMs: number): void {
  outbox.roundTripMs = outbox.roundTripMs === null ? tookMs : outbox.roundTripMs + smoothing * (tookMs - outbox.roundTripMs);
}

/** The connection was lost: nothing that was on its way counts as sent. */
export function disconnected(outbox: Outbox): void {
  for (const packet of outbox.kept.values()) packet.againAtMs = 0;
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
