import { Config, Seal } from '#libs/platform';
import { Module } from '@nestjs/common';
import { Attempts } from './attempts.js';
import { PasskeysService } from './passkeys.service.js';
import { SecondFactorService } from './second-factor.service.js';
import { SignInController } from './sign-in.controller.js';
import { SignInDesk } from './sign-in-desk.js';
import { SignInService } from './sign-in.service.js';

/** Without good keys the gateway does not start. */
const seal = { provide: Seal, inject: [Config], useFactory: (config: Config) => new Seal(config.dataKeys) };
const shared = [seal, SignInService, SecondFactorService, PasskeysService, SignInDesk, Attempts];

@Module({ controllers: [SignInController], providers: shared, exports: shared })
export class SignInModule {}
