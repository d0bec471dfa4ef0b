import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { TestDatabase } from '../../support/database.js';
import type { TestGateway } from '../gateway/support/gateway.js';


// The first wall taken down before anything is loaded: the queries' own scope, so that every patient is in everybody's care.
jest.unstable_mockModule('../../../libs/data/src/repositories/in-care.js', () => ({
  careNow: '(care_team.until IS NULL OR care_team.until > now())',
  inCare: (_patientColumn: string, parameter: string) => `(${parameter}::uuid IS NOT NULL)`,
}));
const { declaredPolicies } = await import('#libs/platform');
const { createTestDatabase } = await import('../../support/database.js');
const { startGateway } = await import('../gateway/support/gateway.js');
const { tryRoute } = await import('./route-matrix.js');
const { makeWorld } = await import('./world.js');

describe('without the scope of the queries', () => {
  let database: TestDatabase;
  let gateway: TestGateway;

  beforeAll(async () => {
    database = await createTestDatabase();
    // One address asks for everybody, faster than anybody may on a machine that is quick.
    gateway = await startGateway({ databaseUrl: database.url, env: { HTTP_REQUESTS_PER_S: '10000' } });
  });
  afterAll(async () => {
    await gateway.stop();
    await database.drop();
  });

  const tryAll = async (): Promise<string[]> => {
    const wrong: string[] = [];
    const library = await makeWorld(database.dataSource);
    for (const route of declaredPolicies(gateway.app)) {
      if (route.policy === 'practitioner') wrong.push(...(await tryRoute({ dataSource: database.dataSource, url: gateway.url, library, route, policy: route.policy })).wrong);
    }
    return wrong;
  };

  it('row-level security alone shows nobody a row that is not theirs', async () => {
    expect(await tryAll()).toEqual([]);
  });

  it('and without that too, rows are shown: the run above would have seen it', async () => {
    await database.dataSource.query('ALTER ROLE tendon_person BYPASSRLS');
    try {
      expect((await tryAll()).length).toBeGreaterThan(20);
    } finally {
      await database.dataSource.query('ALTER ROLE tendon_person NOBYPASSRLS');
    }
  });
});
