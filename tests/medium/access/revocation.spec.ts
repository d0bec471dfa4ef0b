import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { addCarer, addPractitioner, seed, type Seed } from '../../support/database-seed.js';
import { ask, connect, listen, tokenFor } from '../gateway/support/console.js';
import { startGateway, type TestGateway } from '../gateway/support/gateway.js';
import { sayQuantiles } from '../../support/quantiles.js';
import { until } from '../../support/until.js';

/** 50 where it is measured (TENDON_REVOCATION_RUNS=50); a few are enough to notice that it broke. */
const runs = Number(process.env['TENDON_REVOCATION_RUNS'] ?? 5);
const limitMs = 2000;

/** Curves are told without a pause; measured is how long after the answer to the revocation the last one still came, by socket or HTTP. */
describe('whoever lost access', () => {
  let database: TestDatabase;
  let gateway: TestGateway;
  let people: Seed;
  let adminToken: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    gateway = await startGateway({ databaseUrl: database.url });
    people = await seed(database.dataSource);
    const admin = await addPractitioner(database.dataSource, people.clinicId);
    await database.dataSource.query(`UPDATE account SET roles = '{clinic-admin}' WHERE id = $1`, [admin]);
    adminToken = await tokenFor(database.dataSource, admin);
  });
  afterAll(async () => {
    await gateway.stop();
    await database.drop();
  });

  const tell = (): void => gateway.bus.publish({ hint: 'motion-sampled', patientId: people.patientId, curve: { sessionId: randomUUID(), fromMs: 0, stepMs: 50, angleDeg: [1], ageMs: 0 } });

  /** ms from the answer to the last that was heard or read. */
  const lastHeardAfter = async (revoke: (who: { id: string; token: string }) => Promise<unknown>): Promise<number> => {
    const id = await addPractitioner(database.dataSource, people.clinicId);
    await addCarer(database.dataSource, people.patientId, id);
    const token = await tokenFor(database.dataSource, id);
    const socket = await connect(gateway.url, { token });
    const curves = listen(socket, 'motion.sampled');
    let lastMs = 0;
    socket.on('motion.sampled', () => (lastMs = performance.now()));
    const telling = setInterval(tell, 5);
    await until(() => curves.length > 0, 'a curve');
    await revoke({ id, token });
    const revokedMs = performance.now();
    const sees = async (): Promise<boolean> => JSON.stringify((await ask(`${gateway.url}/api/patients`, { token })).body).includes(people.patientId);
    let readMs = 0;
    while (performance.now() - revokedMs < 100) if (await sees()) readMs = performance.now();
    await until(() => socket.disconnected || performance.now() - Math.max(lastMs, revokedMs) > 300, 'silence', limitMs * 2);
    clearInterval(telling);
    socket.disconnect();
    return Math.max(0, lastMs - revokedMs, readMs - revokedMs);
  };

  const call = (method: string, path: string, token: string): Promise<unknown> => ask(`${gateway.url}/api/${path}`, { method, token });

  it.each<[string, (who: { id: string; token: string }) => Promise<unknown>]>([
    ['left the care team', ({ id }) => call('DELETE', `care-teams/${people.patientId}/members/${id}`, adminToken)],
    ['had their account closed', ({ id }) => call('POST', `accounts/${id}/closure`, adminToken)],
    ['signed out', ({ token }) => call('POST', 'sign-out', token)],
    ['left the care team, and every hint of it was lost', ({ id }) => database.dataSource.query('UPDATE care_team SET until = now() WHERE practitioner_id = $1', [id])],
  ])('because they %s hears and reads nothing after 2 s', async (what, revoke) => {
    const tookMs: number[] = [];
    for (let i = 0; i < runs; i++) tookMs.push(await lastHeardAfter(revoke));
    process.stderr.write(`${what}: ${sayQuantiles(tookMs)}\n`);
    expect(Math.max(...tookMs)).toBeLessThan(limitMs);
  });
});
