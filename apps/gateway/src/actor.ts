import { DeviceCredentialRepository, SignInRepository, actAs, type DeviceIdentity, type SignedInRecord } from '#libs/data';
import { Clock, admits, policies, policyKey, stepUpKey, type PolicyName } from '#libs/platform';
import { CanActivate, createParamDecorator, ForbiddenException, HttpException, HttpStatus, Injectable, UnauthorizedException, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import type { Observable } from 'rxjs';

/** Who asks. What they may see is decided by the repositories in every query, and by the database's row-level security. */
export type Actor = SignedInRecord;

interface ActorRequest extends Request {
  actor?: Actor;
  device?: DeviceIdentity;
}

/** For the audit trail. */
export function kindOf({ roles }: Pick<Actor, 'roles'>): 'patient' | 'practitioner' {
  return roles.includes('patient') ? 'patient' : 'practitioner';
}

/** After this, whoever sits at the screen may be another one: what cannot be taken back asks again (OWASP ASVS 5.0, 7.5.1). */
const provenForMs = 10 * 60_000;

export const CurrentActor = createParamDecorator((_data: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<ActorRequest>();
  if (actor === undefined) throw new UnauthorizedException();
  return actor;
});

/** The device that asks. */
export const CurrentDevice = createParamDecorator((_data: unknown, context: ExecutionContext): DeviceIdentity => {
  const { device } = context.switchToHttp().getRequest<ActorRequest>();
  if (device === undefined) throw new UnauthorizedException();
  return device;
});

/** Denies by default: a route is open to those whom its policy names, and to nobody where it names none. */
@Injectable()
export class PolicyGuard implements CanActivate {
  constructor(private readonly reflector: Reflector, private readonly signIns: SignInRepository, private readonly devices: DeviceCredentialRepository, private readonly clock: Clock) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return false;
    const policy = this.reflector.get<PolicyName | undefined>(policyKey, context.getHandler());
    if (policy === undefined) return false;
    if (policy === 'public') return true;
    const request = context.switchToHttp().getRequest<ActorRequest>();
    if (policy === 'device') return this.admitDevice(request);
    const token = tokenOf(request);
    const actor = token === null ? null : await this.signIns.findByAccessToken(token, new Date(this.clock.now()));
    if (actor === null) throw new UnauthorizedException('sign in first');
    if (actor.mustEnrol && policies[policy].scope !== 'self') throw new SecondFactorNeeded();
    if (!admits(policy, actor.roles)) throw new ForbiddenException('not for your role');
    const needsProof = this.reflector.get<boolean | undefined>(stepUpKey, context.getHandler()) ?? false;
    if (needsProof && this.clock.now() - actor.provenAt.getTime() > provenForMs) throw new StepUpNeeded();
    request.actor = actor;
    return true;
  }

  /** A recovery ticket opens the broker's door alone. */
  private async admitDevice(request: ActorRequest): Promise<boolean> {
    const { name, secret } = basicOf(request);
    const device = await this.devices.verify(name, secret, new Date(this.clock.now()));
    if (device?.kind !== 'secret') throw new UnauthorizedException('sign in first');
    request.device = device;
    return true;
  }
}

/** What a route asks of the store, it asks as whoever called it; where nobody is signed in, as nobody. */
@Injectable()
export class ActingInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { actor } = context.switchToHttp().getRequest<ActorRequest>();
    return actAs(actor?.id ?? null, () => next.handle());
  }
}

class StepUpNeeded extends HttpException {
  constructor() {
    super({ code: 'step-up', message: 'show again who you are' }, HttpStatus.FORBIDDEN);
  }
}

class SecondFactorNeeded extends HttpException {
  constructor() {
    super({ code: 'second-factor-needed', message: 'your clinic wants a second factor: add one first' }, HttpStatus.FORBIDDEN);
  }
}

/** What might be one of our tokens; anything else need not be asked for. */
export function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^[\w-]{20,200}$/.test(value);
}

function tokenOf({ headers }: Request): string | null {
  const [scheme, token] = (headers.authorization ?? '').split(' ');
  return scheme.toLowerCase() === 'bearer' && isToken(token) ? token : null;
}

/** RFC 7617. What is none is nobody's name. */
function basicOf({ headers }: Request): { name: string; secret: string } {
  const [scheme, value = ''] = (headers.authorization ?? '').split(' ');
  const [name, ...rest] = scheme.toLowerCase() === 'basic' ? Buffer.from(value, 'base64').toString().split(':') : [''];
  return { name, secret: rest.join(':') };
}
