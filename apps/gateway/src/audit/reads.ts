import { AuditRepository } from '#libs/data';
import { Clock, policies, policyKey, type PolicyName } from '#libs/platform';
import { Injectable, SetMetadata, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { concatMap, type Observable } from 'rxjs';
import { kindOf, type Actor } from '../actor.js';
import { PolledReads } from './polled-reads.js';

const readsKey = 'tendon:reads';

/** How a read is called in the audit trail; `read` where nothing is said. */
export const Reads = (action: string): MethodDecorator => SetMetadata(readsKey, action);

const polledKey = 'tendon:polled';

/** A page that stands open asks it again and again: told the same, that is one look (`PolledReads`). */
export const Polled = (): MethodDecorator => SetMetadata(polledKey, true);

/**
 * Every read of other people's data is written down before it is answered, on every route: a new one need not remember it. What
 * could not be written down is not told. Of what pages ask by themselves that is each look, not each question.
 */
@Injectable()
export class ReadsAreNoted implements NestInterceptor {
  private readonly polled = new PolledReads();

  constructor(private readonly reflector: Reflector, private readonly audit: AuditRepository, private readonly clock: Clock) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request & { actor?: Actor }>();
    const policy = this.reflector.get<PolicyName>(policyKey, context.getHandler());
    const { scope } = policies[policy];
    const { actor } = request;
    if (request.method !== 'GET' || actor === undefined || (scope !== 'care' && scope !== 'clinic')) return next.handle();
    const action = this.reflector.get<string | undefined>(readsKey, context.getHandler()) ?? 'read';
    const isPolled = this.reflector.get<boolean | undefined>(polledKey, context.getHandler()) ?? false;
    return next.handle().pipe(
      concatMap(async (answer: unknown) => {
        const read = { signInId: actor.signInId, url: request.originalUrl, answer };
        const nowMs = this.clock.now();
        if (isPolled && this.polled.isSameLook(read, nowMs)) return answer;
        const detail = { route: String((request.route as { path: string }).path), ...(Array.isArray(answer) ? { count: answer.length } : {}) };
        await this.audit.append({ at: new Date(nowMs), actorKind: kindOf(actor), actorId: actor.id, action, ...subjectOf(request.params), detail });
        if (isPolled) this.polled.note(read, nowMs);
        return answer;
      }),
    );
  }
}

/** What the path names first: `/patients/:patientId/...` is about that patient. A path that names nothing is a list. */
function subjectOf(params: Record<string, unknown>): { subjectKind: string; subjectId: string | null } {
  const [first] = Object.entries(params);
  if (first === undefined) return { subjectKind: 'list', subjectId: null };
  return { subjectKind: first[0].replace(/Id$/, ''), subjectId: String(first[1]) };
}
