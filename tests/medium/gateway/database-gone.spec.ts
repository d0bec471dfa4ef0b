import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { seed, type Seed } from '../../support/database-seed.js';
import { onServer } from '../../support/postgres.js';
import { until } from '../../support/until.js';
import { ask, tokenFor } from './support/console.js';
import { startGateway, type TestGateway } from './support/gateway.js';

/** What fails stays shut: no answer that would need the database, none that tells of the inside, and all is well again when it is back. */
describe('a gateway whose database is gone', () => {
  let database: TestDatabase;
  let gateway: TestGateway;
  let own: Seed;
  let token: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    gateway = await startGateway({ databaseUrl: database.url });
    own = await seed(database.dataSource);
    token = await tokenFor(database.dataSource, own.practitionerId);
  });
  afterAll(async () => {
    await gateway.stop();
    await database.drop();
  });

  const letIn = async (isOpen: boolean): Promise<void> => {
    const url = new URL(String((database.dataSource.options as { url?: string }).url));
    const name = url.pathname.slice(1);
    url.pathname = '/postgres';
    await onServer(url.href, async (client) => {
      await client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS ${isOpen}`);
      if (!isOpen) await client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND application_name = 'test-gateway'`, [name]);
    });
  };

  it('answers nobody, says nothing of why, and comes back by itself', async () => {
    const asked = [
      ['GET', '/api/patients', undefined], ['GET', `/api/patients/${own.patientId}/devices`, undefined], ['GET', '/api/audit', undefined], ['POST', '/api/sign-out', undefined],
      ['POST', '/api/sign-in', { signInName: `t-${own.practitionerId}`, password: 'x' }], ['POST', '/api/patients', { displayName: 'Ada', birthYear: 1970 }],
    ] as const;
    expect((await ask(`${gateway.url}/api/patients`, { token })).status).toBe(200);
    await letIn(false);
    try {
      for (const [method, path, body] of asked) {
        const answer = await ask(`${gateway.url}${path}`, { method, token, body });
        expect({ path, status: answer.status >= 500, said: answer.body }).toEqual({ path, status: true, said: { code: expect.any(String), message: 'The server could not do this. It is in its log.' } });
      }
      expect((await ask(`${gateway.url}/health/ready`)).status).toBe(503);
    } finally {
      await letIn(true);
    }
    await until(async () => (await ask(`${gateway.url}/api/patients`, { token })).status === 200, 'the gateway is well again');
  });
});
