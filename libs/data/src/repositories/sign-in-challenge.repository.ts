import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { firstServerRow, serverRows } from '../sql.js';

export type ChallengeKind = 'second-factor' | 'passkey-sign-in' | 'passkey-new' | 'password-reset' | 'identity-provider';

export interface Challenge {
  /** null: nobody is known yet. */
  accountId: string | null;
  challenge: string;
}

/** Somebody guesses: another challenge costs them the password again. */
const triesAllowed = 5;

/** What was asked of somebody who has not shown everything yet. Any gateway takes the answer. As the server, always. */
export class SignInChallengeRepository {
  constructor(private readonly dataSource: DataSource) {}

  async create({ token, kind, accountId, challenge, now, expiresAt }: Challenge & { token: string; kind: ChallengeKind; now: Date; expiresAt: Date }): Promise<void> {
    await serverRows(this.dataSource, 'DELETE FROM sign_in_challenge WHERE expires_at <= $1', [now]);
    await serverRows(this.dataSource, 'INSERT INTO sign_in_challenge (token_hash, kind, account_id, challenge, expires_at) VALUES ($1, $2, $3, $4, $5)', [
      hashOf(token), kind, accountId, challenge, expiresAt,
    ]);
  }

  /** Counts a try; null: unknown, over, or tried too often. */
  async attempt(token: string, kind: ChallengeKind, now: Date): Promise<Challenge | null> {
    return firstServerRow(this.dataSource, `
      UPDATE sign_in_challenge SET tries = tries + 1 WHERE token_hash = $1 AND kind = $2 AND expires_at > $3 AND tries < ${triesAllowed}
      RETURNING account_id AS "accountId", challenge`, [hashOf(token), kind, now]);
  }

  /** Answered: it is good for nothing more. False: somebody else was faster. */
  async finish(token: string): Promise<boolean> {
    return (await serverRows(this.dataSource, 'DELETE FROM sign_in_challenge WHERE token_hash = $1 RETURNING kind', [hashOf(token)])).length > 0;
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
