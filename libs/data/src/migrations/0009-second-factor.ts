import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people show beside a password, or instead of it: one-time codes, recovery codes, passkeys. */
export class SecondFactor0009 implements MigrationInterface {
  name = 'SecondFactor1795912200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['sign_in_challenge', 'passkey', 'recovery_code']) await runner.query(`DROP TABLE ${table}`);
    await runner.query('ALTER TABLE sign_in DROP COLUMN must_enrol');
    await runner.query('ALTER TABLE clinic DROP COLUMN second_factor');
    await runner.query('ALTER TABLE account DROP COLUMN totp_secret, DROP COLUMN totp_confirmed_at, DROP COLUMN totp_step');
  }
}

const statements = [
  `ALTER TABLE account ADD COLUMN totp_secret text, ADD COLUMN totp_confirmed_at timestamptz, ADD COLUMN totp_step bigint NOT NULL DEFAULT 0`,
  `COMMENT ON COLUMN account.totp_secret IS 'sealed; counts once it is confirmed'`,
  `COMMENT ON COLUMN account.totp_step IS 'the newest 30 s of which a code was used: none of before is good again'`,
  `ALTER TABLE clinic ADD COLUMN second_factor text NOT NULL DEFAULT 'optional' CONSTRAINT clinic_second_factor_check CHECK (second_factor IN ('required', 'optional'))`,
  `COMMENT ON COLUMN clinic.second_factor IS 'whether staff must have one'`,
  `ALTER TABLE sign_in ADD COLUMN must_enrol boolean NOT NULL DEFAULT false`,
  `COMMENT ON COLUMN sign_in.must_enrol IS 'by password alone where that is not enough: good for getting a second factor and nothing else'`,
  `CREATE TABLE recovery_code (
    account_id uuid NOT NULL REFERENCES account,
    code_hash bytea NOT NULL,
    used_at timestamptz,
    PRIMARY KEY (account_id, code_hash))`,
  `CREATE TABLE passkey (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account,
    credential_id text NOT NULL UNIQUE,
    public_key bytea NOT NULL,
    counter bigint NOT NULL,
    transports text[] NOT NULL,
    label text NOT NULL,
    created_at timestamptz NOT NULL,
    used_at timestamptz)`,
  `CREATE INDEX passkey_account ON passkey (account_id)`,
  `CREATE TABLE sign_in_challenge (
    token_hash bytea PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('second-factor', 'passkey-sign-in', 'passkey-new')),
    account_id uuid REFERENCES account,
    challenge text NOT NULL,
    tries smallint NOT NULL DEFAULT 0,
    expires_at timestamptz NOT NULL)`,
];
