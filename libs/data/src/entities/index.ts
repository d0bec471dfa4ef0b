import { AccountEntity } from './account.entity.js';
import { AlertCommentEntity } from './alert-comment.entity.js';
import { AlertVerdictEntity } from './alert-verdict.entity.js';
import { AlertEntity } from './alert.entity.js';
import { AnalysisCheckpointEntity, AnalysisEntity } from './analysis.entity.js';
import { AnalysisCursorEntity } from './analysis-cursor.entity.js';
import { AuditEventEntity } from './audit-event.entity.js';
import { CareTeamEntity } from './care-team.entity.js';
import { ClinicContactEntity } from './clinic-contact.entity.js';
import { ClinicEntity } from './clinic.entity.js';
import { ConsolePresenceEntity } from './console-presence.entity.js';
import { ConsentEntity } from './consent.entity.js';
import { DeviceEntity } from './device.entity.js';
import { EffortReportEntity } from './effort-report.entity.js';
import { DeviceClaimEntity } from './device-claim.entity.js';
import { DeviceCredentialEntity } from './device-credential.entity.js';
import { DeviceEventEntity } from './device-event.entity.js';
import { ErasureEntity } from './erasure.entity.js';
import { InboxEntity } from './inbox.entity.js';
import { InstructionEntity } from './instruction.entity.js';
import { InvitationEntity } from './invitation.entity.js';
import { NotificationEntity } from './notification.entity.js';
import { PacketEntity } from './packet.entity.js';
import { PatientEntity } from './patient.entity.js';
import { PatientReportEntity } from './patient-report.entity.js';
import { OwnRuleEntity, OwnRuleVersionEntity } from './own-rule.entity.js';
import { PlanPauseEntity } from './plan-pause.entity.js';
import { PractitionerEntity } from './practitioner.entity.js';
import { PreExerciseCheckEntity } from './pre-exercise-check.entity.js';
import { PrescriptionEntity } from './prescription.entity.js';
import { QuarantineEntity } from './quarantine.entity.js';
import { ReferenceEntity } from './reference.entity.js';
import { RepetitionEntity } from './repetition.entity.js';
import { PasskeyEntity, RecoveryCodeEntity, SignInChallengeEntity } from './second-factor.entity.js';
import { LegalHoldEntity, RetentionEntity } from './retention.entity.js';
import { SessionEntity } from './session.entity.js';
import { SessionSummaryEntity } from './session-summary.entity.js';
import { AccessTokenEntity, RefreshTokenEntity, SignInEntity } from './sign-in.entity.js';
import { IdentityProviderEntity, LinkedIdentityEntity } from './identity-provider.entity.js';
import { SignInTryEntity } from './sign-in-try.entity.js';
import { SetCorrectionEntity } from './set-correction.entity.js';
import { ShardLeaseEntity, WorkerEntity } from './shard-lease.entity.js';
import { SnoozeEntity } from './snooze.entity.js';
import { StreamEntity } from './stream.entity.js';
import { ExerciseLessonEntity, TaughtExerciseEntity } from './taught-exercise.entity.js';
import { WhatIfEntity } from './what-if.entity.js';

/** One entity a table; they do not leave this library. A test finds any difference from the migrations. */
export const entities = [
  ClinicEntity, PractitionerEntity, AccountEntity, SignInEntity, AccessTokenEntity, RefreshTokenEntity, InvitationEntity, RecoveryCodeEntity, PasskeyEntity, SignInChallengeEntity, SignInTryEntity, IdentityProviderEntity, LinkedIdentityEntity, PatientEntity, ConsentEntity, CareTeamEntity, DeviceEntity, DeviceCredentialEntity, DeviceClaimEntity, DeviceEventEntity, PrescriptionEntity,
  SessionEntity, StreamEntity, PacketEntity, QuarantineEntity, ReferenceEntity, TaughtExerciseEntity, ExerciseLessonEntity, AnalysisCursorEntity, WorkerEntity, ShardLeaseEntity,
  AnalysisEntity, AnalysisCheckpointEntity, RepetitionEntity, AlertEntity, InstructionEntity, InboxEntity, AuditEventEntity,
  SnoozeEntity, AlertVerdictEntity, NotificationEntity, AlertCommentEntity, ClinicContactEntity, PatientReportEntity, PlanPauseEntity, ConsolePresenceEntity,
  SessionSummaryEntity, EffortReportEntity, SetCorrectionEntity, PreExerciseCheckEntity, OwnRuleEntity, OwnRuleVersionEntity, WhatIfEntity, ErasureEntity, LegalHoldEntity, RetentionEntity,
];
