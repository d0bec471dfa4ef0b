import { Module } from '@nestjs/common';
import { SignInModule } from '../sign-in/sign-in.module.js';
import { AccountController } from './account.controller.js';
import { AccountService } from './account.service.js';
import { SafetyController } from './safety.controller.js';
import { SafetyService } from './safety.service.js';

@Module({ imports: [SignInModule], controllers: [AccountController, SafetyController], providers: [AccountService, SafetyService] })
export class AccountModule {}
