import { ErrorFilter } from '#libs/platform';
import { Module, StandardSchemaSerializerInterceptor, StandardSchemaValidationPipe } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, Reflector } from '@nestjs/core';
import { PolicyGuard } from './actor.js';
import { AlertsController } from './alerts/alerts.controller.js';
import { LiveGateway } from './live/live.gateway.js';
import { Relay } from './live/relay.js';
import { OperationsController } from './operations/operations.controller.js';
import { PatientsController } from './patients/patients.controller.js';
import { PrescriptionsController } from './prescriptions/prescriptions.controller.js';
import { ReferencesController } from './references/references.controller.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { Attempts } from './sign-in/attempts.js';
import { SignInController } from './sign-in/sign-in.controller.js';

/** The only door out: HTTP for facts and acts, a socket for what happens now. */
@Module({
  controllers: [SignInController, PatientsController, PrescriptionsController, ReferencesController, SessionsController, AlertsController, OperationsController],
  providers: [
    Attempts,
    LiveGateway,
    Relay,
    { provide: APP_GUARD, useClass: PolicyGuard },
    { provide: APP_FILTER, useClass: ErrorFilter },
    { provide: APP_PIPE, useClass: StandardSchemaValidationPipe },
    { provide: APP_INTERCEPTOR, inject: [Reflector], useFactory: (reflector: Reflector) => new StandardSchemaSerializerInterceptor(reflector) },
  ],
})
export class GatewayModule {}
