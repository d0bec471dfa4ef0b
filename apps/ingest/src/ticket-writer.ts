import { Config, JobQueue } from '#libs/platform';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';

/**
 * Tells workers that a shard has packets: at once, and then at most once in the time between two analyses, since a ticket
 * that comes earlier finds a worker that waits. Never waited for: a lost ticket costs two seconds (the reconciler writes it
 * again), a late acknowledgement would cost every device a resend.
 */
@Injectable()
export class TicketWriter implements OnModuleDestroy {
  private readonly logger = new Logger(TicketWriter.name);
  private readonly writtenMs = new Map<number, number>();
  private readonly waiting = new Set<number>();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly queue: JobQueue, private readonly config: Config) {}

  touch(shards: Iterable<number>): void {
    for (const shard of shards) this.waiting.add(shard);
    this.writeDue();
  }

  onModuleDestroy(): void {
    if (this.timer !== null) clearTimeout(this.timer);
  }

  private writeDue(): void {
    const nowMs = performance.now();
    const dueMs = (shard: number): number => (this.writtenMs.get(shard) ?? -Infinity) + this.config.analysisPaceMs;
    const due = [...this.waiting].filter((shard) => dueMs(shard) <= nowMs);
    for (const shard of due) {
      this.waiting.delete(shard);
      this.writtenMs.set(shard, nowMs);
    }
    if (due.length > 0) this.write(due);
    if (this.waiting.size === 0 || this.timer !== null) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      this.writeDue();
    }, Math.min(...[...this.waiting].map(dueMs)) - nowMs);
  }

  private write(shards: number[]): void {
    this.queue
      .enqueueMany(shards.map((shard) => ({ name: 'analyse-sessions', data: { shard }, deduplicationId: `shard-${shard}` })))
      .catch((error: unknown) => this.logger.warn({ msg: 'tickets lost; the reconciler writes them again', error: String(error) }));
  }
}
