import { Module } from '@nestjs/common';
import { IdentityProviderController } from '../identity-provider/identity-provider.controller.js';
import { IdentityProviderService } from '../identity-provider/identity-provider.service.js';
import { OpenId } from '../identity-provider/open-id.js';
import { ProviderQuestions } from '../identity-provider/provider-questions.js';
import { ProviderSignInController } from '../identity-provider/provider-sign-in.controller.js';
import { ProviderSignInService } from '../identity-provider/provider-sign-in.service.js';
import { PasskeysService } from './passkeys.service.js';
import { SecondFactorService } from './second-factor.service.js';
import { SignInController } from './sign-in.controller.js';
import { SignInDesk } from './sign-in-desk.js';
import { SignInTries } from './sign-in-tries.js';
import { SignInService } from './sign-in.service.js';

const shared = [SignInService, SecondFactorService, PasskeysService, SignInDesk, SignInTries];

const byClinicAccount = [IdentityProviderService, OpenId, ProviderQuestions, ProviderSignInService];

@Module({ controllers: [SignInController, ProviderSignInController, IdentityProviderController], providers: [...shared, ...byClinicAccount], exports: shared })
export class SignInModule {}
