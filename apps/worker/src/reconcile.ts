import { AnalysisRepository, ReferenceRepository, SessionSummaryRepository, TaughtExerciseRepository, WhatIfRepository } from '#libs/data';
import { Clock, JobQueue } from '#libs/platform';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ApplyRetentionProcessor } from './apply-retention.processor.js';
import { EraseRecordProcessor } from './erase-record.processor.js';
import { EscalateAlertProcessor } from './escalate-alert.processor.js';
import { FollowUpPatientProcessor } from './follow-up-patient.processor.js';

const everyMs = 2000;
/** Checkpoints and the like are cleared away once in so many rounds. */
const pruneEveryRounds = 300;
/** Finished sessions are summed up, and references and lessons built, at once; those whose ticket was lost are looked for once in so many rounds, and so many at a time. */
const sumUpEveryRounds = 15;
const sumUpAtOnce = 100;
/** Once an hour: what is kept for days need not go at the minute. */
const retainEveryRounds = 1800;

/**
 * Every 2 s writes a ticket for each shard that has a session running. Queue and bus may forget everything they know:
 * two seconds later all work is on its way again, from PostgreSQL. It is also what lets time pass for a session from
 * which nothing comes any more (TC-01, TC-02).
 */
@Injectable()
export class Reconciler implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Reconciler.name);
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private rounds = 0;

  constructor(private readonly repository: AnalysisRepository, private readonly summaries: SessionSummaryRepository, private readonly references: ReferenceRepository, private readonly taught: TaughtExerciseRepository, private readonly whatIfs: WhatIfRepository, private readonly escalateAlert: EscalateAlertProcessor, private readonly eraseRecord: EraseRecordProcessor, private readonly followUpPatient: FollowUpPatientProcessor, private readonly applyRetention: ApplyRetentionProcessor, private readonly queue: JobQueue, private readonly clock: Clock) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.running ??= this.round().finally(() => (this.running = null));
    }, everyMs);
  }

  async onModuleDestroy(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    await this.running;
  }

  /** What was asked for once and whose ticket was lost. */
  private async remindOfOnce(): Promise<void> {
    const due = await this.summaries.due(sumUpAtOnce);
    await this.queue.enqueueMany(due.map((sessionId) => ({ name: 'summarise-session', data: { sessionId }, deduplicationId: `summary-${sessionId}` })));
    const asked = await this.whatIfs.due(sumUpAtOnce);
    await this.queue.enqueueMany(asked.map((whatIfId) => ({ name: 'run-what-if', data: { whatIfId }, deduplicationId: `what-if-${whatIfId}` })));
    const approved = await this.references.waiting(sumUpAtOnce);
    await this.queue.enqueueMany(approved.map((referenceId) => ({ name: 'build-reference', data: { referenceId }, deduplicationId: referenceId })));
    const taught = await this.taught.waiting(sumUpAtOnce);
    await this.queue.enqueueMany(taught.map((exerciseId) => ({ name: 'teach-exercise', data: { exerciseId }, deduplicationId: `teach-${exerciseId}` })));
  }

  private async round(): Promise<void> {
    try {
      if (this.rounds % pruneEveryRounds === 0) await this.repository.pruneCheckpoints();
      if (this.rounds % retainEveryRounds === 0) await this.applyRetention.enqueueAll();
      if (this.rounds % sumUpEveryRounds === 0) await this.eraseRecord.enqueueDue();
      if (this.rounds++ % sumUpEveryRounds === 0) await this.remindOfOnce();
      await this.escalateAlert.remindOfDue(this.clock.now() + everyMs);
      await this.escalateAlert.sendDue();
      await this.followUpPatient.remindOfDue(this.clock.now() + everyMs);
      await this.repository.reopenCompleted();
      const shards = await this.repository.shardsToLookAt();
      await this.queue.enqueueMany(shards.map((shard) => ({ name: 'analyse-sessions', data: { shard }, deduplicationId: `shard-${shard}` })));
    } catch (error) {
      this.logger.warn({ msg: 'reconciler round failed; the next one is in 2 s', error: String(error) });
    }
  }
}
