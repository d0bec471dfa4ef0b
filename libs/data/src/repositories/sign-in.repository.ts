import { createHash } from 'node:crypto';
import type { DataSource, QueryRunner } from 'typeorm';
import { opened } from '../sealed-columns.js';
import { firstServerRow, inServerTransaction, serverRows } from '../sql.js';
import { accountColumns, accountJoins, type AccountRecord } from './account.repository.js';

/** Who asks, and by which sign-in. */
export interface SignedInRecord extends AccountRecord {
  signInId: string;
  /** When they last showed who they are. */
  provenAt: Date;
  /** Good for getting a second factor and nothing else. */
  mustEnrol: boolean;
}

/** At least 128 random bits each. Only their SHA-256 is stored: a copy of the database signs nobody in. */
export interface TokenPair {
  access: string;
  refresh: string;
}

export interface NewSignIn {
  id: string;
  accountId: string;
  /** How the person showed who they are, e.g. `password`. */
  method: string;
  /** What the browser calls itself. */
  agent: string;
  mustEnrol: boolean;
  tokens: TokenPair;
  now: Date;
  accessExpiresAt: Date;
  /** However often it is renewed. */
  expiresAt: Date;
}

export interface Renewal {
  refresh: string;
  next: TokenPair;
  now: Date;
  accessExpiresAt: Date;
  /** A sign-in that nobody has renewed since then is over. */
  renewedAfter: Date;
}

/** `reused`: the token had been used before, so somebody has a copy; the sign-in is ended. */
export type RenewalOutcome = { ok: true; account: SignedInRecord } | { ok: false; reason: 'unknown' | 'ended' } | { ok: false; reason: 'reused'; signInId: string; accountId: string };

export interface SignInSummary {
  id: string;
  method: string;
  agent: string;
  createdAt: Date;
  renewedAt: Date;
}

const isOpen = 'sign_in.ended_at IS NULL AND sign_in.expires_at > $2 AND account.disabled_at IS NULL';

const selectSignedIn = `
  SELECT ${accountColumns}, sign_in.id AS "signInId", sign_in.proven_at AS "provenAt", sign_in.must_enrol AS "mustEnrol"`;

const findByAccess = `${selectSignedIn}
  FROM access_token JOIN sign_in ON sign_in.id = access_token.sign_in_id JOIN account ON account.id = sign_in.account_id ${accountJoins}
  WHERE access_token.token_hash = $1 AND access_token.expires_at > $2 AND ${isOpen}`;

const findOpen = `${selectSignedIn}
  FROM sign_in JOIN account ON account.id = sign_in.account_id ${accountJoins} WHERE sign_in.id = $1 AND ${isOpen}`;

const insertSignIn = `
  INSERT INTO sign_in (id, account_id, method, agent, created_at, proven_at, renewed_at, expires_at, must_enrol) VALUES ($1, $2, $3, $4, $5, $5, $5, $6, $7)`;

/** The lock makes one token renew once: of two at the same time the second finds it used. */
const lockRefresh = `
  SELECT refresh_token.sign_in_id AS "signInId", sign_in.account_id AS "accountId", refresh_token.used_at AS "usedAt", sign_in.renewed_at AS "renewedAt"
  FROM refresh_token JOIN sign_in ON sign_in.id = refresh_token.sign_in_id WHERE refresh_token.token_hash = $1 FOR NO KEY UPDATE`;

const endSignIns = (which: string): string => `UPDATE sign_in SET ended_at = $2 WHERE ${which} AND ended_at IS NULL RETURNING id`;

/** Sign-ins and their tokens. No person reads them by themselves: as the server, always. */
export class SignInRepository {
  constructor(private readonly dataSource: DataSource) {}

  async begin({ id, accountId, method, agent, mustEnrol, tokens, now, accessExpiresAt, expiresAt }: NewSignIn): Promise<void> {
    await inServerTransaction(this.dataSource, async (runner) => {
      await serverRows(runner, insertSignIn, [id, accountId, method, agent, now, expiresAt, mustEnrol]);
      await insertTokens(runner, { signInId: id, tokens, now, accessExpiresAt });
    });
  }

  /** Whose token it is; null when it is unknown or expired, or its sign-in is over. */
  async findByAccessToken(token: string, now: Date): Promise<SignedInRecord | null> {
    return opened(this.dataSource, await serverRows<SignedInRecord>(this.dataSource, findByAccess, [hashOf(token), now]), 'displayName')[0] ?? null;
  }

  /** Each refresh token renews once. One that comes again is a copy: then the sign-in ends, for whoever has the other one too (RFC 9700, section 4.14.2). */
  async renew({ refresh, next, now, accessExpiresAt, renewedAfter }: Renewal): Promise<RenewalOutcome> {
    return inServerTransaction(this.dataSource, async (runner) => {
      const found = await firstServerRow<{ signInId: string; accountId: string; usedAt: Date | null; renewedAt: Date }>(runner, lockRefresh, [hashOf(refresh)]);
      if (found === null) return { ok: false, reason: 'unknown' };
      const { signInId, accountId } = found;
      if (found.usedAt !== null) {
        await serverRows(runner, endSignIns('id = $1'), [signInId, now]);
        return { ok: false, reason: 'reused', signInId, accountId };
      }
      const [account] = opened(runner, await serverRows<SignedInRecord>(runner, findOpen, [signInId, now]), 'displayName');
      if (account === undefined || found.renewedAt <= renewedAfter) return { ok: false, reason: 'ended' };
      await serverRows(runner, 'UPDATE refresh_token SET used_at = $2 WHERE token_hash = $1', [hashOf(refresh), now]);
      await serverRows(runner, 'DELETE FROM access_token WHERE sign_in_id = $1 AND expires_at <= $2', [signInId, now]);
      await serverRows(runner, 'UPDATE sign_in SET renewed_at = $2 WHERE id = $1', [signInId, now]);
      await insertTokens(runner, { signInId, tokens: next, now, accessExpiresAt });
      return { ok: true, account };
    });
  }

  /** The person has shown once more who they are. */
  async prove(signInId: string, now: Date): Promise<void> {
    await serverRows(this.dataSource, 'UPDATE sign_in SET proven_at = $2 WHERE id = $1', [signInId, now]);
  }

  async hasEnrolled(signInId: string): Promise<void> {
    await serverRows(this.dataSource, 'UPDATE sign_in SET must_enrol = false WHERE id = $1', [signInId]);
  }

  /** Of one account, newest first. */
  async open(accountId: string, now: Date): Promise<SignInSummary[]> {
    return serverRows(this.dataSource, `
      SELECT id, method, agent, created_at AS "createdAt", renewed_at AS "renewedAt" FROM sign_in
      WHERE account_id = $1 AND ended_at IS NULL AND expires_at > $2 ORDER BY created_at DESC, id`, [accountId, now]);
  }

  /** False: this account has no such open sign-in. */
  async end({ signInId, accountId, now }: { signInId: string; accountId: string; now: Date }): Promise<boolean> {
    return (await serverRows(this.dataSource, endSignIns('id = $1 AND account_id = $3'), [signInId, now, accountId])).length > 0;
  }

  /** All of an account, but for the one that is given. */
  async endAll({ accountId, except, now }: { accountId: string; except: string | null; now: Date }): Promise<void> {
    await serverRows(this.dataSource, endSignIns('account_id = $1 AND id IS DISTINCT FROM $3::uuid'), [accountId, now, except]);
  }

  /** Those of the given ones that are open still, and a therapist's. */
  async stillTherapists(signInIds: string[], now: Date): Promise<Set<string>> {
    const found = await serverRows<{ id: string }>(this.dataSource, `
      SELECT sign_in.id FROM sign_in JOIN account ON account.id = sign_in.account_id WHERE sign_in.id = ANY($1::uuid[]) AND ${isOpen} AND 'therapist' = ANY (account.roles)`, [signInIds, now]);
    return new Set(found.map(({ id }) => id));
  }
}

async function insertTokens(runner: QueryRunner, { signInId, tokens, now, accessExpiresAt }: { signInId: string; tokens: TokenPair; now: Date; accessExpiresAt: Date }): Promise<void> {
  await serverRows(runner, 'INSERT INTO access_token (token_hash, sign_in_id, expires_at) VALUES ($1, $2, $3)', [hashOf(tokens.access), signInId, accessExpiresAt]);
  await serverRows(runner, 'INSERT INTO refresh_token (token_hash, sign_in_id, created_at) VALUES ($1, $2, $3)', [hashOf(tokens.refresh), signInId, now]);
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
