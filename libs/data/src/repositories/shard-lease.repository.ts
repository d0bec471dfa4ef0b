import type { DataSource } from 'typeorm';
import { firstRow, inTransaction, rows } from '../sql.js';

const seeWorker = `
  WITH gone AS (DELETE FROM worker WHERE seen_at < now() - $2 * interval '1 ms' AND id <> $1)
  INSERT INTO worker (id, seen_at) VALUES ($1, now()) ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at`;

/** Every shard of the configuration, and those of sessions that began under another. */
const fairShare = `
  WITH shard AS (
    SELECT generate_series(0, $1::int - 1) AS shard
    UNION SELECT analysis.shard FROM session JOIN analysis ON analysis.session_id = session.id WHERE session.state <> 'finished')
  SELECT array_agg(shard ORDER BY shard) AS shards,
    ceil(count(*)::float8 / (SELECT count(*) FROM worker WHERE seen_at >= now() - $2 * interval '1 ms'))::int AS share
  FROM shard`;

const renew = `
  WITH mine AS (SELECT shard, row_number() OVER (ORDER BY shard) AS place FROM shard_lease WHERE worker_id = $1),
  released AS (DELETE FROM shard_lease USING mine WHERE shard_lease.shard = mine.shard AND worker_id = $1 AND place > $2)
  UPDATE shard_lease SET expires_at = now() + $3 * interval '1 ms' FROM mine
  WHERE shard_lease.shard = mine.shard AND worker_id = $1 AND place <= $2 RETURNING shard_lease.shard`;

const takeFree = `
  INSERT INTO shard_lease (shard, worker_id, expires_at)
  SELECT free.shard, $1, now() + $4 * interval '1 ms' FROM (
    SELECT wanted.shard FROM unnest($2::int[]) AS wanted (shard) LEFT JOIN shard_lease USING (shard)
    WHERE shard_lease.shard IS NULL OR shard_lease.expires_at < now() ORDER BY wanted.shard LIMIT $3) free
  ON CONFLICT (shard) DO UPDATE SET worker_id = excluded.worker_id, expires_at = excluded.expires_at WHERE shard_lease.expires_at < now()
  RETURNING shard`;

/**
 * Who takes which shard. A worker that keeps a shard goes on from the state it remembers; one that gets it new must fold
 * the last seconds again. Two that believe they have the same one do no harm: the commit is fenced.
 */
export class ShardLeaseRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Says that this worker lives, and gives it its fair share: as many shards as any other living worker, one more at most. */
  async claim(workerId: string, { shardCount, leaseMs }: { shardCount: number; leaseMs: number }): Promise<number[]> {
    await rows(this.dataSource, seeWorker, [workerId, leaseMs]);
    return inTransaction(this.dataSource, async (runner) => {
      const fair = await firstRow<{ shards: number[]; share: number }>(runner, fairShare, [shardCount, leaseMs]);
      if (fair === null) return [];
      const kept = (await rows<{ shard: number }>(runner, renew, [workerId, fair.share, leaseMs])).map((row) => row.shard);
      const more = fair.share - kept.length;
      const taken = more <= 0 ? [] : (await rows<{ shard: number }>(runner, takeFree, [workerId, fair.shards, more, leaseMs])).map((row) => row.shard);
      return [...kept, ...taken];
    });
  }

  /** On the way out: others need not wait for the leases to run out. */
  async release(workerId: string): Promise<void> {
    await rows(this.dataSource, 'WITH gone AS (DELETE FROM worker WHERE id = $1) DELETE FROM shard_lease WHERE worker_id = $1', [workerId]);
  }
}
