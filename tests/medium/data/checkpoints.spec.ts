import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AnalysisRepository, type AnalysisCommit, type LoadedSession } from '#libs/data';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { openStream, seed } from '../../support/database-seed.js';

const everyMs = 5000;
const hourMs = 3_600_000;

describe('checkpoints of a session of an hour', () => {
  let database: TestDatabase;
  let analyses: AnalysisRepository;

  beforeAll(async () => {
    database = await createTestDatabase();
    analyses = new AnalysisRepository(database.dataSource);
  }, 30_000);
  afterAll(() => database.drop());

  it('reach back 40 s whole, and beyond that at most four times as far as something is late; they are few', async () => {
    const { sessionId } = await openStream(database.dataSource, await seed(database.dataSource));
    const shards = await Promise.all(Array.from({ length: 8 }, (_, shard) => analyses.loadShard(shard)));
    const session = shards.flat().find((each) => each.sessionId === sessionId) as LoadedSession;
    const commit = (version: number): AnalysisCommit => ({
      session: { ...session, version }, frontierMs: everyMs * (version - session.version), cursors: session.cursors, clock: null, repetitions: [], lastRepetition: null,
      checkpoint: { mark: randomUUID() }, worn: null, heard: [], state: 'running', alertChanges: [],
    });
    for (let i = 1; i <= hourMs / everyMs; i++) {
      expect((await analyses.commit([commit(session.version + i - 1)], new Date())).committed).toHaveLength(1);
      const agesMs = (await analyses.checkpoints(sessionId)).map(({ frontierMs }) => everyMs * (i - 1) - frontierMs);
      expect(agesMs.length).toBeLessThan(8 + 12);
      for (const lateMs of [everyMs, 35_000, 60_000, 200_000, 900_000, 2_000_000].filter((each) => each < everyMs * (i - 1) / 4)) {
        const fromMs = Math.min(...agesMs.filter((ageMs) => ageMs >= lateMs));
        expect(fromMs).toBeLessThanOrEqual(lateMs <= 35_000 ? lateMs : 4 * lateMs);
      }
    }
  }, 60_000);
});
