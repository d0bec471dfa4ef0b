import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runFuzz } from '../../apps/simulator/src/fuzz/run-fuzz.js';
import { startEmbedded } from '../../apps/simulator/src/system/embedded.js';
import type { System } from '../../apps/simulator/src/system/system.js';

const limit = 'HTTP_REQUESTS_PER_S';

/** A hundredth of `npm run fuzz`, whose numbers are in docs/security.md; the seed says which. */
describe('what comes from outside', () => {
  let system: System;
  const before = process.env[limit];

  beforeAll(async () => {
    process.env[limit] = '100000';
    system = await startEmbedded();
  });
  afterAll(async () => {
    if (before === undefined) delete process.env[limit];
    else process.env[limit] = before;
    await system?.stop();
  });

  it('is refused with a reason or taken, whatever it is, and everything goes on', async () => {
    const size = { seed: 7, httpCases: 600, casesPerOperation: 10, frames: 200, payloads: 10_000, wirePackets: 1000 };
    const { problems, http, sockets, payloads, wire } = await runFuzz(system, size, { startCluster: null, progress: () => undefined });
    expect(problems).toEqual([]);
    expect(http.cases).toBeGreaterThanOrEqual(600);
    expect(Object.keys(http.statuses)).toEqual(expect.arrayContaining(['200', '400', '401', '404']));
    expect([sockets.frames >= 200, payloads.cases, wire.aedes.packets >= 1000]).toEqual([true, 10_000, true]);
    expect(payloads.accepted).toBeGreaterThan(0);
  });
});
