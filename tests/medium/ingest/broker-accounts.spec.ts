import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import 'reflect-metadata';
import { DeviceCredentialRepository, DeviceRepository, type BrokerAccount } from '#libs/data';
import { Clock, InProcessLiveBus, loadConfig, type Config } from '#libs/platform';
import { BrokerAccounts } from '../../../apps/ingest/src/broker-accounts.js';
import { CredentialWatch } from '../../../apps/ingest/src/credential-watch.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { seed } from '../../support/database-seed.js';
import { until } from '../../support/until.js';

/** Has read who may come in, and is in no hurry to write it. */
class SlowReader extends DeviceCredentialRepository {
  hasRead = false;
  private goOn: () => void = () => undefined;
  private readonly mayGoOn = new Promise<void>((resolve) => {
    this.goOn = resolve;
  });

  override async useAccounts(now: Date, use: (accounts: BrokerAccount[]) => void | Promise<void>): Promise<void> {
    await super.useAccounts(now, async (accounts) => {
      this.hasRead = true;
      await this.mayGoOn;
      await use(accounts);
    });
  }

  release(): void {
    this.goOn();
  }
}

describe('the password file of two ingest processes', () => {
  let database: TestDatabase;
  let folder: string;
  let config: Config;

  beforeAll(async () => {
    database = await createTestDatabase();
    folder = mkdtempSync(join(tmpdir(), 'tendon-accounts-'));
    config = loadConfig({ DATABASE_URL: database.url, MQTT_ACCOUNTS_FILE: join(folder, 'passwords'), MQTT_USERNAME: 'ingest', MQTT_PASSWORD: 'ingest-has-a-password-of-its-own', LOG_LEVEL: 'fatal' });
  }, 30_000);
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await database.drop();
  });

  const started = (credentials: DeviceCredentialRepository): BrokerAccounts => {
    const clock = new Clock();
    const accounts = new BrokerAccounts(credentials, new CredentialWatch(credentials, new InProcessLiveBus(), clock), clock, config);
    accounts.onApplicationBootstrap();
    return accounts;
  };
  const written = (): string => readFileSync(config.mqtt.accountsFile, 'utf8');
  const isWaitedFor = async (): Promise<boolean> => (await database.dataSource.query<unknown[]>(`SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`)).length > 0;

  it('has no revoked device again, however late one of them writes what it had read before', async () => {
    const { deviceId, practitionerId } = await seed(database.dataSource);
    const slow = new SlowReader(database.dataSource);
    const first = started(slow);
    await until(() => slow.hasRead, 'one has read who may come in');
    await new DeviceRepository(database.dataSource).revoke({ deviceId, practitionerId, reason: 'lost', now: new Date() });
    let isDone = false;
    const second = started(new DeviceCredentialRepository(database.dataSource));
    const secondIsDone = second.onModuleDestroy().then(() => (isDone = true));
    await until(async () => isDone || (await isWaitedFor()), 'the other has written, or waits');
    slow.release();
    await first.onModuleDestroy();
    await secondIsDone;
    expect(written()).toContain('ingest:');
    expect(written()).not.toContain(deviceId);
  });
});
