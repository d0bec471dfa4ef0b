import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Health, JobQueue, PermanentJobError, loadConfig } from '#libs/platform';
import { Logger } from '@nestjs/common';
import { createTestDatabase } from '../../support/database.js';
import { startRedis } from '../../support/redis.js';
import { until } from '../../support/until.js';

interface Backend {
  env: Record<string, string>;
  stop(): Promise<void>;
}

const backends: { name: string; start: () => Promise<Backend> }[] = [
  {
    name: 'PostgreSQL',
    start: async () => {
      const database = await createTestDatabase();
      return { env: { DATABASE_URL: database.url }, stop: () => database.drop() };
    },
  },
  {
    name: 'Redis',
    start: async () => {
      const redis = await startRedis();
      return { env: { REDIS_URL: redis.url }, stop: () => redis.stop() };
    },
  },
];

/** Embedded and cluster must behave alike: the same contract on both. */
describe.each(backends)('the job queue on $name', ({ start }) => {
  let backend: Backend;
  const open: JobQueue[] = [];

  beforeAll(async () => {
    Logger.overrideLogger(false);
    backend = await start();
  });

  afterEach(async () => {
    await Promise.all(open.splice(0).map((queue) => queue.beforeApplicationShutdown()));
  });

  afterAll(() => backend.stop());

  function openQueue(): JobQueue {
    const queue = new JobQueue(loadConfig(backend.env), new Health());
    open.push(queue);
    return queue;
  }

  it('hands a ticket to a worker', async () => {
    const [writer, reader] = [openQueue(), openQueue()];
    const seen: number[] = [];
    reader.process('analyse-sessions', async ({ shard }) => void seen.push(shard), { shard: 3 });
    await writer.enqueue('analyse-sessions', { shard: 3 }, { deduplicationId: 'shard-3' });
    await until(() => seen.length === 1, 'the ticket');
    expect(seen).toEqual([3]);
  });

  it('runs once more, and only once, for all the tickets that came while it ran', async () => {
    const [writer, reader] = [openQueue(), openQueue()];
    let runs = 0;
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    reader.process('analyse-sessions', () => (++runs === 1 ? held : Promise.resolve()), { shard: 1 });
    const ticket = (): Promise<void> => writer.enqueue('analyse-sessions', { shard: 1 }, { deduplicationId: 'shard-1' });
    await ticket();
    await until(() => runs === 1, 'the first run');
    for (let i = 0; i < 20; i++) await ticket();
    expect(runs).toBe(1);
    release();
    await until(() => runs === 2, 'the second run');
    await ticket();
    await until(() => runs === 3, 'a ticket after all of that is a run of its own');
  });

  it('refuses data that is not the job\'s, before it is written', async () => {
    const writer = openQueue();
    await expect(writer.enqueue('analyse-sessions', { shard: 'one' } as never, { deduplicationId: 'x' })).rejects.toThrow(/shard/);
  });

  it('does not try a permanent failure again', async () => {
    const [writer, reader] = [openQueue(), openQueue()];
    let runs = 0;
    reader.process('analyse-sessions', async () => {
      runs++;
      if (runs === 1) throw new PermanentJobError('cannot be mended');
    }, { shard: 5 });
    const ticket = (): Promise<void> => writer.enqueue('analyse-sessions', { shard: 5 }, { deduplicationId: 'shard-5' });
    await ticket();
    await until(() => runs === 1, 'the failing run');
    await ticket();
    await until(() => runs === 2, 'the next ticket');
    await ticket();
    await until(() => runs === 3, 'the one behind it');
    expect(runs).toBe(3);
  });

  it('hands the tickets of a shard to the worker of that shard alone', async () => {
    const [writer, first, second] = [openQueue(), openQueue(), openQueue()];
    const seen: string[] = [];
    first.process('analyse-sessions', async ({ shard }) => void seen.push(`first ${shard}`), { shard: 7 });
    second.process('analyse-sessions', async ({ shard }) => void seen.push(`second ${shard}`), { shard: 8 });
    await writer.enqueueMany([8, 7].map((shard) => ({ name: 'analyse-sessions' as const, data: { shard }, deduplicationId: `shard-${shard}` })));
    await until(() => seen.length === 2, 'both tickets');
    expect(seen.sort()).toEqual(['first 7', 'second 8']);
  });
});

it('a queue without its server makes the process not ready, and does not keep it from stopping', async () => {
  Logger.overrideLogger(false);
  const health = new Health();
  const queue = new JobQueue(loadConfig({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }), health);
  expect(await health.ready()).toEqual({ ready: false, checks: { queue: 'failed' } });
  await queue.beforeApplicationShutdown();
});
