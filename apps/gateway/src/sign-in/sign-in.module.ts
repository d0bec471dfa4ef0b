import { Module } from '@nestjs/common';
import { PasskeysService } from './passkeys.service.js';
import { SecondFactorService } from './second-factor.service.js';
import { SignInController } from './sign-in.controller.js';
import { SignInDesk } from './sign-in-desk.js';
import { SignInTries } from './sign-in-tries.js';
import { SignInService } from './sign-in.service.js';

const shared = [SignInService, SecondFactorService, PasskeysService, SignInDesk, SignInTries];

@Module({ controllers: [SignInController], providers: shared, exports: shared })
export class SignInModule {}
