import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AnalysisRepository, PacketRepository, type LoadedSession, type Remembered } from '#libs/data';
import type { StreamCursor } from '#libs/domain';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { openStream, packet, seed } from '../../support/database-seed.js';

describe('a session that its worker remembers', () => {
  let database: TestDatabase;
  let analyses: AnalysisRepository;
  let source: { deviceId: string; epoch: string; sessionId: string };
  const at = (analysedTo: number, missing: [number, number][]): StreamCursor[] => [{ stream: 0, analysedTo, missing, keyMs: 1000 * analysedTo, lastReceivedAtMs: 0, ended: false }];

  beforeAll(async () => {
    database = await createTestDatabase();
    analyses = new AnalysisRepository(database.dataSource);
    const seeded = await seed(database.dataSource);
    const { epoch, sessionId } = await openStream(database.dataSource, seeded);
    source = { deviceId: seeded.deviceId, epoch, sessionId };
    await new PacketRepository(database.dataSource).append({ packets: [1, 2, 3, 5, 6, 8, 9, 10].map((sequence) => packet(source, sequence)), refused: [] });
    const session = await load();
    expect(session.waiting).toHaveLength(8);
    const { committed } = await analyses.commit([{
      session, frontierMs: 5000, cursors: at(5, [[2, 2], [4, 4]]), clock: { of: 'store' }, repetitions: [], lastRepetition: null, checkpoint: null, worn: null, heard: [], state: 'running', alertChanges: [],
    }], new Date());
    expect(committed).toHaveLength(1);
  }, 30_000);
  afterAll(() => database.drop());

  async function load({ remembered, gaps = true }: { remembered?: Remembered; gaps?: boolean } = {}): Promise<LoadedSession> {
    const { sessionId } = source;
    const options = { gapsOf: () => new Set(gaps ? [sessionId] : []), remembered: new Map(remembered === undefined ? [] : [[sessionId, remembered]]) };
    const shards = await Promise.all(Array.from({ length: 8 }, (_, shard) => analyses.loadShard(shard, options)));
    return shards.flat().find((each) => each.sessionId === sessionId) as LoadedSession;
  }

  const sequencesOf = ({ waiting }: LoadedSession): number[] => waiting.map(({ sequence }) => sequence).sort((a, b) => a - b);
  const further = (version: number): Remembered => ({ version, frontierMs: 9000, cursors: at(9, [[2, 2], [4, 4], [8, 8]]), clock: { of: 'worker' } });

  it('goes on from where it is stored when it is not remembered', async () => {
    const session = await load();
    expect(session).toMatchObject({ frontierMs: 5000, cursors: at(5, [[2, 2], [4, 4]]), clock: { of: 'store' }, gapsRead: true });
    expect(sequencesOf(session)).toEqual([2, 6, 8, 9, 10]);
    expect(sequencesOf(await load({ gaps: false }))).toEqual([6, 8, 9, 10]);
  });

  it('goes on from what is remembered: what was analysed and not committed does not wait again, and what fills a gap does', async () => {
    const remembered = further((await load()).version);
    const session = await load({ remembered });
    expect(session).toMatchObject({ ...remembered, sessionId: source.sessionId });
    // 8 came after 9 had been analysed: it fills a gap of which only the worker knows.
    expect(sequencesOf(session)).toEqual([2, 8, 10]);
    expect(sequencesOf(await load({ remembered, gaps: false }))).toEqual([10]);
  });

  it('goes on from where it is stored when somebody else has committed since', async () => {
    const session = await load({ remembered: further((await load()).version - 1) });
    expect(session).toMatchObject({ frontierMs: 5000, cursors: at(5, [[2, 2], [4, 4]]), clock: { of: 'store' } });
    expect(sequencesOf(session)).toEqual([2, 6, 8, 9, 10]);
  });
});
