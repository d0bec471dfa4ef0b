import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tries to sign in are counted here, for all gateways together. People may sign in by the account that their clinic gives them (OpenID Connect). */
export class ClinicSignIn0020 implements MigrationInterface {
  name = 'ClinicSignIn1796170200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sign_in_try');
  }
}

const statements = [
  `CREATE TABLE sign_in_try (
    key_hash bytea PRIMARY KEY,
    tries int NOT NULL,
    since timestamptz NOT NULL)`,
  `COMMENT ON COLUMN sign_in_try.key_hash IS 'SHA-256 of what is limited: a sign-in name, an address, both'`,
  `CREATE INDEX sign_in_try_since ON sign_in_try (since)`,
];
