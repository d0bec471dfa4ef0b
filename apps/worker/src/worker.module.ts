import { Store } from '#libs/data';
import { Health, JobQueue } from '#libs/platform';
import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { AnalyseSessionsProcessor } from './analyse-sessions.processor.js';
import { ApplyRetentionProcessor } from './apply-retention.processor.js';
import { BuildReferenceProcessor } from './build-reference.processor.js';
import { EraseRecordProcessor } from './erase-record.processor.js';
import { EscalateAlertProcessor } from './escalate-alert.processor.js';
import { FollowUpPatientProcessor } from './follow-up-patient.processor.js';
import { Reconciler } from './reconcile.js';
import { RunWhatIfProcessor } from './run-what-if.processor.js';
import { SendNotificationProcessor } from './send-notification.processor.js';
import { ShardLeases } from './shard-leases.js';
import { TeachExerciseProcessor } from './teach-exercise.processor.js';
import { SummariseSessionProcessor } from './summarise-session.processor.js';

/** One shard is never analysed twice at once, since its tickets are deduplicated; which shards are ours is for the leases to say. */
@Module({ providers: [AnalyseSessionsProcessor, ShardLeases, BuildReferenceProcessor, TeachExerciseProcessor, SummariseSessionProcessor, EscalateAlertProcessor, SendNotificationProcessor, RunWhatIfProcessor, EraseRecordProcessor, ApplyRetentionProcessor, FollowUpPatientProcessor, Reconciler] })
export class WorkerModule implements OnApplicationBootstrap {
  constructor(
    private readonly queue: JobQueue,
    private readonly buildReference: BuildReferenceProcessor,
    private readonly teachExercise: TeachExerciseProcessor,
    private readonly summariseSession: SummariseSessionProcessor,
    private readonly escalateAlert: EscalateAlertProcessor,
    private readonly sendNotification: SendNotificationProcessor,
    private readonly runWhatIf: RunWhatIfProcessor,
    private readonly eraseRecord: EraseRecordProcessor,
    private readonly applyRetention: ApplyRetentionProcessor,
    private readonly followUpPatient: FollowUpPatientProcessor,
    store: Store,
    health: Health,
  ) {
    health.register('database', () => store.ping());
  }

  onApplicationBootstrap(): void {
    this.queue.process('build-reference', (data) => this.buildReference.process(data));
    this.queue.process('teach-exercise', (data) => this.teachExercise.process(data));
    this.queue.process('run-what-if', (data) => this.runWhatIf.process(data));
    this.queue.process('send-notification', (data) => this.sendNotification.process(data));
    this.queue.process('erase-record', (data) => this.eraseRecord.process(data));
    this.queue.process('apply-retention', (data) => this.applyRetention.process(data));
    this.queue.process('follow-up-patient', (data) => this.followUpPatient.process(data));
    this.queue.process('escalate-alert', (data) => this.escalateAlert.process(data));
    this.queue.process('summarise-session', (data) => this.summariseSession.process(data));
  }
}
