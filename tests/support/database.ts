import { randomUUID } from 'node:crypto';
import { appUrlOf, createDataSource, newSealKeys, prepareDatabase } from '#libs/data';
import type { DataSource } from 'typeorm';
import { onServer, testPostgresUrl } from './postgres.js';

export interface TestDatabase {
  /** As the servers sign in. */
  url: string;
  /** As the owner: to lay out what is tested, and to look past every wall. */
  dataSource: DataSource;
  drop(): Promise<void>;
}

/** One for all that this process tests: a gateway opens what a test has laid out. */
export const testDataKeys = newSealKeys();

const template = 'tendon_template';
const appPassword = 'of-the-test-server';

/** A database of its own with the newest schema, copied from a template that is migrated once a process. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = await testPostgresUrl();
  await ensureTemplate(server);
  const url = await createDatabase(server, template);
  // Not copied from a template: the rights to the database itself.
  await onServer(server, (client) => client.query(`GRANT CREATE ON DATABASE ${nameOf(url)} TO tendon_app`));
  const dataSource = await createDataSource({ url, poolSize: 25, applicationName: 'test', keys: testDataKeys }).initialize();
  return {
    url: appUrlOf(url, appPassword),
    dataSource,
    drop: async () => {
      await dataSource.destroy();
      await dropDatabase(server, url);
    },
  };
}

/** Without a schema: for tests of the migration itself. */
export async function createEmptyDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = await testPostgresUrl();
  const url = await createDatabase(server, 'template1');
  return { url, drop: () => dropDatabase(server, url) };
}

async function ensureTemplate(server: string): Promise<void> {
  const exists = await onServer(server, (client) => client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]));
  if (exists.rowCount === 1) return;
  const making = await createDatabase(server, 'template1');
  await prepareDatabase({ ownerUrl: making, appUrl: appUrlOf(making, appPassword), withQueue: false, keys: testDataKeys });
  await onServer(server, (client) => client.query(`ALTER DATABASE ${nameOf(making)} RENAME TO ${template}`));
}

async function createDatabase(server: string, from: string): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${from}`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function dropDatabase(server: string, url: string): Promise<void> {
  await onServer(server, (client) => client.query(`DROP DATABASE ${nameOf(url)} WITH (FORCE)`));
}

function nameOf(url: string): string {
  return new URL(url).pathname.slice(1);
}
