import { randomUUID } from 'node:crypto';
import { DeviceCredentialRepository } from '#libs/data';
import { Clock, Config, Metrics } from '#libs/platform';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { MqttClient } from 'mqtt';
import { CredentialWatch } from './credential-watch.js';
import { planOf, readCommands, readState, type SecurityCommand } from './dynamic-security-plan.js';

const requestTopic = '$CONTROL/dynamic-security/v1';
const responseTopic = `${requestTopic}/response`;
/** Nobody but us changes what Mosquitto has; should somebody, it is put right after so long. */
const healEveryMs = 60_000;
const retryMs = 1000;
const answerWithinMs = 5000;
const commandsAtOnce = 200;

interface Answer {
  command: string;
  error?: string;
  data?: unknown;
  correlationData?: string;
}

/**
 * Cluster profile with Mosquitto's dynamic-security plugin: which client may do what, and cutting off who may nothing any more
 * (taking a client out closes its connection, 2 ms). PostgreSQL is the truth; what differs is put right, whoever changed it.
 * Secrets stay in the password file: the plugin would want them in clear.
 */
@Injectable()
export class DynamicSecurity implements OnModuleDestroy {
  private readonly logger = new Logger(DynamicSecurity.name);
  private readonly asked = new Map<string, (answers: Answer[]) => void>();
  private client: MqttClient | null = null;
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private again = false;

  constructor(
    private readonly credentials: DeviceCredentialRepository,
    private readonly watch: CredentialWatch,
    private readonly metrics: Metrics,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** With the connection that packets come in by. */
  attach(client: MqttClient): void {
    if (!this.config.mqtt.dynamicSecurity) return;
    this.client = client;
    client.on('connect', () => client.subscribe(responseTopic, () => this.sync()));
    client.on('message', (topic, payload) => {
      if (topic === responseTopic) this.hear(payload);
    });
    this.watch.listen(() => Promise.resolve(this.sync()));
  }

  async onModuleDestroy(): Promise<void> {
    this.client = null;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.running;
  }

  /** One at a time; what changes meanwhile is looked at once more. */
  private sync(): void {
    this.again = true;
    if (this.running !== null) return;
    if (this.timer !== null) clearTimeout(this.timer);
    this.running = this.syncUntilQuiet().then((done) => {
      this.running = null;
      if (this.client !== null) this.timer = setTimeout(() => this.sync(), done ? healEveryMs : retryMs);
    });
  }

  private async syncUntilQuiet(): Promise<boolean> {
    try {
      while (this.again && this.client !== null) {
        this.again = false;
        await this.syncOnce(this.client);
      }
      return true;
    } catch (error) {
      this.logger.warn({ msg: 'dynamic security not brought up to date; again in a second', error: String(error) });
      return false;
    }
  }

  private async syncOnce(client: MqttClient): Promise<void> {
    const state = readState(await this.ask(client, readCommands));
    const commands = planOf(await this.credentials.accounts(new Date(this.clock.now())), state, this.config.mqtt.username);
    // Another ingest process does the same: what it was faster with fails here, and is no failure.
    for (let i = 0; i < commands.length; i += commandsAtOnce) await this.ask(client, commands.slice(i, i + commandsAtOnce));
    this.metrics.brokerChanges.inc(commands.length);
  }

  /** Everybody on the topic hears every answer: ours is the one with our mark. */
  private async ask(client: MqttClient, commands: readonly SecurityCommand[]): Promise<Answer[]> {
    const mark = randomUUID();
    let timer: NodeJS.Timeout | undefined;
    const answered = new Promise<Answer[]>((resolve, reject) => {
      this.asked.set(mark, resolve);
      timer = setTimeout(() => reject(new Error('the broker did not answer')), answerWithinMs);
    });
    client.publish(requestTopic, JSON.stringify({ commands: commands.map((command) => ({ ...command, correlationData: mark })) }), { qos: 1 });
    return answered.finally(() => {
      clearTimeout(timer);
      this.asked.delete(mark);
    });
  }

  private hear(payload: Buffer): void {
    const { responses } = JSON.parse(payload.toString()) as { responses: Answer[] };
    this.asked.get(responses[0]?.correlationData ?? '')?.(responses);
  }
}
