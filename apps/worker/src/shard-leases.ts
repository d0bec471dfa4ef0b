import { randomUUID } from 'node:crypto';
import { ShardLeaseRepository } from '#libs/data';
import { Config, JobQueue, type WorkerHandle } from '#libs/platform';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { AnalyseSessionsProcessor } from './analyse-sessions.processor.js';

const everyMs = 1000;
/** Three rounds missed: the worker is dead, or might as well be. */
const leaseMs = 3000;

/**
 * Takes the tickets of this worker's shards and of no others, so that sessions stay with the worker that remembers them: one
 * that gets a session new folds its last five seconds again, and with tickets going to whoever is free that was half of all
 * the work (two workers, 100 sessions: p95 644 ms, against 78 ms with one).
 */
@Injectable()
export class ShardLeases implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(ShardLeases.name);
  private readonly workerId = randomUUID();
  private readonly held = new Map<number, WorkerHandle>();
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;

  constructor(
    private readonly leases: ShardLeaseRepository,
    private readonly queue: JobQueue,
    private readonly analyseSessions: AnalyseSessionsProcessor,
    private readonly config: Config,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.round();
    this.timer = setInterval(() => {
      this.running ??= this.round().finally(() => (this.running = null));
    }, everyMs);
  }

  async onModuleDestroy(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    await this.running;
    await Promise.all([...this.held.values()].map((handle) => handle.close()));
    await this.leases.release(this.workerId).catch((error: unknown) => this.logger.warn({ msg: 'leases not released; they run out', error: String(error) }));
  }

  /** A round that fails changes nothing: whoever takes our shards meanwhile is fenced from us by the commit. */
  private async round(): Promise<void> {
    try {
      const shards = await this.leases.claim(this.workerId, { shardCount: this.config.analysisShards, leaseMs });
      const lost = [...this.held.keys()].filter((shard) => !shards.includes(shard));
      for (const shard of shards) if (!this.held.has(shard)) this.take(shard);
      await Promise.all(lost.map((shard) => this.leave(shard)));
    } catch (error) {
      this.logger.warn({ msg: 'leases not renewed; the next round is in 1 s', error: String(error) });
    }
  }

  private take(shard: number): void {
    this.held.set(shard, this.queue.process('analyse-sessions', (data) => this.analyseSessions.process(data), { shard }));
  }

  private async leave(shard: number): Promise<void> {
    const handle = this.held.get(shard);
    this.held.delete(shard);
    await handle?.close();
    this.analyseSessions.forget(shard);
  }
}
