import type { QueryRunner } from 'typeorm';
import { rows } from '../sql.js';
import { isSequence, type KeyedRefusal, type RefusedPacket } from './packet-batch.js';
import { uuidOrNull } from './stream-directory.js';

const keptBytes = 4096;
const keptCharacters = 500;

const insertRefusals = `
  INSERT INTO quarantine (device_id, epoch, sequence, topic, reason, detail, size, payload, received_at)
  SELECT device_id, epoch, sequence, topic, reason, detail, size, payload, to_timestamp(received_ms / 1000)
  FROM unnest($1::uuid[], $2::uuid[], $3::int8[], $4::text[], $5::text[], $6::text[], $7::int4[], $8::bytea[], $9::float8[])
    AS refusal(device_id, epoch, sequence, topic, reason, detail, size, payload, received_ms)`;

/** The join sees what was there before this statement: the refusals that came before. */
const markAsHandled = `
  WITH given AS (SELECT * FROM unnest($1::int8[], $2::int8[], $3::float8[]) WITH ORDINALITY AS given(stream_id, sequence, received_ms, ordinal)),
  marked AS (
    INSERT INTO packet (stream_id, sequence, received_at, hash, payload)
    SELECT stream_id, sequence, to_timestamp(received_ms / 1000), '', NULL FROM given ORDER BY stream_id, sequence
    ON CONFLICT DO NOTHING)
  SELECT ordinal::int AS ordinal FROM given JOIN packet USING (stream_id, sequence) WHERE packet.payload IS NULL`;

export async function insertQuarantine(runner: QueryRunner, refusals: readonly RefusedPacket[]): Promise<void> {
  if (refusals.length === 0) return;
  await rows(runner, insertRefusals, [
    refusals.map((each) => uuidOrNull(each.deviceId)),
    refusals.map((each) => uuidOrNull(each.epoch)),
    refusals.map((each) => (each.sequence !== null && isSequence(each.sequence) ? each.sequence : null)),
    refusals.map((each) => storable(each.topic)),
    refusals.map((each) => storable(each.reason)),
    refusals.map((each) => storable(each.detail)),
    refusals.map((each) => each.payload.byteLength),
    refusals.map((each) => Buffer.from(each.payload.subarray(0, keptBytes))),
    refusals.map((each) => each.receivedAt.getTime()),
  ]);
}

/** Leaves an empty packet in the place of each refusal; returns those that were not refused before already. */
export async function markHandled(runner: QueryRunner, refusals: readonly KeyedRefusal[]): Promise<RefusedPacket[]> {
  if (refusals.length === 0) return [];
  const repeated = await rows<{ ordinal: number }>(runner, markAsHandled, [
    refusals.map((each) => each.stream.streamId),
    refusals.map((each) => each.sequence),
    refusals.map((each) => each.refusal.receivedAt.getTime()),
  ]);
  const before = new Set(repeated.map(({ ordinal }) => ordinal - 1));
  return refusals.filter((_, index) => !before.has(index)).map((each) => each.refusal);
}

/** PostgreSQL's text holds no NUL, and a stranger's text may be long. */
function storable(text: string): string {
  return text.slice(0, keptCharacters).replaceAll('\0', '\uFFFD');
}
