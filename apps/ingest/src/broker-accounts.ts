import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { DeviceCredentialRepository, mosquittoPassword, type BrokerAccount } from '#libs/data';
import { Clock, Config } from '#libs/platform';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CredentialWatch } from './credential-watch.js';

/** Somebody may have written the file, or the last time failed. */
const everyMs = 5000;

/**
 * Cluster profile: who may connect to Mosquitto, as its password file. PostgreSQL is the truth; the file is written again
 * whenever it says something else, by any ingest process, since all of them write the same: one after the other, or who read it before a device was
 * revoked could write it after.
 */
@Injectable()
export class BrokerAccounts implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(BrokerAccounts.name);
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly credentials: DeviceCredentialRepository,
    private readonly watch: CredentialWatch,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.mqtt.accountsFile === '') return;
    const again = (): Promise<void> => (this.writing = this.writing.then(() => this.write(this.config.mqtt.accountsFile)));
    this.watch.listen(again);
    this.timer = setInterval(() => void again(), everyMs);
    void again();
  }

  async onModuleDestroy(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    await this.writing;
  }

  private async write(file: string): Promise<void> {
    try {
      await this.credentials.useAccounts(new Date(this.clock.now()), (accounts) => this.put(file, accounts));
    } catch (error) {
      this.logger.error({ msg: 'broker accounts not written; tried again in 5 s', error: String(error) });
    }
  }

  private put(file: string, accounts: BrokerAccount[]): void {
    const text = [this.own(), ...accounts.map(({ name, passwordHash }) => `${name}:${passwordHash}`), ''].join('\n');
    if (contentOf(file) === text) return;
    // In place at once: Mosquitto must not read half of it.
    const written = `${file}.${process.pid}`;
    writeFileSync(written, text, { mode: 0o644 });
    renameSync(written, file);
  }

  /** Ingest's own account. Its salt comes from its name, so that every ingest process writes the same line. */
  private own(): string {
    const { username, password } = this.config.mqtt;
    const salt = createHash('sha256').update(`tendon ${username}`).digest().subarray(0, 12);
    return `${username}:${mosquittoPassword(password, salt)}`;
  }
}

function contentOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
