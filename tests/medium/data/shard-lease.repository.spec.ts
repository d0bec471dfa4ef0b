import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ShardLeaseRepository } from '#libs/data';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { openStream, seed } from '../../support/database-seed.js';

const shardCount = 8;
const leaseMs = 3000;

describe('shard leases', () => {
  let database: TestDatabase;
  let leases: ShardLeaseRepository;

  beforeAll(async () => {
    database = await createTestDatabase();
    leases = new ShardLeaseRepository(database.dataSource);
  });

  afterAll(() => database.drop());

  beforeEach(() => database.dataSource.query('TRUNCATE worker, shard_lease'));

  const claim = (worker: string): Promise<number[]> => leases.claim(worker, { shardCount, leaseMs });
  const sorted = (shards: number[]): number[] => [...shards].sort((a, b) => a - b);

  it('gives one worker all, and keeps them with it', async () => {
    const worker = randomUUID();
    expect(sorted(await claim(worker))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(sorted(await claim(worker))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('shares with one that comes, and moves no more than it must', async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    await claim(first);
    expect(await claim(second)).toEqual([]);
    expect(sorted(await claim(first))).toEqual([0, 1, 2, 3]);
    expect(sorted(await claim(second))).toEqual([4, 5, 6, 7]);
    expect(sorted(await claim(first))).toEqual([0, 1, 2, 3]);
  });

  it('gives the shards of one that left to the others at once, and of one that died when its leases run out', async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    await claim(first);
    await claim(second);
    await claim(first);
    await claim(second);
    await leases.release(second);
    expect((await claim(first)).length).toBe(8);

    await claim(second);
    await claim(first);
    await claim(second);
    await database.dataSource.query(`UPDATE worker SET seen_at = now() - interval '4 s' WHERE id = $1`, [second]);
    expect((await claim(first)).length).toBe(4);
    await database.dataSource.query(`UPDATE shard_lease SET expires_at = now() - interval '1 s' WHERE worker_id = $1`, [second]);
    expect((await claim(first)).length).toBe(8);
  });

  it('never gives one shard to two, however many ask at once', async () => {
    const workers = Array.from({ length: 6 }, () => randomUUID());
    for (let round = 0; round < 5; round++) {
      await Promise.all(workers.map((worker) => claim(worker).catch(() => [])));
      const held = await database.dataSource.query<{ shards: string }[]>('SELECT count(*) AS shards FROM shard_lease GROUP BY worker_id');
      expect(held.reduce((sum, { shards }) => sum + Number(shards), 0)).toBeLessThanOrEqual(shardCount);
    }
    const all = await Promise.all(workers.map(claim));
    expect(sorted(all.flat())).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('does not forget sessions that began when there were more shards', async () => {
    const opened = await openStream(database.dataSource, await seed(database.dataSource));
    await database.dataSource.query('UPDATE analysis SET shard = 40 WHERE session_id = $1', [opened.sessionId]);
    expect(await claim(randomUUID())).toContain(40);
  });
});
