import { Module } from '@nestjs/common';
import { LiveModule } from '../live/live.module.js';
import { Attempts } from './attempts.js';
import { SignInController } from './sign-in.controller.js';
import { SignInService } from './sign-in.service.js';

@Module({ imports: [LiveModule], controllers: [SignInController], providers: [SignInService, Attempts] })
export class SignInModule {}
