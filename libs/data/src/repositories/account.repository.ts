import type { Role } from '#libs/domain';
import type { DataSource, QueryRunner } from 'typeorm';
import { firstServerRow, serverRows } from '../sql.js';

/** Somebody who can sign in, by the practitioner's or the patient's own id. */
export interface AccountRecord {
  id: string;
  roles: Role[];
  displayName: string;
  clinicId: string;
  clinicName: string;
}

export interface AccountWithPassword extends AccountRecord {
  /** null: signs in by other means. */
  passwordHash: string | null;
}

export interface NewAccount {
  id: string;
  clinicId: string;
  roles: Role[];
  signInName: string;
  passwordHash: string | null;
}

export const accountColumns = `
  account.id, account.roles, coalesce(practitioner.display_name, patient.display_name) AS "displayName", clinic.id AS "clinicId", clinic.name AS "clinicName"`;

export const accountJoins = `
  JOIN clinic ON clinic.id = account.clinic_id LEFT JOIN practitioner ON practitioner.id = account.id LEFT JOIN patient ON patient.id = account.id`;

const findByName = `SELECT ${accountColumns}, account.password_hash AS "passwordHash" FROM account ${accountJoins}
  WHERE account.sign_in_name = $1 AND account.disabled_at IS NULL`;

/** Read to find out who asks: as the server, always. */
export class AccountRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Those that are open. */
  async findBySignInName(signInName: string): Promise<AccountWithPassword | null> {
    return firstServerRow(this.dataSource, findByName, [foldCase(signInName)]);
  }

  async find(accountId: string): Promise<AccountRecord> {
    const found = await firstServerRow<AccountRecord>(this.dataSource, `SELECT ${accountColumns} FROM account ${accountJoins} WHERE account.id = $1`, [accountId]);
    if (found === null) throw new RangeError(`no account ${accountId}`);
    return found;
  }

  async isOpenIn(clinicId: string, accountId: string): Promise<boolean> {
    return (await serverRows(this.dataSource, 'SELECT id FROM account WHERE id = $1 AND clinic_id = $2 AND disabled_at IS NULL', [accountId, clinicId])).length > 0;
  }

  async signInNameOf(accountId: string): Promise<string> {
    const found = await firstServerRow<{ name: string }>(this.dataSource, 'SELECT sign_in_name AS name FROM account WHERE id = $1', [accountId]);
    if (found === null) throw new RangeError(`no account ${accountId}`);
    return found.name;
  }

  async setPasswordHash(accountId: string, passwordHash: string): Promise<void> {
    await serverRows(this.dataSource, 'UPDATE account SET password_hash = $2 WHERE id = $1', [accountId, passwordHash]);
  }
}

export async function insertAccount(runner: QueryRunner, { id, clinicId, roles, signInName, passwordHash }: NewAccount): Promise<void> {
  await serverRows(runner, 'INSERT INTO account (id, clinic_id, roles, sign_in_name, password_hash) VALUES ($1, $2, $3, $4, $5)', [
    id, clinicId, roles, foldCase(signInName), passwordHash,
  ]);
}

function foldCase(signInName: string): string {
  return signInName.trim().toLowerCase();
}
