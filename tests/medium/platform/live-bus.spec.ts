import { AsyncLocalStorage } from 'node:async_hooks';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LiveHint } from '#libs/contracts';
import { InProcessLiveBus, RedisLiveBus } from '#libs/platform';
import { Logger } from '@nestjs/common';
import { startRedis, type TestRedis } from '../../support/redis.js';
import { until } from '../../support/until.js';

const hint: LiveHint = { hint: 'inbox-changed', practitionerIds: ['6f2c1f0e-4a53-4a51-9c39-1d6fdc4c6a11'] };

describe('the live bus', () => {
  let redis: TestRedis;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    redis = await startRedis();
  });

  afterAll(() => redis.stop());

  it('in process: tells every listener, until it stops listening', () => {
    const bus = new InProcessLiveBus();
    const heard: LiveHint[] = [];
    const stop = bus.subscribe((each) => heard.push(each));
    bus.publish(hint);
    stop();
    bus.publish(hint);
    expect(heard).toEqual([hint]);
  });

  it('in process: who listens does not act for the person who published', () => {
    const acting = new AsyncLocalStorage<string>();
    const bus = new InProcessLiveBus();
    const heardAs: (string | undefined)[] = [];
    acting.run('listener', () => bus.subscribe(() => heardAs.push(acting.getStore())));
    acting.run('publisher', () => bus.publish(hint));
    expect(heardAs).toEqual(['listener']);
  });

  it('over Redis: what one process says, every other hears', async () => {
    const [speaker, first, second] = [new RedisLiveBus(redis.url), new RedisLiveBus(redis.url), new RedisLiveBus(redis.url)];
    const heard: LiveHint[][] = [[], []];
    first.subscribe((each) => heard[0].push(each));
    second.subscribe((each) => heard[1].push(each));
    await until(() => Promise.all([first.ping(), second.ping()]).then(() => true, () => false), 'both to listen');
    // A hint may be lost, so it is said until it is heard.
    await until(() => {
      speaker.publish(hint);
      return heard.every((each) => each.length > 0);
    }, 'the hint in both');
    expect(heard.map((each) => each[0])).toEqual([hint, hint]);
    await Promise.all([speaker, first, second].map((bus) => bus.beforeApplicationShutdown()));
  });

  it('over Redis: is not ready while Redis is gone', async () => {
    const bus = new RedisLiveBus('redis://127.0.0.1:1');
    bus.subscribe(() => undefined);
    await expect(bus.ping()).rejects.toThrow(/live bus is/);
    await bus.beforeApplicationShutdown();
  });
});
