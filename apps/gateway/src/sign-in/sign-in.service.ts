import { randomBytes } from 'node:crypto';
import type { SignedIn, SignInRequest } from '#libs/contracts';
import { AuditRepository, PractitionerRepository } from '#libs/data';
import { Clock } from '#libs/platform';
import { HttpException, HttpStatus, Injectable, UnauthorizedException } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { Consoles } from '../live/consoles.js';
import { Attempts } from './attempts.js';
import { GateFull } from './gate.js';
import { verifyPassword } from './password.js';

const signInLastsMs = 12 * 3_600_000;
const tokenBytes = 32;

@Injectable()
export class SignInService {
  constructor(
    private readonly practitioners: PractitionerRepository,
    private readonly audit: AuditRepository,
    private readonly attempts: Attempts,
    private readonly consoles: Consoles,
    private readonly clock: Clock,
  ) {}

  /** One answer, in one time, for a name that is unknown and a password that is wrong. */
  async signIn({ signInName, password }: SignInRequest, address: string): Promise<SignedIn> {
    const key = `${signInName.toLowerCase()} ${address}`;
    if (!this.attempts.take(key)) throw tooMany('too many attempts; try again in ten minutes');
    const known = await this.practitioners.findBySignInName(signInName);
    const isRight = await verifyPassword(password, known?.passwordHash ?? null).catch(toRefusal);
    if (!isRight || known === null) throw new UnauthorizedException('name or password is wrong');
    this.attempts.succeeded(key);
    const { passwordHash: _passwordHash, ...practitioner } = known;
    return this.begin(practitioner);
  }

  /** The token is worth nothing from now on, and what it opened is closed. */
  async signOut(actor: Actor, token: string): Promise<void> {
    const now = new Date(this.clock.now());
    await this.practitioners.revokeSignIn(token, now);
    this.consoles.disconnectToken(token);
    await this.note(actor, 'sign-out', now);
  }

  private async begin(practitioner: Actor): Promise<SignedIn> {
    const now = new Date(this.clock.now());
    const expiresAt = new Date(now.getTime() + signInLastsMs);
    const token = randomBytes(tokenBytes).toString('base64url');
    await this.practitioners.createSignIn({ practitionerId: practitioner.id, token, now, expiresAt });
    await this.note(practitioner, 'sign-in', now);
    return { token, expiresAt: expiresAt.toISOString(), practitioner };
  }

  private async note({ id }: Actor, action: string, at: Date): Promise<void> {
    await this.audit.append({ at, actorKind: 'practitioner', actorId: id, action, subjectKind: 'practitioner', subjectId: id, detail: {} });
  }
}

function toRefusal(error: unknown): never {
  throw error instanceof GateFull ? tooMany('too many sign in just now; try again in a moment') : error;
}

function tooMany(message: string): HttpException {
  return new HttpException(message, HttpStatus.TOO_MANY_REQUESTS);
}
