import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tries to sign in are counted here, for all gateways together. People may sign in by the account that their clinic gives them (OpenID Connect). */
export class ClinicSignIn0020 implements MigrationInterface {
  name = 'ClinicSignIn1796170200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['sign_in_try', 'linked_identity', 'identity_provider']) await runner.query(`DROP TABLE ${table}`);
    await runner.query(`DELETE FROM sign_in_challenge WHERE kind = 'identity-provider'`);
    await runner.query(allow(`'second-factor', 'passkey-sign-in', 'passkey-new', 'password-reset'`));
  }
}

function allow(kinds: string): string {
  return `ALTER TABLE sign_in_challenge DROP CONSTRAINT sign_in_challenge_kind_check, ADD CONSTRAINT sign_in_challenge_kind_check CHECK (kind IN (${kinds}))`;
}

const statements = [
  `CREATE TABLE sign_in_try (
    key_hash bytea PRIMARY KEY,
    tries int NOT NULL,
    since timestamptz NOT NULL)`,
  `COMMENT ON COLUMN sign_in_try.key_hash IS 'SHA-256 of what is limited: a sign-in name, an address, both'`,
  `CREATE INDEX sign_in_try_since ON sign_in_try (since)`,
  `CREATE TABLE identity_provider (
    id uuid PRIMARY KEY,
    clinic_id uuid NOT NULL UNIQUE REFERENCES clinic,
    issuer text NOT NULL,
    client_id text NOT NULL,
    client_secret text NOT NULL,
    second_factor text NOT NULL CONSTRAINT identity_provider_second_factor_check CHECK (second_factor IN ('provider', 'own')),
    acr text,
    changed_at timestamptz NOT NULL)`,
  `COMMENT ON COLUMN identity_provider.client_secret IS 'sealed'`,
  `COMMENT ON COLUMN identity_provider.second_factor IS 'whose second factor counts where the clinic requires one'`,
  `COMMENT ON COLUMN identity_provider.acr IS 'how the provider must have made sure who it is, in its own words; null: as it sees fit'`,
  `CREATE TABLE linked_identity (
    provider_id uuid NOT NULL REFERENCES identity_provider ON DELETE CASCADE,
    subject text NOT NULL,
    account_id uuid NOT NULL REFERENCES account,
    linked_at timestamptz NOT NULL,
    PRIMARY KEY (provider_id, subject),
    UNIQUE (account_id))`,
  `COMMENT ON COLUMN linked_identity.subject IS 'the provider''s own name for the person, which it never gives to another one'`,
  allow(`'second-factor', 'passkey-sign-in', 'passkey-new', 'password-reset', 'identity-provider'`),
];
