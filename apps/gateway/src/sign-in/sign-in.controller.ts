import { randomBytes } from 'node:crypto';
import { Practitioner, SignedIn, SignInRequest } from '#libs/contracts';
import { AuditRepository, PractitionerRepository } from '#libs/data';
import { Clock, Policy } from '#libs/platform';
import { Body, Controller, Get, HttpCode, HttpException, HttpStatus, Post, Req, UnauthorizedException } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import type { Request } from 'express';
import { CurrentActor, tokenOf, type Actor } from '../actor.js';
import { Returns } from '../returns.js';
import { Attempts } from './attempts.js';
import { verifyPassword } from './password.js';

const signInLastsMs = 12 * 3_600_000;

@Controller('api')
export class SignInController {
  constructor(
    private readonly practitioners: PractitionerRepository,
    private readonly audit: AuditRepository,
    private readonly attempts: Attempts,
    private readonly clock: Clock,
  ) {}

  @Post('sign-in')
  @Policy('public')
  @HttpCode(200)
  @Returns(SignedIn)
  async signIn(@Body({ schema: SignInRequest }) { signInName, password }: SignInRequest, @Req() request: Request): Promise<SignedIn> {
    const key = `${signInName.toLowerCase()} ${request.socket.remoteAddress}`;
    if (this.attempts.isBlocked(key)) throw new HttpException('too many attempts; try again in ten minutes', HttpStatus.TOO_MANY_REQUESTS);
    const known = await this.practitioners.findBySignInName(signInName);
    if (!(await verifyPassword(password, known?.passwordHash ?? null)) || known === null) {
      this.attempts.failed(key);
      throw new UnauthorizedException('name or password is wrong');
    }
    this.attempts.succeeded(key);
    return this.begin(known);
  }

  @Post('sign-out')
  @Policy('practitioner')
  @HttpCode(204)
  @ApiBearerAuth()
  async signOut(@Req() request: Request): Promise<void> {
    await this.practitioners.revokeSignIn(tokenOf(request) ?? '', new Date(this.clock.now()));
  }

  @Get('me')
  @Policy('practitioner')
  @ApiBearerAuth()
  @Returns(Practitioner)
  me(@CurrentActor() actor: Actor): Practitioner {
    return actor;
  }

  private async begin(practitioner: Actor): Promise<SignedIn> {
    const now = new Date(this.clock.now());
    const expiresAt = new Date(now.getTime() + signInLastsMs);
    const token = randomBytes(32).toString('base64url');
    await this.practitioners.createSignIn({ practitionerId: practitioner.id, token, now, expiresAt });
    await this.audit.append({ at: now, actorKind: 'practitioner', actorId: practitioner.id, action: 'sign-in', subjectKind: 'practitioner', subjectId: practitioner.id, detail: {} });
    return { token, expiresAt: expiresAt.toISOString(), practitioner };
  }
}
