import { Clock, Config, TokenBuckets } from '#libs/platform';
import { HttpException, HttpStatus, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';

const burstSeconds = 10;
const tooMany = { code: 'too-many-requests', message: 'too many requests; wait a second' };

/** How fast one address may ask, whoever it is: before anything is read, looked up or hashed. */
export function limitAddresses({ http }: Config, clock: Clock): (request: Request, response: Response, next: NextFunction) => void {
  const buckets = new TokenBuckets({ burst: http.requestsPerS * burstSeconds, perS: http.requestsPerS });
  return (request, response, next) => {
    if (buckets.take(request.ip ?? '', clock.now())) return next();
    response.status(HttpStatus.TOO_MANY_REQUESTS).setHeader('retry-after', '1').json(tooMany);
  };
}

/** How fast one person may ask, from however many addresses. Runs after the guard that says who it is. */
@Injectable()
export class AccountLimit implements CanActivate {
  private readonly buckets: TokenBuckets;

  constructor({ http }: Config, private readonly clock: Clock) {
    this.buckets = new TokenBuckets({ burst: http.requestsPerS * burstSeconds, perS: http.requestsPerS });
  }

  canActivate(context: ExecutionContext): boolean {
    const { actor, device } = context.switchToHttp().getRequest<{ actor?: { id: string }; device?: { deviceId: string } }>();
    const who = actor?.id ?? device?.deviceId;
    if (who === undefined || this.buckets.take(who, this.clock.now())) return true;
    throw new HttpException('too many requests; wait a second', HttpStatus.TOO_MANY_REQUESTS);
  }
}
