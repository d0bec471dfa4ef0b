import { Module } from '@nestjs/common';
import { Attempts } from './attempts.js';
import { SignInController } from './sign-in.controller.js';
import { SignInDesk } from './sign-in-desk.js';
import { SignInService } from './sign-in.service.js';

@Module({ controllers: [SignInController], providers: [SignInService, SignInDesk, Attempts], exports: [SignInService, SignInDesk, Attempts] })
export class SignInModule {}
