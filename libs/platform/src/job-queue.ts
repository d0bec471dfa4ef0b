import { jobs, queueNameOf, type JobData, type JobName } from '#libs/contracts';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Queue, UnrecoverableError, Worker, createPostgresBackend, createRedisBackend, type Job } from 'bullmq';
import { Redis } from 'ioredis';
import { Config } from './config.js';
import { Health } from './health.js';

/** A ticket: the job's name, the ids it carries, and the id under which at most one waits and one runs. */
export interface Ticket<N extends JobName = JobName> {
  name: N;
  data: JobData<N>;
  deduplicationId: string;
  /** Not before so long from now; absent: at once. */
  delayMs?: number;
}

/** Throw it for a failure that no second try can mend. */
export class PermanentJobError extends UnrecoverableError {}

/** What is used of a queue and a worker, whichever backend they have. */
interface QueueHandle {
  addBulk(jobs: { name: string; data: unknown; opts: object }[]): Promise<unknown>;
  getJobCounts(...states: 'waiting'[]): Promise<unknown>;
  close(): Promise<void>;
}

export interface WorkerHandle {
  /** After the job that runs; what waits is left to others. */
  close(): Promise<void>;
}

const schema = 'bullmq';
/** A dead worker's job is taken up by another within lock and check, some 3 s (reliability E3b). */
const lockDurationMs = 3000;
const stalledIntervalMs = 1000;
const maxStalledCount = 10;
/** Beyond what a job may take, short of what an orchestrator waits before it kills. */
const closeWithinMs = 5000;

/**
 * BullMQ on Redis or on PostgreSQL, as the configuration has it; the same behaviour on both (tests/medium/platform).
 * Tickets are hints: they may be lost, and then the reconciler writes them again. Never on the path of an acknowledgement.
 */
@Injectable()
export class JobQueue implements BeforeApplicationShutdown {
  private readonly logger = new Logger(JobQueue.name);
  private readonly queues = new Map<string, QueueHandle>();
  private readonly workers = new Map<string, WorkerHandle>();
  private connection: Redis | null = null;

  constructor(private readonly config: Config, health: Health) {
    health.register('queue', () => this.ping());
  }

  async enqueue<N extends JobName>(name: N, data: JobData<N>, options: Pick<Ticket, 'deduplicationId' | 'delayMs'>): Promise<void> {
    await this.enqueueMany([{ name, data, ...options }]);
  }

  async enqueueMany(tickets: Ticket[]): Promise<void> {
    const byQueue = new Map<string, Ticket[]>();
    for (const ticket of tickets) {
      const queue = queueNameOf(ticket.name, jobs[ticket.name].parse(ticket.data));
      byQueue.set(queue, [...(byQueue.get(queue) ?? []), ticket]);
    }
    await Promise.all([...byQueue].map(([queue, own]) => this.queueOf(queue).addBulk(own.map((ticket) => ({ name: ticket.name, data: ticket.data, opts: optionsOf(ticket) })))));
  }

  /** Takes the jobs of that name, one at a time; of one shard, when it is given. Two handlers of one queue are a mistake in the composition of the process. */
  process<N extends JobName>(name: N, handler: (data: JobData<N>) => Promise<void>, of: { shard?: number } = {}): WorkerHandle {
    const queue = queueNameOf(name, of);
    if (this.workers.has(queue)) throw new Error(`queue ${queue} has two handlers`);
    const run = async (job: Job): Promise<void> => handler(this.parse(name, job.data));
    const options = { concurrency: 1, lockDuration: lockDurationMs, stalledInterval: stalledIntervalMs, maxStalledCount };
    const worker = this.config.redisUrl === ''
      ? new Worker(queue, run, { ...options, connection: this.postgres() }, createPostgresBackend)
      : new Worker(queue, run, { ...options, connection: this.redis() }, createRedisBackend);
    worker.on('error', (error) => this.logger.warn({ msg: 'queue connection', queue, error: String(error) }));
    worker.on('failed', (_job, error) => this.logger.error({ msg: 'job failed', queue, error: String(error) }));
    const handle = {
      close: async () => {
        this.workers.delete(queue);
        await worker.close();
      },
    };
    this.workers.set(queue, handle);
    return handle;
  }

  /** For readiness: the queue answers. */
  async ping(): Promise<void> {
    await this.queueOf('build-reference').getJobCounts('waiting');
  }

  /** Lets running jobs end before anything they need is closed. A backend that is gone is not waited for: its jobs are not lost. */
  async beforeApplicationShutdown(): Promise<void> {
    const closed = Promise.all([...this.workers.values()].map((worker) => worker.close())).then(() => Promise.all([...this.queues.values()].map((queue) => queue.close())));
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, closeWithinMs);
    });
    await Promise.race([closed, tooLong]).finally(() => clearTimeout(timer));
    this.connection?.disconnect();
  }

  private parse<N extends JobName>(name: N, data: unknown): JobData<N> {
    const parsed = jobs[name].safeParse(data);
    if (!parsed.success) throw new PermanentJobError(`job ${name} carries ${JSON.stringify(data)}: ${parsed.error.message}`);
    return parsed.data as JobData<N>;
  }

  private queueOf(name: string): QueueHandle {
    const known = this.queues.get(name);
    if (known !== undefined) return known;
    const queue = this.config.redisUrl === ''
      ? new Queue(name, { connection: this.postgres() }, createPostgresBackend)
      : new Queue(name, { connection: this.connect() }, createRedisBackend);
    queue.on('error', (error) => this.logger.warn({ msg: 'queue connection', queue: name, error: String(error) }));
    this.queues.set(name, queue);
    return queue;
  }

  /** One for all queues, and ours, so that we can end it: BullMQ waits for a connection before it closes it. */
  private connect(): Redis {
    return (this.connection ??= new Redis(this.config.redisUrl, { maxRetriesPerRequest: 1, enableOfflineQueue: false }));
  }

  private postgres(): { connectionString: string; schema: string; migrate: boolean; max: number } {
    return { connectionString: this.config.databaseUrl, schema, migrate: true, max: 3 };
  }

  private redis(): { url: string; maxRetriesPerRequest: null } {
    return { url: this.config.redisUrl, maxRetriesPerRequest: null };
  }
}

function optionsOf(ticket: Ticket): object {
  return {
    deduplication: { id: ticket.deduplicationId, keepLastIfActive: true },
    ...(ticket.delayMs === undefined ? {} : { delay: ticket.delayMs }),
    removeOnComplete: true,
    // It names whom it is about, and would outlast their erasure. What failed is in the log, and the reconciler orders it again.
    removeOnFail: true,
  };
}
