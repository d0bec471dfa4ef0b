import type { DataSource, QueryRunner } from 'typeorm';
import { opened, sealed, sealedText, sealText } from '../sealed-columns.js';
import { firstServerRow, inServerTransaction, serverRows } from '../sql.js';
import { accountColumns, accountJoins, type AccountRecord } from './account.repository.js';

/** Whom a clinic lets say who its people are. */
export interface IdentityProviderRecord {
  id: string;
  clinicId: string;
  clinicName: string;
  /** URL, as the provider calls itself. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Whose second factor counts where the clinic requires one. */
  secondFactor: 'provider' | 'own';
  acr: string | null;
  changedAt: Date;
}

export interface LinkedIdentity {
  providerId: string;
  subject: string;
  accountId: string;
  now: Date;
}

const selectProviders = `
  SELECT identity_provider.id, clinic_id AS "clinicId", clinic.name AS "clinicName", issuer, client_id AS "clientId", ${sealedText(sealed.providerSecret)} AS "clientSecret",
    identity_provider.second_factor AS "secondFactor", acr, changed_at AS "changedAt"
  FROM identity_provider JOIN clinic ON clinic.id = identity_provider.clinic_id`;

const upsert = `
  INSERT INTO identity_provider (id, clinic_id, issuer, client_id, client_secret, second_factor, acr, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  ON CONFLICT (clinic_id) DO UPDATE SET client_id = $4, client_secret = $5, second_factor = $6, acr = $7, changed_at = $8`;

/** Identity providers of clinics, and who is linked to whom there. Read to find out who asks: as the server, always. */
export class IdentityProviderRepository {
  constructor(private readonly dataSource: DataSource) {}

  async all(): Promise<IdentityProviderRecord[]> {
    return this.select('ORDER BY clinic.name, identity_provider.id', []);
  }

  async find(id: string): Promise<IdentityProviderRecord | null> {
    return (await this.select('WHERE identity_provider.id = $1', [id]))[0] ?? null;
  }

  async ofClinic(clinicId: string): Promise<IdentityProviderRecord | null> {
    return (await this.select('WHERE clinic_id = $1', [clinicId]))[0] ?? null;
  }

  /** Another id is another provider: who was linked to somebody at the one before is linked to nobody. */
  async set(provider: Omit<IdentityProviderRecord, 'clinicName'>): Promise<void> {
    const { id, clinicId, issuer, clientId, clientSecret, secondFactor, acr, changedAt } = provider;
    await inServerTransaction(this.dataSource, async (runner) => {
      await serverRows(runner, 'DELETE FROM identity_provider WHERE clinic_id = $1 AND id <> $2', [clinicId, id]);
      await serverRows(runner, upsert, [id, clinicId, issuer, clientId, sealText(runner, { column: sealed.providerSecret, ids: [clinicId, id] }, clientSecret), secondFactor, acr, changedAt]);
    });
  }

  /** False: the clinic has none. */
  async remove(clinicId: string): Promise<boolean> {
    return (await serverRows(this.dataSource, 'DELETE FROM identity_provider WHERE clinic_id = $1 RETURNING id', [clinicId])).length > 0;
  }

  /** Whose account it is, where it is open. */
  async accountOf(providerId: string, subject: string): Promise<AccountRecord | null> {
    const found = await serverRows<AccountRecord>(this.dataSource, `
      SELECT ${accountColumns} FROM linked_identity JOIN account ON account.id = linked_identity.account_id ${accountJoins}
      WHERE linked_identity.provider_id = $1 AND subject = $2 AND account.disabled_at IS NULL`, [providerId, subject]);
    return opened(this.dataSource, found, 'displayName')[0] ?? null;
  }

  /** By whom the account is linked; null: by nobody. */
  async identityOf(accountId: string): Promise<{ providerId: string; subject: string } | null> {
    return firstServerRow(this.dataSource, 'SELECT provider_id AS "providerId", subject FROM linked_identity WHERE account_id = $1', [accountId]);
  }

  /** False: this subject is somebody else's, or the account is linked already. */
  async link(identity: LinkedIdentity): Promise<boolean> {
    return linkIdentity(this.dataSource, identity);
  }

  /** False: it was not linked. */
  async unlink(accountId: string): Promise<boolean> {
    return (await serverRows(this.dataSource, 'DELETE FROM linked_identity WHERE account_id = $1 RETURNING account_id', [accountId])).length > 0;
  }

  private async select(which: string, values: unknown[]): Promise<IdentityProviderRecord[]> {
    return opened(this.dataSource, await serverRows<IdentityProviderRecord>(this.dataSource, `${selectProviders} ${which}`, values), 'clientSecret');
  }
}

export async function linkIdentity(on: DataSource | QueryRunner, { providerId, subject, accountId, now }: LinkedIdentity): Promise<boolean> {
  const text = 'INSERT INTO linked_identity (provider_id, subject, account_id, linked_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING subject';
  return (await serverRows(on, text, [providerId, subject, accountId, now])).length > 0;
}
