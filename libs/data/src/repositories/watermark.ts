/** What a device may forget, computed from what is committed. */
export interface Watermark {
  streamId: string;
  deviceId: string;
  epoch: string;
  /** Every sequence up to here is durable or in quarantine. */
  contiguous: number;
  /** Ranges above it, inclusive and ascending, the lowest 256: what need not be sent again. */
  sack: [number, number][];
}

/**
 * Islands of consecutive sequences above the watermark; the island that touches it moves it. Rows are locked in the
 * order of their id, so that two processes cannot wait for each other. Nothing is lost when this commit is (it is
 * computed again), so it does not wait for the disk. The lateral join with its limit is what keeps a plan that was made
 * while the table was small on the primary key; a backlog longer than the limit is told in several steps.
 */
export const advanceWatermarks = `
  WITH asked AS MATERIALIZED (
    SELECT id, device_id, epoch, contiguous FROM stream WHERE id = ANY($1::int8[]) ORDER BY id FOR NO KEY UPDATE),
  above AS (
    SELECT asked.id, packet.sequence,
      packet.sequence - asked.contiguous - row_number() OVER (PARTITION BY asked.id ORDER BY packet.sequence) AS skipped
    FROM asked CROSS JOIN LATERAL (
      SELECT sequence FROM packet WHERE packet.stream_id = asked.id AND packet.sequence > asked.contiguous
      ORDER BY sequence LIMIT 8192) packet),
  island AS (
    SELECT id, skipped, min(sequence) AS first, max(sequence) AS last,
      row_number() OVER (PARTITION BY id ORDER BY skipped) AS place
    FROM above GROUP BY id, skipped),
  moved AS (
    UPDATE stream SET contiguous = island.last FROM island
    WHERE stream.id = island.id AND island.skipped = 0 AND stream.contiguous < island.last)
  SELECT asked.id::text AS "streamId", asked.device_id AS "deviceId", asked.epoch,
    coalesce(max(island.last) FILTER (WHERE skipped = 0), asked.contiguous) AS contiguous,
    coalesce(json_agg(json_build_array(first, last) ORDER BY first) FILTER (WHERE skipped > 0 AND place <= $2), '[]') AS sack,
    set_config('synchronous_commit', 'off', true) AS relaxed
  FROM asked LEFT JOIN island ON island.id = asked.id
  GROUP BY asked.id, asked.device_id, asked.epoch, asked.contiguous`;
