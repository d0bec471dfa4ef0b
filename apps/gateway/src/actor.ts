import { DeviceCredentialRepository, PractitionerRepository, type DeviceIdentity, type PractitionerRecord } from '#libs/data';
import { Clock, policyKey, type PolicyName } from '#libs/platform';
import { CanActivate, createParamDecorator, Injectable, UnauthorizedException, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';

/** Who asks. What they may see is decided by the repositories, in every query. */
export type Actor = PractitionerRecord;

interface ActorRequest extends Request {
  actor?: Actor;
  device?: DeviceIdentity;
}

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

/** The token the actor came with. */
export const CurrentToken = createParamDecorator((_data: unknown, context: ExecutionContext): string => {
  const token = tokenOf(context.switchToHttp().getRequest<Request>());
  if (token === null) throw new UnauthorizedException();
  return token;
});

/** Denies by default: a route whose policy is not `public` needs a valid token. */
@Injectable()
export class PolicyGuard implements CanActivate {
  constructor(private readonly reflector: Reflector, private readonly practitioners: PractitionerRepository, private readonly devices: DeviceCredentialRepository, private readonly clock: Clock) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return false;
    const policy = this.reflector.get<PolicyName | undefined>(policyKey, context.getHandler());
    if (policy === 'public') return true;
    const request = context.switchToHttp().getRequest<ActorRequest>();
    if (policy === 'device') return this.admitDevice(request);
    const token = tokenOf(request);
    const actor = token === null || policy !== 'practitioner' ? null : await this.practitioners.findBySignInToken(token, new Date(this.clock.now()));
    if (actor === null) throw new UnauthorizedException('sign in first');
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
