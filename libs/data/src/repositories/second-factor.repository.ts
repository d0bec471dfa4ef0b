import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { opened, sealed, sealedText, sealText } from '../sealed-columns.js';
import { firstServerRow, inServerTransaction, rows, serverRows } from '../sql.js';

export interface SecondFactors {
  /** Sealed; null: none, or not confirmed. */
  totpSecret: string | null;
  passkeys: number;
  recoveryCodesLeft: number;
  /** By the clinic's rule, for its staff. */
  isRequired: boolean;
}

export interface PasskeyRecord {
  id: string;
  accountId: string;
  credentialId: string;
  publicKey: Buffer;
  counter: number;
  transports: string[];
  label: string;
  createdAt: Date;
  usedAt: Date | null;
}

const selectFactors = `
  SELECT CASE WHEN totp_confirmed_at IS NOT NULL THEN totp_secret END AS "totpSecret",
    (SELECT count(*)::int FROM passkey WHERE passkey.account_id = account.id) AS passkeys,
    (SELECT count(*)::int FROM recovery_code WHERE recovery_code.account_id = account.id AND used_at IS NULL) AS "recoveryCodesLeft",
    clinic.second_factor = 'required' AND NOT 'patient' = ANY (account.roles) AS "isRequired"
  FROM account JOIN clinic ON clinic.id = account.clinic_id WHERE account.id = $1`;

const selectPasskeys = `
  SELECT id, account_id AS "accountId", credential_id AS "credentialId", public_key AS "publicKey", counter, transports, ${sealedText(sealed.passkeyLabel)} AS label, created_at AS "createdAt", used_at AS "usedAt" FROM passkey`;

/** One-time codes, recovery codes and passkeys. As the server, always: no person reads their secrets by themselves. */
export class SecondFactorRepository {
  constructor(private readonly dataSource: DataSource) {}

  async of(accountId: string): Promise<SecondFactors> {
    const found = await firstServerRow<SecondFactors>(this.dataSource, selectFactors, [accountId]);
    if (found === null) throw new RangeError(`no account ${accountId}`);
    return found;
  }

  /** Counts once it is confirmed; one that is confirmed already stays until then. */
  async proposeTotp(accountId: string, sealedSecret: string): Promise<boolean> {
    return (await serverRows(this.dataSource, 'UPDATE account SET totp_secret = $2 WHERE id = $1 AND totp_confirmed_at IS NULL RETURNING id', [accountId, sealedSecret])).length > 0;
  }

  /** Sealed; null: none waits to be confirmed. */
  async proposedTotp(accountId: string): Promise<string | null> {
    return (await firstServerRow<{ secret: string | null }>(this.dataSource, 'SELECT totp_secret AS secret FROM account WHERE id = $1 AND totp_confirmed_at IS NULL', [accountId]))?.secret ?? null;
  }

  async confirmTotp(accountId: string, now: Date): Promise<void> {
    await serverRows(this.dataSource, 'UPDATE account SET totp_confirmed_at = $2 WHERE id = $1', [accountId, now]);
  }

  async removeTotp(accountId: string): Promise<void> {
    await serverRows(this.dataSource, 'UPDATE account SET totp_secret = NULL, totp_confirmed_at = NULL WHERE id = $1', [accountId]);
  }

  /** A code is good once: false when one of this step or a later one was used (RFC 6238, section 5.2). */
  async useTotpStep(accountId: string, step: number): Promise<boolean> {
    return (await serverRows(this.dataSource, 'UPDATE account SET totp_step = $2 WHERE id = $1 AND totp_step < $2 RETURNING id', [accountId, step])).length > 0;
  }

  /** The ones before are worth nothing. */
  async replaceRecoveryCodes(accountId: string, codes: string[]): Promise<void> {
    await inServerTransaction(this.dataSource, async (runner) => {
      await rows(runner, 'DELETE FROM recovery_code WHERE account_id = $1', [accountId]);
      for (const code of codes) await rows(runner, 'INSERT INTO recovery_code (account_id, code_hash) VALUES ($1, $2)', [accountId, hashOf(accountId, code)]);
    });
  }

  /** Once each. */
  async useRecoveryCode(accountId: string, code: string, now: Date): Promise<boolean> {
    const text = 'UPDATE recovery_code SET used_at = $3 WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL RETURNING account_id';
    return (await serverRows(this.dataSource, text, [accountId, hashOf(accountId, code), now])).length > 0;
  }

  async addPasskey({ id, accountId, credentialId, publicKey, counter, transports, label, createdAt }: Omit<PasskeyRecord, 'usedAt'>): Promise<void> {
    await serverRows(this.dataSource, 'INSERT INTO passkey (id, account_id, credential_id, public_key, counter, transports, label, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)', [
      id, accountId, credentialId, publicKey, counter, transports, sealText(this.dataSource, { column: sealed.passkeyLabel, ids: [accountId, id] }, label), createdAt,
    ]);
  }

  async passkeys(accountId: string): Promise<PasskeyRecord[]> {
    return opened(this.dataSource, await serverRows<PasskeyRecord>(this.dataSource, `${selectPasskeys} WHERE account_id = $1 ORDER BY created_at, id`, [accountId]), 'label');
  }

  /** Of open accounts. */
  async findPasskey(credentialId: string): Promise<PasskeyRecord | null> {
    const text = `${selectPasskeys} WHERE credential_id = $1 AND EXISTS (SELECT 1 FROM account WHERE account.id = account_id AND disabled_at IS NULL)`;
    return opened(this.dataSource, await serverRows<PasskeyRecord>(this.dataSource, text, [credentialId]), 'label')[0] ?? null;
  }

  async passkeyUsed(id: string, counter: number, now: Date): Promise<void> {
    await serverRows(this.dataSource, 'UPDATE passkey SET counter = $2, used_at = $3 WHERE id = $1', [id, counter, now]);
  }

  /** False: this account has no such passkey. */
  async removePasskey(accountId: string, id: string): Promise<boolean> {
    return (await serverRows(this.dataSource, 'DELETE FROM passkey WHERE id = $1 AND account_id = $2 RETURNING id', [id, accountId])).length > 0;
  }
}

/** 80 random bits each: a plain hash is enough, with the account in it so that no table of many helps. */
function hashOf(accountId: string, code: string): Buffer {
  return createHash('sha256').update(`${accountId} ${code}`).digest();
}
