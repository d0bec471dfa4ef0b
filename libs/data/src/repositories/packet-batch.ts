import type { StreamDirectory, StreamFacts } from './stream-directory.js';

/** Far more than clocks drift apart in a session (200 ppm, reliability 2.4), far less than the hour of a wrong time zone. */
const clockToleranceMs = 60_000;

/** A packet whose header could be read and whose content may be analysed. */
export interface ReceivedPacket {
  deviceId: string;
  epoch: string;
  /** 1..n, gapless per device and epoch. */
  sequence: number;
  /** The device's monotonic clock, us. */
  deviceTimeUs: number;
  receivedAt: Date;
  payload: Uint8Array;
  /** First 16 bytes of a hash of the payload: tells a redelivery from another packet under the same key. */
  hash: Uint8Array;
  /** Said by the last packet of a stream; null on all others. */
  lastSequence: number | null;
}

/** Something that came and cannot be analysed; what could be read of its header, and why not. */
export interface RefusedPacket {
  deviceId: string | null;
  epoch: string | null;
  sequence: number | null;
  topic: string;
  reason: string;
  detail: string;
  payload: Uint8Array;
  receivedAt: Date;
}

export interface AppendBatch {
  packets: ReceivedPacket[];
  refused: RefusedPacket[];
}

export interface KeyedPacket {
  stream: StreamFacts;
  packet: ReceivedPacket;
}

/** Refused, but from a known stream and with a sequence: it is handled, and the watermark goes over it. */
export interface KeyedRefusal {
  stream: StreamFacts;
  sequence: number;
  refusal: RefusedPacket;
}

/** A batch with every packet in the one place where it belongs. */
export interface SortedBatch {
  /** By stream and sequence, none twice: two writers that take keys in one order cannot wait for each other. */
  packets: KeyedPacket[];
  /** Came twice within this batch. */
  duplicated: number;
  keyedRefusals: KeyedRefusal[];
  otherRefusals: RefusedPacket[];
  /** Streams that said how long they are. */
  lastSequences: Map<string, number>;
  touched: StreamFacts[];
}

/** Asks `directory` for epochs it was told to learn. */
export function sortBatch(batch: AppendBatch, directory: StreamDirectory): SortedBatch {
  const sorted: SortedBatch = { packets: [], duplicated: 0, keyedRefusals: [], otherRefusals: [], lastSequences: new Map(), touched: [] };
  const keyed = new Map<string, KeyedPacket>();
  const touched = new Map<string, StreamFacts>();
  for (const packet of batch.packets) sortPacket(packet, { sorted, keyed, touched, directory });
  for (const refusal of batch.refused) sortRefusal(refusal, { sorted, keyed, touched, directory });
  sorted.packets = [...keyed.values()].sort(byKey);
  sorted.touched = [...touched.values()];
  return sorted;
}

interface Sorting {
  sorted: SortedBatch;
  keyed: Map<string, KeyedPacket>;
  touched: Map<string, StreamFacts>;
  directory: StreamDirectory;
}

function sortPacket(packet: ReceivedPacket, { sorted, keyed, touched, directory }: Sorting): void {
  const stream = directory.get(packet.epoch);
  const reason = refusalOf(packet, stream);
  if (stream === null || reason !== null) {
    sorted.otherRefusals.push(refuse(packet, reason ?? 'unknown-epoch'));
    return;
  }
  touched.set(stream.streamId, stream);
  const clock = clockProblemOf(packet, stream);
  if (clock !== null) {
    sorted.keyedRefusals.push({ stream, sequence: packet.sequence, refusal: clock });
    return;
  }
  const key = `${stream.streamId} ${packet.sequence}`;
  const before = keyed.get(key);
  if (before === undefined) {
    keyed.set(key, { stream, packet });
    if (packet.lastSequence !== null) sorted.lastSequences.set(stream.streamId, packet.lastSequence);
    return;
  }
  if (sameBytes(before.packet.hash, packet.hash)) sorted.duplicated++;
  else sorted.otherRefusals.push(refuse(packet, 'sequence-conflict'));
}

function sortRefusal(refusal: RefusedPacket, { sorted, touched, directory }: Sorting): void {
  const stream = refusal.epoch === null ? null : directory.get(refusal.epoch);
  const isOwn = stream !== null && stream.deviceId === refusal.deviceId;
  if (!isOwn || refusal.sequence === null || !isSequence(refusal.sequence)) {
    sorted.otherRefusals.push(refusal);
    return;
  }
  touched.set(stream.streamId, stream);
  sorted.keyedRefusals.push({ stream, sequence: refusal.sequence, refusal });
}

function refusalOf(packet: ReceivedPacket, stream: StreamFacts | null): string | null {
  if (stream === null) return 'unknown-epoch';
  if (stream.deviceId !== packet.deviceId) return 'foreign-epoch';
  return isSequence(packet.sequence) ? null : 'bad-sequence';
}

/**
 * A clock that jumped would take its session with it: analysis goes by the device's time, and after a packet from the next
 * hour everything of this hour is old. What is replayed may run ahead, since it may be replayed faster than life.
 */
function clockProblemOf(packet: ReceivedPacket, { deviceZeroMs, openedAtMs, source }: StreamFacts): RefusedPacket | null {
  const measuredAtMs = deviceZeroMs + packet.deviceTimeUs / 1000;
  const aheadMs = measuredAtMs - packet.receivedAt.getTime();
  if (source === 'live' && aheadMs > clockToleranceMs) return refuse(packet, 'clock-ahead', `measured ${Math.round(aheadMs / 1000)} s after it came`);
  const beforeMs = openedAtMs - measuredAtMs;
  return beforeMs > clockToleranceMs ? refuse(packet, 'clock-before-stream', `measured ${Math.round(beforeMs / 1000)} s before its stream was opened`) : null;
}

/** The same packet, as quarantine takes it. */
export function refuse(packet: ReceivedPacket, reason: string, detail = ''): RefusedPacket {
  const { deviceId, epoch, sequence, payload, receivedAt } = packet;
  return { deviceId, epoch, sequence, topic: '', reason, detail, payload, receivedAt };
}

export function isSequence(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1;
}

function byKey(a: KeyedPacket, b: KeyedPacket): number {
  if (a.stream.streamId !== b.stream.streamId) return a.stream.streamId < b.stream.streamId ? -1 : 1;
  return a.packet.sequence - b.packet.sequence;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
