import { JobQueue } from '#libs/platform';
import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { AnalyseSessionsProcessor } from './analyse-sessions.processor.js';
import { BuildReferenceProcessor } from './build-reference.processor.js';
import { Reconciler } from './reconcile.js';

/** As many shards as the configuration has may be analysed at once; one shard never twice, since its tickets are deduplicated. */
@Module({ providers: [AnalyseSessionsProcessor, BuildReferenceProcessor, Reconciler] })
export class WorkerModule implements OnApplicationBootstrap {
  constructor(
    private readonly queue: JobQueue,
    private readonly analyseSessions: AnalyseSessionsProcessor,
    private readonly buildReference: BuildReferenceProcessor,
  ) {}

  onApplicationBootstrap(): void {
    this.queue.process('analyse-sessions', (data) => this.analyseSessions.process(data), { concurrency: 8 });
    this.queue.process('build-reference', (data) => this.buildReference.process(data), { concurrency: 1 });
  }
}
