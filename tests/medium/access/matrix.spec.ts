import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { declaredPolicies, loadConfig, policyKey, stepUpKey, type DeclaredRoute, type PolicyName } from '#libs/platform';
import { startServers } from '../../../apps/all-in-one/src/start-servers.js';
import { createTestDatabase, testDataKeys, type TestDatabase } from '../../support/database.js';
import { startGateway, type TestGateway } from '../gateway/support/gateway.js';
import { tryRoute } from './route-matrix.js';
import { trySocket } from './socket-matrix.js';
import { tryTopics } from './topic-matrix.js';
import { makeWorld, type World } from './world.js';

/** Where `npm run matrix` wants the numbers. */
const outcomeFile = process.env['TENDON_MATRIX_FILE'];

/** A guard taken away: the route is declared as if it were the author's mistake. */
interface Mutant {
  what: string;
  key: string;
  value: unknown;
}

describe('who may do what', () => {
  let database: TestDatabase;
  let gateway: TestGateway;
  let routes: DeclaredRoute[];
  let library: World;
  const outcome = { total: 0, asserted: 0, wrong: 0, mutants: { made: 0, survived: 0 } };

  beforeAll(async () => {
    database = await createTestDatabase();
    // One address asks for everybody, faster than anybody may on a machine that is quick.
    gateway = await startGateway({ databaseUrl: database.url, env: { HTTP_REQUESTS_PER_S: '10000' } });
    routes = declaredPolicies(gateway.app);
    library = await makeWorld(database.dataSource);
  });
  afterAll(async () => {
    await gateway.stop();
    await database.drop();
    if (outcomeFile !== undefined) writeFileSync(outcomeFile, JSON.stringify(outcome));
  });

  const tryOne = (route: DeclaredRoute, stopAtFirst = false) => {
    if (route.policy === null) throw new Error(`${route.path} has no policy`);
    return tryRoute({ dataSource: database.dataSource, url: gateway.url, library, route, policy: route.policy, stopAtFirst });
  };
  const count = ({ asserted, wrong }: { asserted: number; wrong: string[] }): void => {
    outcome.total += asserted;
    outcome.asserted += asserted;
    outcome.wrong += wrong.length;
  };

  it('is on every route as its policy says, for everybody, whatever they name', async () => {
    const wrong: string[] = [];
    for (const route of routes) {
      const result = await tryOne(route);
      count(result);
      wrong.push(...result.wrong);
    }
    expect(wrong).toEqual([]);
  });

  it('is on every event of the socket as its audience says', async () => {
    const result = await trySocket({ dataSource: database.dataSource, gateway });
    count(result);
    expect(result.wrong).toEqual([]);
  });

  it('is on every topic of the broker as its table says', async () => {
    const servers = await startServers(loadConfig({ DATABASE_URL: database.url, DATA_KEYS: testDataKeys, HTTP_PORT: '0', MQTT_PORT: '0', TENDON_DEMO: 'off', LOG_LEVEL: 'fatal' }));
    const result = await tryTopics({ dataSource: database.dataSource, url: servers.mqttUrl });
    await servers.stop();
    count(result);
    expect(result.wrong).toEqual([]);
    expect(result.asserted).toBeGreaterThan(400);
  });

  it('is noticed when it is taken away from any route', async () => {
    const survived: string[] = [];
    for (const route of routes) {
      for (const mutant of mutantsOf(route)) {
        outcome.mutants.made++;
        if (!(await isNoticed(route, mutant))) survived.push(`${route.method} ${route.path}: ${mutant.what}`);
      }
    }
    outcome.mutants.survived = survived.length;
    expect(survived).toEqual([]);
    expect(outcome.mutants.made).toBeGreaterThan(routes.length);
  });

  async function isNoticed(route: DeclaredRoute, { key, value }: Mutant): Promise<boolean> {
    const handler = handlerOf(route);
    const before: unknown = Reflect.getMetadata(key, handler);
    Reflect.defineMetadata(key, value, handler);
    try {
      return (await tryOne(route, true)).wrong.length > 0;
    } finally {
      Reflect.defineMetadata(key, before, handler);
    }
  }

  function handlerOf({ handler }: DeclaredRoute): object {
    const [controller, method] = handler.split('.');
    const { metatype } = [...gateway.controllers()].find(({ name }) => name === controller) ?? {};
    if (metatype === undefined) throw new Error(`no controller ${controller}`);
    return (metatype.prototype as Record<string, object>)[method];
  }
});

function mutantsOf({ policy, stepUp }: DeclaredRoute): Mutant[] {
  const as = (name: PolicyName, what: string): Mutant => ({ what, key: policyKey, value: name });
  const guards = policy === 'public' ? [] : [as('public', 'open to anybody'), ...(policy === 'signed-in' ? [] : [as('signed-in', 'open to every role')])];
  return [...guards, ...(stepUp ? [{ what: 'does not ask again', key: stepUpKey, value: false }] : [])];
}
