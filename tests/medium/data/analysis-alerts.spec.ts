import { randomUUID } from 'node:crypto';
import { AnalysisRepository, type AnalysisCommit, type LoadedSession } from '#libs/data';
import type { Alert, AlertChange } from '#libs/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openStream, seed, startedAt } from '../../support/database-seed.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

const alert: Omit<Alert, 'id'> = {
  ruleId: 'HR-02', kind: 'clinical', subject: 'heart-rate', priority: 'medium', state: 'open', retrospective: false, suppressedBy: null,
  raisedAtMs: 30_000, lastAtMs: 30_000, clearedAtMs: null, count: 1, worstValue: 140, limit: 136, unit: 'bpm',
};
const cause = { stream: 0, sequence: 7 };
const now = new Date(startedAt.getTime() + 60_000);

describe('alerts of an analysis', () => {
  let database: TestDatabase;
  let analyses: AnalysisRepository;

  beforeAll(async () => {
    database = await createTestDatabase();
    analyses = new AnalysisRepository(database.dataSource);
  });

  afterAll(() => database.drop());

  async function begin(): Promise<() => Promise<LoadedSession>> {
    const opened = await openStream(database.dataSource, await seed(database.dataSource));
    return async () => {
      const shards = await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map((shard) => analyses.loadShard(shard)));
      const loaded = shards.flat().find(({ sessionId }) => sessionId === opened.sessionId);
      if (loaded === undefined) throw new Error('not loaded');
      return loaded;
    };
  }

  const whole = (session: LoadedSession, changes: { change: AlertChange; alertId: string }[]): AnalysisCommit => ({
    session, frontierMs: 0, cursors: [], clock: null, repetitions: [], lastRepetition: null, checkpoint: null, worn: null, heard: [], state: 'running',
    alertChanges: changes.map((each) => ({ ...each, atMs: now.getTime() })),
  });
  const commit = (session: LoadedSession, alertId: string, change: AlertChange): Promise<unknown> => analyses.commit([whole(session, [{ change, alertId }])], now);

  const stored = async ({ sessionId }: LoadedSession): Promise<Alert[]> => (await analyses.alertsOf([sessionId])).get(sessionId) ?? [];

  it('come back as they were decided: raised, updated, cleared, open again, cleared again', async () => {
    const load = await begin();
    const id = randomUUID();
    const steps: [Exclude<AlertChange['change'], 'raise'>, Partial<Alert>][] = [
      ['update', { priority: 'high', lastAtMs: 40_000, count: 2, worstValue: 151 }],
      ['clear', { state: 'cleared', clearedAtMs: 70_000 }],
      ['update', { state: 'open', clearedAtMs: null, lastAtMs: 80_000, count: 3 }],
      ['update', { state: 'cleared', clearedAtMs: 95_000, lastAtMs: 90_000, count: 4 }],
    ];
    await commit(await load(), id, { change: 'raise', alert, cause });
    let expected: Alert = { id, ...alert };
    expect(await stored(await load())).toEqual([expected]);
    for (const [change, over] of steps) {
      expected = { ...expected, ...over };
      const { state, priority, suppressedBy, lastAtMs, clearedAtMs, count, worstValue } = expected;
      await commit(await load(), id, { change, id, cause: null, state, priority, suppressedBy, lastAtMs, clearedAtMs, count, worstValue });
      expect(await stored(await load())).toEqual([expected]);
    }
  });

  it('are not written by a worker that was slower', async () => {
    const load = await begin();
    const read = await load();
    await commit(read, randomUUID(), { change: 'raise', alert, cause });
    await commit(read, randomUUID(), { change: 'raise', alert: { ...alert, ruleId: 'HR-03' }, cause });
    expect((await stored(read)).map(({ ruleId }) => ruleId)).toEqual(['HR-02']);
  });

  it('are written for many sessions at once: in each one ends, and the next of the same rule begins', async () => {
    const loads = await Promise.all(Array.from({ length: 5 }, begin));
    const first = await Promise.all(loads.map(async (load) => ({ session: await load(), id: randomUUID() })));
    await analyses.commit(first.map(({ session, id }) => whole(session, [{ change: { change: 'raise', alert, cause }, alertId: id }])), now);
    const before = await Promise.all(loads.map((load) => load()));
    const { priority, count, worstValue, lastAtMs } = alert;
    await analyses.commit(before.map((session, i) => {
      const { id } = first[i];
      return whole(session, [
        { alertId: id, change: { change: 'clear', id, cause: null, state: 'cleared', priority, suppressedBy: null, lastAtMs, clearedAtMs: 40_000, count, worstValue } },
        { alertId: randomUUID(), change: { change: 'raise', alert: { ...alert, raisedAtMs: 50_000, lastAtMs: 50_000 }, cause } },
      ]);
    }), now);
    for (const session of before) expect((await stored(session)).map(({ state, raisedAtMs }) => [state, raisedAtMs])).toEqual([['cleared', 30_000], ['open', 50_000]]);
  });

  it('cannot be two that are open, of one rule and subject; a retrospective one may stand beside', async () => {
    const load = await begin();
    await commit(await load(), randomUUID(), { change: 'raise', alert, cause });
    await expect(commit(await load(), randomUUID(), { change: 'raise', alert, cause })).rejects.toThrow('alert_one_open');
    await commit(await load(), randomUUID(), { change: 'raise', alert: { ...alert, retrospective: true }, cause });
    expect(await stored(await load())).toHaveLength(2);
  });
});
