import type { DataSource } from 'typeorm';
import { sealOf } from '../seal.js';
import { serverRows } from '../sql.js';

/** So many tries of one key (a sign-in name, an address, both) in ten minutes. */
export interface TryLimit {
  key: string;
  allowed: number;
}

const windowMs = 10 * 60_000;
/** What lies behind the window counts for nothing; it is thrown away so often. */
const tidyEveryMs = 60_000;

/** In the order of the keys, so that two of them never wait for each other. A count that is over its limit goes on, and no further than it can. */
const count = `
  INSERT INTO sign_in_try (key_hash, tries, since) SELECT key_hash, 1, $2 FROM unnest($1::bytea[]) AS key_hash ORDER BY key_hash
  ON CONFLICT (key_hash) DO UPDATE SET
    tries = CASE WHEN sign_in_try.since <= $3 THEN 1 ELSE least(sign_in_try.tries, 1000000) + 1 END,
    since = CASE WHEN sign_in_try.since <= $3 THEN $2 ELSE sign_in_try.since END
  RETURNING key_hash AS "keyHash", tries`;

const forget = `
  DELETE FROM sign_in_try WHERE key_hash IN (SELECT key_hash FROM sign_in_try WHERE since <= $1 LIMIT 10000 FOR UPDATE SKIP LOCKED)`;

/**
 * Tries to sign in, and at what else could be guessed, by all gateways together; no restart forgets them. No name and no address is kept, only HMAC-SHA-256
 * under the key that seals now: there are so few addresses that their plain hashes could be tried out in a copy of the database. When keys are changed
 * counts begin anew, once. As the server, always.
 */
export class SignInTryRepository {
  private tidiedAtMs = 0;

  constructor(private readonly dataSource: DataSource) {}

  /** Counts a try before it is made, so that many at once are counted too. False: too many of one of the keys. */
  async take(limits: TryLimit[], now: Date): Promise<boolean> {
    const allowedOf = new Map(limits.map(({ key, allowed }) => [this.hashOf(key).toString('hex'), allowed]));
    const windowStart = new Date(now.getTime() - windowMs);
    const counted = await serverRows<{ keyHash: Buffer; tries: number }>(this.dataSource, count, [limits.map(({ key }) => this.hashOf(key)), now, windowStart]);
    await this.tidy(now.getTime(), windowStart);
    return counted.every(({ keyHash, tries }) => tries <= (allowedOf.get(keyHash.toString('hex')) ?? 0));
  }

  /** One that came to something counts as not made. */
  async giveBack(keys: string[]): Promise<void> {
    await serverRows(this.dataSource, 'UPDATE sign_in_try SET tries = tries - 1 WHERE key_hash IN (SELECT key_hash FROM sign_in_try WHERE key_hash = ANY($1) AND tries > 0 ORDER BY key_hash FOR UPDATE)', [keys.map((key) => this.hashOf(key))]);
  }

  /** Those of this key begin anew. */
  async forget(key: string): Promise<void> {
    await serverRows(this.dataSource, 'DELETE FROM sign_in_try WHERE key_hash = $1', [this.hashOf(key)]);
  }

  private hashOf(key: string): Buffer {
    return sealOf(this.dataSource).lookUp(key);
  }

  private async tidy(nowMs: number, windowStart: Date): Promise<void> {
    if (nowMs - this.tidiedAtMs < tidyEveryMs) return;
    this.tidiedAtMs = nowMs;
    await serverRows(this.dataSource, forget, [windowStart]);
  }
}
