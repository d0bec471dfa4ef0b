import type { Block } from './block.js';
import { isMeasuredMark } from './measured.js';

/**
 * Which packets may be analysed now, and in which order. The order depends on the packets alone - never on when
 * they came - so that any delivery ends in the same analysis; only *how long to wait* for a missing one is a
 * matter of the clock.
 *
 * Within a stream the order is the sequence. Between streams of one session it is the running maximum of the
 * packets' end times (`keyMs`), then the stream's ordinal.
 */

/** How far a stream has been analysed. Plain JSON. */
export interface StreamCursor {
  stream: number;
  /** Every sequence up to here was analysed or given up as missing. */
  analysedTo: number;
  /** Ranges (inclusive) below `analysedTo` that had not come; ascending, disjoint. */
  missing: [number, number][];
  /** Running maximum of end times of the analysed packets, session time ms; `beforeAll` when there is none. */
  keyMs: number;
  /** Reception of the newest analysed packet, epoch ms; 0 before the first. */
  lastReceivedAtMs: number;
  /** The end packet was analysed. */
  ended: boolean;
}

/** A stored packet that waits. `block` is null for one in quarantine or of a kind that analysis does not use. */
export interface WaitingPacket {
  stream: number;
  sequence: number;
  receivedAtMs: number;
  block: Block | null;
}

export interface Arrangement {
  /** In canonical order. */
  ready: WaitingPacket[];
  cursors: StreamCursor[];
  /** Largest key of what was ready, or the given frontier. */
  frontierMs: number;
  /** Packets that belong before the frontier: everything from here on must be analysed again. Nothing is ready then. */
  late: WaitingPacket[];
  /** When a gap that is still waited for falls due, epoch ms; null: nothing waits. */
  lookAgainAtMs: number | null;
  /** Reception of the oldest packet that could not be analysed yet, epoch ms; null: none. */
  waitingSinceMs: number | null;
}

export interface ArrangeInput {
  cursors: StreamCursor[];
  /** Any order; none twice. */
  waiting: WaitingPacket[];
  frontierMs: number;
  nowMs: number;
  /** Gaps before this session time are not waited for: they were given up before (used when analysing again). */
  settledMs: number;
  gapWaitMs: number;
}

/** Live analysis waits this long for a gap, then goes on provisionally (issue "spine"; reliability 2.4). */
export const gapWaitMs = 500;
/** Earlier than any packet, and finite, so that it survives JSON. */
export const beforeAllMs = -1e15;
/** A stream from which nothing came for this long is not waited for by the others. */
const silentStreamMs = 2000;

interface Candidate {
  packet: WaitingPacket;
  keyMs: number;
  /** Sequences given up just before this one, inclusive; null: none. */
  gap: [number, number] | null;
}

export function arrange(input: ArrangeInput): Arrangement {
  const late = input.waiting.filter((packet) => packet.sequence <= cursorOf(input, packet.stream).analysedTo);
  if (late.length > 0) return nothing(input, late);

  const queues = input.cursors.map((cursor) => candidatesOf(cursor, input));
  const overtaken = queues.flatMap((queue) => overtakenIn(queue, input));
  if (overtaken.length > 0) return nothing(input, overtaken);
  return merge(input, queues);
}

/** The first packet of the queue that matters, when another stream was already analysed beyond the place where it belongs. */
function overtakenIn({ cursor, candidates }: StreamQueue, { cursors, frontierMs }: ArrangeInput): WaitingPacket[] {
  const first = candidates.find(({ packet }) => packet.block !== null);
  if (first === undefined || first.keyMs > frontierMs) return [];
  const beyond = cursors.some((other) => other.keyMs > first.keyMs || (other.keyMs === first.keyMs && other.stream > cursor.stream));
  return beyond ? [first.packet] : [];
}

interface StreamQueue {
  cursor: StreamCursor;
  candidates: Candidate[];
  lookAgainAtMs: number | null;
}

/** The contiguous run after the cursor, over gaps that are due. */
function candidatesOf(cursor: StreamCursor, input: ArrangeInput): StreamQueue {
  const packets = input.waiting.filter((packet) => packet.stream === cursor.stream).sort((a, b) => a.sequence - b.sequence);
  const newestOnward = earliestReceptionOnward(packets);
  const candidates: Candidate[] = [];
  let next = cursor.analysedTo + 1;
  let keyMs = cursor.keyMs;
  for (let i = 0; i < packets.length; i++) {
    const packet = packets[i];
    const gap: [number, number] | null = packet.sequence > next ? [next, packet.sequence - 1] : null;
    const nextKeyMs = packet.block === null ? keyMs : Math.max(keyMs, packet.block.endMs);
    const dueAtMs = newestOnward[i] + input.gapWaitMs;
    if (gap !== null && nextKeyMs > input.settledMs) {
      // Nothing was measured after it, so there is nothing to go on to.
      if (i === packets.length - 1 && isMeasuredMark(packet.block)) return { cursor, candidates, lookAgainAtMs: null };
      if (dueAtMs > input.nowMs) return { cursor, candidates, lookAgainAtMs: dueAtMs };
    }
    keyMs = nextKeyMs;
    candidates.push({ packet, keyMs, gap });
    next = packet.sequence + 1;
  }
  return { cursor, candidates, lookAgainAtMs: null };
}

/** For each packet, when the first of it and those behind it came: since then the gap before it is known. */
function earliestReceptionOnward(packets: WaitingPacket[]): number[] {
  const earliest = new Array<number>(packets.length);
  let least = Infinity;
  for (let i = packets.length - 1; i >= 0; i--) {
    least = Math.min(least, packets[i].receivedAtMs);
    earliest[i] = least;
  }
  return earliest;
}

function merge(input: ArrangeInput, queues: StreamQueue[]): Arrangement {
  const heads = queues.map(() => 0);
  const cursors = input.cursors.map((cursor) => ({ ...cursor, missing: [...cursor.missing] }));
  const ready: WaitingPacket[] = [];
  let frontierMs = input.frontierMs;
  let lookAgainAtMs = least(queues.map((queue) => queue.lookAgainAtMs));
  for (;;) {
    const q = nextQueue(queues, heads);
    if (q === -1) break;
    const candidate = queues[q].candidates[heads[q]];
    const waitUntilMs = candidate.keyMs <= input.settledMs ? null : waitForOthers({ input, queues, heads, q });
    if (waitUntilMs !== null) {
      lookAgainAtMs = least([lookAgainAtMs, waitUntilMs]);
      break;
    }
    take(cursors[q], candidate);
    ready.push(candidate.packet);
    frontierMs = Math.max(frontierMs, candidate.keyMs);
    heads[q]++;
  }
  const taken = new Set(ready);
  const waitingSinceMs = least(input.waiting.filter((packet) => !taken.has(packet)).map((packet) => packet.receivedAtMs));
  return { ready, cursors, frontierMs, late: [], lookAgainAtMs, waitingSinceMs };
}

function nextQueue(queues: StreamQueue[], heads: number[]): number {
  let best = -1;
  for (let q = 0; q < queues.length; q++) {
    if (heads[q] >= queues[q].candidates.length) continue;
    if (best === -1 || queues[q].candidates[heads[q]].keyMs < queues[best].candidates[heads[best]].keyMs) best = q;
  }
  return best;
}

/** Another live stream may still bring something older: wait for it, but not longer than for a gap. */
function waitForOthers({ input, queues, heads, q }: { input: ArrangeInput; queues: StreamQueue[]; heads: number[]; q: number }): number | null {
  const candidate = queues[q].candidates[heads[q]];
  const dueAtMs = candidate.packet.receivedAtMs + input.gapWaitMs;
  if (dueAtMs <= input.nowMs) return null;
  for (let other = 0; other < queues.length; other++) {
    if (other === q || heads[other] < queues[other].candidates.length) continue;
    const { cursor, candidates } = queues[other];
    const last = candidates.at(-1);
    const reachedMs = last?.keyMs ?? cursor.keyMs;
    const receivedAtMs = last?.packet.receivedAtMs ?? cursor.lastReceivedAtMs;
    const ended = cursor.ended || last?.packet.block?.kind === 'end';
    const silent = input.nowMs - receivedAtMs > silentStreamMs;
    const mayComeFirst = reachedMs < candidate.keyMs || (reachedMs === candidate.keyMs && other < q);
    if (!ended && !silent && mayComeFirst) return dueAtMs;
  }
  return null;
}

function take(cursor: StreamCursor, candidate: Candidate): void {
  if (candidate.gap !== null) cursor.missing.push(candidate.gap);
  cursor.analysedTo = candidate.packet.sequence;
  cursor.keyMs = candidate.keyMs;
  cursor.lastReceivedAtMs = Math.max(cursor.lastReceivedAtMs, candidate.packet.receivedAtMs);
  if (candidate.packet.block?.kind === 'end') cursor.ended = true;
}

function cursorOf(input: ArrangeInput, stream: number): StreamCursor {
  const cursor = input.cursors.find((each) => each.stream === stream);
  if (cursor === undefined) throw new RangeError(`no cursor for stream ${stream}`);
  return cursor;
}

function nothing(input: ArrangeInput, late: WaitingPacket[]): Arrangement {
  const waitingSinceMs = least(input.waiting.map((packet) => packet.receivedAtMs));
  return { ready: [], cursors: input.cursors, frontierMs: input.frontierMs, late, lookAgainAtMs: null, waitingSinceMs };
}

function least(values: (number | null)[]): number | null {
  let result: number | null = null;
  for (const value of values) if (value !== null && (result === null || value < result)) result = value;
  return result;
}

/** Nothing was made of it yet: it lies behind the cursors, or fills a gap before them. */
export function isWaiting(cursors: readonly StreamCursor[], { stream, sequence }: Pick<WaitingPacket, 'stream' | 'sequence'>): boolean {
  const cursor = cursors.find((each) => each.stream === stream);
  return cursor === undefined || sequence > cursor.analysedTo || cursor.missing.some(([from, to]) => sequence >= from && sequence <= to);
}

export function startCursor(stream: number): StreamCursor {
  return { stream, analysedTo: 0, missing: [], keyMs: beforeAllMs, lastReceivedAtMs: 0, ended: false };
}
