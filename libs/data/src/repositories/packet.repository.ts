import type { DataSource, QueryRunner } from 'typeorm';
import { inTransaction, poolOf, prepared, rows } from '../sql.js';
import { refuse, sortBatch, type AppendBatch, type KeyedPacket, type ReceivedPacket, type RefusedPacket, type SortedBatch } from './packet-batch.js';
import { insertQuarantine, markHandled } from './quarantine.js';
import { StreamDirectory, type StreamFacts } from './stream-directory.js';
import { advanceWatermarks, type Watermark } from './watermark.js';

export interface AppendOutcome {
  /** Packets that are durable now and were not before. */
  stored: number;
  /** Packets, good or refused, that had been handled before. */
  duplicated: number;
  /** How many by reason. */
  quarantined: Record<string, number>;
  /** Devices that sent two different packets under one number: a copied credential, or a device that lost its memory. */
  diverged: string[];
  /** Every stream of which something was handled, once each. */
  touched: StreamFacts[];
}

/**
 * One array a column, and the payloads as one value that the server cuts up: a `bytea[]` would travel as hexadecimal
 * text, twice the bytes and most of the work. Returns which of them had been stored before.
 */
const insertPackets = `
  WITH given AS MATERIALIZED (
    SELECT * FROM unnest($1::int8[], $2::int8[], $3::float8[], $6::int4[], $7::int4[])
      WITH ORDINALITY AS given(stream_id, sequence, received_ms, start, size, ordinal)),
  stored AS (
    INSERT INTO packet (stream_id, sequence, received_at, hash, payload)
    SELECT stream_id, sequence, to_timestamp(received_ms / 1000),
      substring($4::bytea FROM (ordinal::int - 1) * 16 + 1 FOR 16), substring($5::bytea FROM start FOR size)
    FROM given ON CONFLICT DO NOTHING RETURNING stream_id, sequence)
  SELECT given.ordinal::int AS ordinal FROM given LEFT JOIN stored USING (stream_id, sequence) WHERE stored.stream_id IS NULL`;

const findOtherContent = `
  SELECT given.ordinal::int AS ordinal
  FROM unnest($1::int8[], $2::int8[]) WITH ORDINALITY AS given(stream_id, sequence, ordinal)
  JOIN packet USING (stream_id, sequence)
  WHERE packet.hash <> substring($3::bytea FROM (given.ordinal::int - 1) * 16 + 1 FOR 16)`;

const setLastSequences = `
  UPDATE stream SET last_sequence = ended.last_sequence
  FROM unnest($1::int8[], $2::int8[]) AS ended(id, last_sequence)
  WHERE stream.id = ended.id`;

const lockStreams = 'SELECT 1 FROM stream WHERE id = ANY($1::int8[]) ORDER BY id FOR NO KEY UPDATE';

/** Under load a device has a heart rate a second ahead of its movement, each a range of its own: some minutes of them. What is not told here is sent again. */
const sackRanges = 256;
/** As `insertPackets` cuts them. */
const hashBytes = 16;

/** What the devices sent, as it came. When `append` has returned, everything in the batch is handled, durably. */
export class PacketRepository {
  private readonly directory: StreamDirectory;

  constructor(private readonly dataSource: DataSource) {
    this.directory = new StreamDirectory(dataSource);
  }

  /**
   * Hot path. When every packet is good this is one statement, its own transaction, and one more when some came again: under load many do. Anything else
   * (a refusal, another content under a number, the last packet of a stream) is one explicit transaction, in which storing again changes nothing.
   */
  async append(batch: AppendBatch): Promise<AppendOutcome> {
    await this.directory.learn(epochsOf(batch));
    const sorted = sortBatch(batch, this.directory);
    const isPlain = sorted.keyedRefusals.length === 0 && sorted.otherRefusals.length === 0 && sorted.lastSequences.size === 0;
    if (!isPlain) return this.appendInTransaction(sorted, 0);
    const known = await this.storePlain(sorted.packets);
    const stored = sorted.packets.length - known.length;
    const isSame = known.length === 0 || (await findConflicting(this.dataSource, known)).length === 0;
    return isSame ? outcomeOf(sorted, { stored, quarantined: [] }) : this.appendInTransaction(sorted, stored);
  }

  /** When it was measured, by our clock, epoch ms; null: its stream is not known yet. */
  measuredAtMs({ epoch, deviceTimeUs }: Pick<ReceivedPacket, 'epoch' | 'deviceTimeUs'>): number | null {
    const stream = this.directory.get(epoch);
    return stream === null ? null : stream.deviceZeroMs + deviceTimeUs / 1000;
  }

  /** Moves each stream's watermark as far as its packets allow, never back, and tells it. One statement. */
  async watermarks(streamIds: string[]): Promise<Watermark[]> {
    if (streamIds.length === 0) return [];
    const result = await poolOf(this.dataSource).query<Watermark>({
      name: 'advance-watermarks',
      text: advanceWatermarks,
      values: [streamIds, sackRanges + 1],
    });
    return result.rows.map(({ streamId, deviceId, epoch, contiguous, sack }) => ({
      streamId, deviceId, epoch, contiguous, sack: sack.slice(0, sackRanges),
    }));
  }

  /** Returns those that had been stored before. */
  private async storePlain(packets: readonly KeyedPacket[]): Promise<KeyedPacket[]> {
    if (packets.length === 0) return [];
    const known = await prepared<{ ordinal: number }>(this.dataSource, { name: 'insert-packets', text: insertPackets, values: columnsOf(packets) });
    return known.map(({ ordinal }) => packets[ordinal - 1]);
  }

  private async appendInTransaction(sorted: SortedBatch, storedBefore: number): Promise<AppendOutcome> {
    return inTransaction(this.dataSource, async (runner) => {
      const stored = storedBefore + (await store(runner, sorted.packets));
      const conflicting = stored < sorted.packets.length ? await findConflicting(runner, sorted.packets) : [];
      await endStreams(runner, sorted.lastSequences);
      const refusedFirst = await markHandled(runner, sorted.keyedRefusals);
      const quarantined = [...sorted.otherRefusals, ...refusedFirst, ...conflicting];
      await insertQuarantine(runner, quarantined);
      return outcomeOf(sorted, { stored, quarantined });
    });
  }
}

async function store(runner: QueryRunner, packets: readonly KeyedPacket[]): Promise<number> {
  if (packets.length === 0) return 0;
  const known = await rows<{ ordinal: number }>(runner, insertPackets, columnsOf(packets));
  return packets.length - known.length;
}

async function findConflicting(on: DataSource | QueryRunner, packets: readonly KeyedPacket[]): Promise<RefusedPacket[]> {
  const [streamIds, sequences, , hashes] = columnsOf(packets);
  const found = await rows<{ ordinal: number }>(on, findOtherContent, [streamIds, sequences, hashes]);
  return found.map(({ ordinal }) => refuse(packets[ordinal - 1].packet, 'sequence-conflict'));
}

async function endStreams(runner: QueryRunner, lastSequences: ReadonlyMap<string, number>): Promise<void> {
  if (lastSequences.size === 0) return;
  const ids = [...lastSequences.keys()];
  await rows(runner, lockStreams, [ids]);
  await rows(runner, setLastSequences, [ids, [...lastSequences.values()]]);
}

function columnsOf(packets: readonly KeyedPacket[]): unknown[] {
  const starts: number[] = [];
  let start = 1;
  for (const { packet } of packets) {
    if (packet.hash.byteLength !== hashBytes) throw new RangeError(`a hash of ${packet.hash.byteLength} bytes, not ${hashBytes}`);
    starts.push(start);
    start += packet.payload.byteLength;
  }
  return [
    packets.map(({ stream }) => stream.streamId),
    packets.map(({ packet }) => packet.sequence),
    packets.map(({ packet }) => packet.receivedAt.getTime()),
    Buffer.concat(packets.map(({ packet }) => packet.hash)),
    Buffer.concat(packets.map(({ packet }) => packet.payload)),
    starts,
    packets.map(({ packet }) => packet.payload.byteLength),
  ];
}

function outcomeOf(sorted: SortedBatch, { stored, quarantined }: { stored: number; quarantined: RefusedPacket[] }): AppendOutcome {
  const byReason: Record<string, number> = {};
  for (const { reason } of quarantined) byReason[reason] = (byReason[reason] ?? 0) + 1;
  const given = sorted.packets.length + sorted.duplicated + sorted.keyedRefusals.length + sorted.otherRefusals.length;
  const diverged = new Set(quarantined.flatMap(({ reason, deviceId }) => (reason === 'sequence-conflict' && deviceId !== null ? [deviceId] : [])));
  return { stored, duplicated: given - stored - quarantined.length, quarantined: byReason, diverged: [...diverged], touched: sorted.touched };
}

function* epochsOf(batch: AppendBatch): Generator<string> {
  for (const packet of batch.packets) yield packet.epoch;
  for (const refusal of batch.refused) if (refusal.epoch !== null) yield refusal.epoch;
}
