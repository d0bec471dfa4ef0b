import { randomBytes, randomUUID } from 'node:crypto';
import type { Person, SignedIn } from '#libs/contracts';
import { AuditRepository, SignInRepository, type AccountRecord, type TokenPair } from '#libs/data';
import { Clock, LiveBus } from '#libs/platform';
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { kindOf, type Actor } from '../actor.js';
import { clearRefreshCookie, readRefreshCookie, setRefreshCookie } from './refresh-cookie.js';

/** A token that is stolen is worth something for so long. */
const accessLastsMs = 10 * 60_000;
/** A working day: then the person shows again who they are (OWASP ASVS 5.0, 7.3.2). */
const signInLastsMs = 12 * 3_600_000;
/** A console renews before its token ends; one that has not for so long is closed or lost. */
const idleMs = 30 * 60_000;
const tokenBytes = 32;
const longestAgent = 120;

interface Beginning {
  /** What they have shown. */
  method: string;
  /** It is not enough for their clinic. */
  mustEnrol?: boolean;
  request: Request;
  response: Response;
}

/** Whoever has shown who they are gets their tokens here, whatever they have shown it with; and here they end. */
@Injectable()
export class SignInDesk {
  constructor(
    private readonly signIns: SignInRepository,
    private readonly audit: AuditRepository,
    private readonly bus: LiveBus,
    private readonly clock: Clock,
  ) {}

  async begin(account: AccountRecord, { method, mustEnrol = false, request, response }: Beginning): Promise<SignedIn> {
    const { now, tokens, accessExpiresAt } = this.fresh();
    const expiresAt = new Date(now.getTime() + signInLastsMs);
    const agent = (request.headers['user-agent'] ?? '').slice(0, longestAgent);
    const id = randomUUID();
    await this.signIns.begin({ id, accountId: account.id, method, agent, mustEnrol, tokens, now, accessExpiresAt, expiresAt });
    await this.note(account, { action: 'sign-in', at: now, detail: { method, signInId: id } });
    setRefreshCookie(response, tokens.refresh, expiresAt);
    return { token: tokens.access, expiresAt: accessExpiresAt.toISOString(), person: toPerson({ ...account, mustEnrol }) };
  }

  /** A new pair of tokens for the cookie. null: it stands for none, or for one that is over. A cookie that was used before ends the sign-in: somebody has a copy of it. */
  async renew(request: Request, response: Response): Promise<SignedIn | null> {
    const refresh = readRefreshCookie(request);
    const { now, tokens, accessExpiresAt } = this.fresh();
    const outcome = refresh === null ? null : await this.signIns.renew({ refresh, next: tokens, now, accessExpiresAt, renewedAfter: new Date(now.getTime() - idleMs) });
    if (outcome?.ok !== true) {
      clearRefreshCookie(response);
      if (outcome?.reason === 'reused') await this.tellCopied(outcome, now);
      return null;
    }
    setRefreshCookie(response, tokens.refresh, new Date(now.getTime() + signInLastsMs));
    return { token: tokens.access, expiresAt: accessExpiresAt.toISOString(), person: toPerson(outcome.account) };
  }

  /** False: no such open sign-in of this person. What it had opened is closed everywhere. */
  async end(actor: Actor, signInId: string, action: 'sign-out' | 'end-sign-in'): Promise<boolean> {
    const now = new Date(this.clock.now());
    if (!(await this.signIns.end({ signInId, accountId: actor.id, now }))) return false;
    await this.note(actor, { action, at: now, detail: { signInId } });
    this.bus.publish({ hint: 'access-changed', accountIds: [actor.id] });
    return true;
  }

  /** Every other sign-in of this person. */
  async endOthers(actor: Actor): Promise<void> {
    const now = new Date(this.clock.now());
    await this.signIns.endAll({ accountId: actor.id, except: actor.signInId, now });
    await this.note(actor, { action: 'end-other-sign-ins', at: now, detail: {} });
    this.bus.publish({ hint: 'access-changed', accountIds: [actor.id] });
  }

  private async tellCopied({ accountId, signInId }: { accountId: string; signInId: string }, at: Date): Promise<void> {
    await this.audit.append({ at, actorKind: 'system', actorId: null, action: 'end-copied-sign-in', subjectKind: 'account', subjectId: accountId, detail: { signInId } });
    this.bus.publish({ hint: 'access-changed', accountIds: [accountId] });
  }

  private fresh(): { now: Date; tokens: TokenPair; accessExpiresAt: Date } {
    const now = new Date(this.clock.now());
    return { now, tokens: { access: newToken(), refresh: newToken() }, accessExpiresAt: new Date(now.getTime() + accessLastsMs) };
  }

  private async note(account: AccountRecord, { action, at, detail }: { action: string; at: Date; detail: Record<string, unknown> }): Promise<void> {
    await this.audit.append({ at, actorKind: kindOf(account), actorId: account.id, action, subjectKind: 'account', subjectId: account.id, detail });
  }
}

export function toPerson({ id, displayName, clinicName, roles, mustEnrol }: AccountRecord & { mustEnrol: boolean }): Person {
  return { id, displayName, clinicName, roles, mustEnrol };
}

function newToken(): string {
  return randomBytes(tokenBytes).toString('base64url');
}
