import type { Role } from '#libs/domain';
import type { DataSource, QueryRunner } from 'typeorm';
import { sealOf } from '../seal.js';
import { opened, sealed, sealedText, sealText } from '../sealed-columns.js';
import { serverRows } from '../sql.js';

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
  account.id, account.roles, coalesce(${sealedText(sealed.practitionerName)}, ${sealedText(sealed.patientName)}) AS "displayName", clinic.id AS "clinicId", clinic.name AS "clinicName"`;

export const accountJoins = `
  JOIN clinic ON clinic.id = account.clinic_id LEFT JOIN practitioner ON practitioner.id = account.id LEFT JOIN patient ON patient.id = account.id`;

const findByName = `SELECT ${accountColumns}, account.password_hash AS "passwordHash" FROM account ${accountJoins}
  WHERE account.sign_in_name_look_up = ANY ($1::bytea[]) AND account.disabled_at IS NULL`;

const insertOne = `
  INSERT INTO account (id, clinic_id, roles, sign_in_name, sign_in_name_look_up, password_hash)
  SELECT $1, $2, $3, $4, $5, $6 WHERE NOT EXISTS (SELECT 1 FROM account WHERE sign_in_name_look_up = ANY ($7::bytea[])) RETURNING id`;

export class SignInNameTaken extends Error {
  constructor() {
    super('somebody has this sign-in name already');
  }
}

/** Read to find out who asks: as the server, always. */
export class AccountRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Those that are open. */
  async findBySignInName(signInName: string): Promise<AccountWithPassword | null> {
    const found = await serverRows<AccountWithPassword>(this.dataSource, findByName, [sealOf(this.dataSource).lookUps(foldCase(signInName))]);
    return opened(this.dataSource, found, 'displayName')[0] ?? null;
  }

  async find(accountId: string): Promise<AccountRecord> {
    const [found] = await serverRows<AccountRecord>(this.dataSource, `SELECT ${accountColumns} FROM account ${accountJoins} WHERE account.id = $1`, [accountId]);
    if (found === undefined) throw new RangeError(`no account ${accountId}`);
    return opened(this.dataSource, [found], 'displayName')[0];
  }

  async isOpenIn(clinicId: string, accountId: string): Promise<boolean> {
    return (await serverRows(this.dataSource, 'SELECT id FROM account WHERE id = $1 AND clinic_id = $2 AND disabled_at IS NULL', [accountId, clinicId])).length > 0;
  }

  async signInNameOf(accountId: string): Promise<string> {
    const [found] = await serverRows<{ name: string }>(this.dataSource, `SELECT ${sealedText(sealed.signInName)} AS name FROM account WHERE id = $1`, [accountId]);
    if (found === undefined) throw new RangeError(`no account ${accountId}`);
    return opened(this.dataSource, [found], 'name')[0].name;
  }

  async hasPassword(accountId: string): Promise<boolean> {
    return (await serverRows(this.dataSource, 'SELECT id FROM account WHERE id = $1 AND password_hash IS NOT NULL', [accountId])).length > 0;
  }

  async setPasswordHash(accountId: string, passwordHash: string): Promise<void> {
    await serverRows(this.dataSource, 'UPDATE account SET password_hash = $2 WHERE id = $1', [accountId, passwordHash]);
  }
}

export async function insertAccount(runner: QueryRunner, { id, clinicId, roles, signInName, passwordHash }: NewAccount): Promise<void> {
  const name = foldCase(signInName);
  // While keys change, one of the same name may stand under another key, where the unique index does not see it.
  await serverRows(runner, 'SELECT pg_advisory_xact_lock(836366, 2)');
  const written = await serverRows(runner, insertOne, [id, clinicId, roles, sealText(runner, { column: sealed.signInName, ids: [clinicId, id] }, name), sealOf(runner).lookUp(name), passwordHash, sealOf(runner).lookUps(name)]);
  if (written.length === 0) throw new SignInNameTaken();
}

function foldCase(signInName: string): string {
  return signInName.trim().toLowerCase();
}
