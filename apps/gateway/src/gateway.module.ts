import { ErrorFilter } from '#libs/platform';
import { Module, StandardSchemaSerializerInterceptor, StandardSchemaValidationPipe } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, Reflector } from '@nestjs/core';
import { AccountModule } from './account/account.module.js';
import { ActingInterceptor, PolicyGuard } from './actor.js';
import { AlertsModule } from './alerts/alerts.module.js';
import { AuditModule } from './audit/audit.module.js';
import { ReadsAreNoted } from './audit/reads.js';
import { ClinicContactModule } from './clinic-contact/clinic-contact.module.js';
import { DevicesModule } from './devices/devices.module.js';
import { ExercisesModule } from './exercises/exercises.module.js';
import { IntensityModule } from './intensity/intensity.module.js';
import { LiveModule } from './live/live.module.js';
import { OperationsModule } from './operations/operations.module.js';
import { OwnRulesModule } from './own-rules/own-rules.module.js';
import { PatientsModule } from './patients/patients.module.js';
import { PeopleModule } from './people/people.module.js';
import { PrescriptionsModule } from './prescriptions/prescriptions.module.js';
import { PrivacyModule } from './privacy/privacy.module.js';
import { RecordModule } from './record/record.module.js';
import { ReferencesModule } from './references/references.module.js';
import { AccountLimit } from './request-limits.js';
import { SessionsModule } from './sessions/sessions.module.js';
import { TaughtExercisesModule } from './taught-exercises/taught-exercises.module.js';
import { SignInModule } from './sign-in/sign-in.module.js';
import { TrendsModule } from './trends/trends.module.js';

const resources = [SignInModule, AccountModule, AuditModule, PeopleModule, ClinicContactModule, RecordModule, PrivacyModule, PatientsModule, DevicesModule, ExercisesModule, PrescriptionsModule, ReferencesModule, SessionsModule, TaughtExercisesModule, IntensityModule, TrendsModule, AlertsModule, OwnRulesModule];

/** The only door out: HTTP for facts and acts, a socket for what happens now. */
@Module({
  imports: [...resources, LiveModule, OperationsModule],
  providers: [
    { provide: APP_GUARD, useClass: PolicyGuard },
    { provide: APP_GUARD, useClass: AccountLimit },
    { provide: APP_INTERCEPTOR, useClass: ActingInterceptor },
    { provide: APP_INTERCEPTOR, useClass: ReadsAreNoted },
    { provide: APP_FILTER, useClass: ErrorFilter },
    { provide: APP_PIPE, useClass: StandardSchemaValidationPipe },
    { provide: APP_INTERCEPTOR, inject: [Reflector], useFactory: (reflector: Reflector) => new StandardSchemaSerializerInterceptor(reflector) },
  ],
})
export class GatewayModule {}
