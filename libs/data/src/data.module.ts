import { Inject, Module, type DynamicModule, type OnApplicationShutdown, type Provider } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { createDataSource, type DataSourceSettings } from './data-source.js';
import { AccountRepository } from './repositories/account.repository.js';
import { AlertVerdictRepository } from './repositories/alert-verdict.repository.js';
import { AlertRepository } from './repositories/alert.repository.js';
import { AnalysisRepository } from './repositories/analysis.repository.js';
import { AuditRepository } from './repositories/audit.repository.js';
import { ClinicContactRepository } from './repositories/clinic-contact.repository.js';
import { ClinicPeopleRepository } from './repositories/clinic-people.repository.js';
import { DeviceRepository } from './repositories/device.repository.js';
import { EffortRepository } from './repositories/effort.repository.js';
import { ConsolePresenceRepository } from './repositories/console-presence.repository.js';
import { ErasureRepository } from './repositories/erasure.repository.js';
import { EscalationRepository } from './repositories/escalation.repository.js';
import { DeviceClaimRepository } from './repositories/device-claim.repository.js';
import { DeviceCredentialRepository } from './repositories/device-credential.repository.js';
import { FollowUpRepository } from './repositories/follow-up.repository.js';
import { InboxRepository } from './repositories/inbox.repository.js';
import { InstructionRepository } from './repositories/instruction.repository.js';
import { InvitationRepository } from './repositories/invitation.repository.js';
import { NotificationRepository } from './repositories/notification.repository.js';
import { OwnRuleRepository } from './repositories/own-rule.repository.js';
import { WhatIfRepository } from './repositories/what-if.repository.js';
import { PacketRepository } from './repositories/packet.repository.js';
import { PatientReportRepository } from './repositories/patient-report.repository.js';
import { PatientRepository } from './repositories/patient.repository.js';
import { PlanPauseRepository } from './repositories/plan-pause.repository.js';
import { PractitionerRepository } from './repositories/practitioner.repository.js';
import { PreExerciseCheckRepository } from './repositories/pre-exercise-check.repository.js';
import { PrescriptionRepository } from './repositories/prescription.repository.js';
import { RecordRepository } from './repositories/record.repository.js';
import { ReferenceRepository } from './repositories/reference.repository.js';
import { RetentionRepository } from './repositories/retention.repository.js';
import { SessionSummaryRepository } from './repositories/session-summary.repository.js';
import { TrendRepository } from './repositories/trend.repository.js';
import { SessionRepository } from './repositories/session.repository.js';
import { SecondFactorRepository } from './repositories/second-factor.repository.js';
import { SignInChallengeRepository } from './repositories/sign-in-challenge.repository.js';
import { IdentityProviderRepository } from './repositories/identity-provider.repository.js';
import { SignInTryRepository } from './repositories/sign-in-try.repository.js';
import { SignInRepository } from './repositories/sign-in.repository.js';
import { SetCorrectionRepository } from './repositories/set-correction.repository.js';
import { ShardLeaseRepository } from './repositories/shard-lease.repository.js';
import { TaughtExerciseRepository } from './repositories/taught-exercise.repository.js';
import { StreamRepository } from './repositories/stream.repository.js';
import { Seal, sealOf } from './seal.js';
import { Store } from './store.js';

const repositories = [
  AccountRepository, ClinicPeopleRepository, RecordRepository, InvitationRepository, SecondFactorRepository, SignInChallengeRepository, AlertRepository, AnalysisRepository, AuditRepository, DeviceRepository, InboxRepository, PacketRepository, PatientRepository,
  PractitionerRepository, EffortRepository, SetCorrectionRepository, PreExerciseCheckRepository, SessionSummaryRepository, PrescriptionRepository, ReferenceRepository, SessionRepository, SignInRepository, SignInTryRepository, IdentityProviderRepository, ShardLeaseRepository, StreamRepository, TaughtExerciseRepository, TrendRepository, Store,
  DeviceClaimRepository, DeviceCredentialRepository, PatientReportRepository, PlanPauseRepository, EscalationRepository, ErasureRepository, RetentionRepository, AlertVerdictRepository, NotificationRepository, ClinicContactRepository, ConsolePresenceRepository, FollowUpRepository, OwnRuleRepository, WhatIfRepository, InstructionRepository,
];

/** The one store. Global: every module may ask for a repository; nobody else sees the connection. */
@Module({})
export class DataModule implements OnApplicationShutdown {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** With keys it also has the `Seal`, for what is sealed outside of the repositories. */
  static forRoot(settings: DataSourceSettings): DynamicModule {
    const seal: Provider[] = settings.keys === undefined ? [] : [{ provide: Seal, inject: [DataSource], useFactory: sealOf }];
    const providers: Provider[] = [
      ...seal,
      { provide: DataSource, useFactory: () => createDataSource(settings).initialize() },
      ...repositories.map((repository): Provider => ({
        provide: repository,
        inject: [DataSource],
        useFactory: (dataSource: DataSource) => new repository(dataSource),
      })),
    ];
    return { module: DataModule, global: true, providers, exports: [DataSource, ...(settings.keys === undefined ? [] : [Seal]), ...repositories] };
  }

  /** Nest calls this hook after `onModuleDestroy` and `beforeApplicationShutdown` of all modules: whoever still writes stops there. */
  async onApplicationShutdown(): Promise<void> {
    await this.dataSource.destroy();
  }
}
