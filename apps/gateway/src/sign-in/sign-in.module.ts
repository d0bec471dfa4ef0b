import { Module } from '@nestjs/common';
import { Attempts } from './attempts.js';
import { PasskeysService } from './passkeys.service.js';
import { SecondFactorService } from './second-factor.service.js';
import { SignInController } from './sign-in.controller.js';
import { SignInDesk } from './sign-in-desk.js';
import { SignInService } from './sign-in.service.js';

const shared = [SignInService, SecondFactorService, PasskeysService, SignInDesk, Attempts];

@Module({ controllers: [SignInController], providers: shared, exports: shared })
export class SignInModule {}
