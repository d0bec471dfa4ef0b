import { describe, expect, it } from '@jest/globals';
import { DataModule, SessionRepository } from '#libs/data';
import { Inject, Module, type BeforeApplicationShutdown } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { createEmptyDatabase, createTestDatabase } from '../../support/database.js';

/** Somebody who has a last thing to write when the application stops. */
@Module({})
class LastWriter implements BeforeApplicationShutdown {
  found: unknown = null;

  constructor(@Inject(SessionRepository) private readonly sessions: SessionRepository) {}

  async beforeApplicationShutdown(): Promise<void> {
    this.found = await this.sessions.summaryForHint('00000000-0000-4000-8000-000000000000');
  }
}

describe('the data module', () => {
  it('gives every module its repositories, and closes the store after everybody else', async () => {
    const { url, drop } = await createTestDatabase();
    @Module({ imports: [DataModule.forRoot({ url, poolSize: 2, applicationName: 'module-test' }), LastWriter] })
    class App {}
    const app = await NestFactory.createApplicationContext(App, { logger: false });
    const dataSource = app.get(DataSource);
    const [{ name }] = await dataSource.query<{ name: string }[]>(
      'SELECT application_name AS name FROM pg_stat_activity WHERE pid = pg_backend_pid()');
    expect(name).toBe('module-test');
    await app.close();
    expect(app.get(LastWriter).found).toBeNull();
    expect(dataSource.isInitialized).toBe(false);
    await drop();
  });

  it('does not start when it cannot connect', async () => {
    const { url, drop } = await createEmptyDatabase();
    const unreachable = new URL(url);
    unreachable.password = 'wrong';
    @Module({ imports: [DataModule.forRoot({ url: unreachable.href, poolSize: 1, applicationName: 'module-test' })] })
    class App {}
    await expect(NestFactory.createApplicationContext(App, { logger: false, abortOnError: false })).rejects.toThrow('password authentication failed');
    await drop();
  });
});
