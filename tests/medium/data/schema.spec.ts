import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createDataSource, migrate } from '#libs/data';
import type { DataSource } from 'typeorm';
import { createEmptyDatabase, createTestDatabase } from '../../support/database.js';
import { testPostgresUrl } from '../../support/postgres.js';

/** Making the server, the first time, is not what is tested. */

describe('the schema', () => {
  beforeAll(async () => void (await testPostgresUrl()));

  const cleanUps: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  });

  it('is the same in the migrations and in the entities', async () => {
    const { dataSource, drop } = await createTestDatabase();
    cleanUps.push(drop);
    const difference = await dataSource.driver.createSchemaBuilder().log();
    expect(difference.upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('is made once when many processes migrate at the same time', async () => {
    const { url, drop } = await createEmptyDatabase();
    cleanUps.push(drop);
    const sources = await Promise.all(Array.from({ length: 4 }, (_, i) => connect(url, `migrator-${i}`)));
    await Promise.all(sources.map(migrate));
    const [{ migrations }] = await sources[0].query<{ migrations: number }[]>('SELECT count(*)::int AS migrations FROM migration');
    expect(migrations).toBe(sources[0].migrations.length);
  });

  it('can be taken down again', async () => {
    const { dataSource, drop } = await createTestDatabase();
    cleanUps.push(drop);
    for (let undone = 0; undone < dataSource.migrations.length; undone++) await dataSource.undoLastMigration();
    const tables = await dataSource.query<{ tablename: string }[]>(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`);
    expect(tables.map(({ tablename }) => tablename)).toEqual(['migration']);
  });

  async function connect(url: string, applicationName: string): Promise<DataSource> {
    const dataSource = await createDataSource({ url, poolSize: 1, applicationName }).initialize();
    cleanUps.push(() => dataSource.destroy());
    return dataSource;
  }
});
