import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Accounts apart from practitioners, so that patients can sign in too; roles; sign-ins with short tokens that are renewed. Who
 * was signed in must sign in again. What the database itself keeps from whom is in row-security/, applied after every migration.
 */
export class People0005 implements MigrationInterface {
  name = 'People1795910400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...accounts, ...signIns, ...careTeams]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of back) await runner.query(statement);
  }
}

const accounts = [
  `CREATE TABLE account (
    id uuid PRIMARY KEY,
    clinic_id uuid NOT NULL REFERENCES clinic,
    roles text[] NOT NULL,
    sign_in_name text NOT NULL UNIQUE,
    password_hash text,
    created_at timestamptz NOT NULL DEFAULT now(),
    disabled_at timestamptz,
    CONSTRAINT account_roles_check CHECK (roles <@ ARRAY['patient', 'therapist', 'clinic-admin', 'auditor'] AND cardinality(roles) > 0 AND (roles = ARRAY['patient'] OR NOT 'patient' = ANY (roles))))`,
  `COMMENT ON COLUMN account.id IS 'the practitioner''s or the patient''s own id'`,
  `COMMENT ON COLUMN account.password_hash IS 'null: signs in by other means'`,
  `INSERT INTO account (id, clinic_id, roles, sign_in_name, password_hash, created_at)
    SELECT id, clinic_id, ARRAY['therapist', 'clinic-admin'], sign_in_name, password_hash, created_at FROM practitioner`,
  `ALTER TABLE practitioner DROP COLUMN sign_in_name, DROP COLUMN password_hash`,
];

const signIns = [
  `DROP TABLE sign_in`,
  `CREATE TABLE sign_in (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account,
    method text NOT NULL,
    agent text NOT NULL,
    created_at timestamptz NOT NULL,
    proven_at timestamptz NOT NULL,
    renewed_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at timestamptz)`,
  `COMMENT ON COLUMN sign_in.agent IS 'what it was done with, as the browser calls itself'`,
  `COMMENT ON COLUMN sign_in.proven_at IS 'when the person last showed who they are'`,
  `CREATE INDEX sign_in_account ON sign_in (account_id) WHERE ended_at IS NULL`,
  `CREATE TABLE access_token (
    token_hash bytea PRIMARY KEY,
    sign_in_id uuid NOT NULL REFERENCES sign_in ON DELETE CASCADE,
    expires_at timestamptz NOT NULL)`,
  `CREATE INDEX access_token_sign_in ON access_token (sign_in_id)`,
  `CREATE TABLE refresh_token (
    token_hash bytea PRIMARY KEY,
    sign_in_id uuid NOT NULL REFERENCES sign_in ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    used_at timestamptz)`,
  `CREATE INDEX refresh_token_sign_in ON refresh_token (sign_in_id)`,
];

/** An end may lie ahead: a locum is in the team until a day that is known. */
const careTeams = [
  `DROP INDEX care_team_practitioner`,
  `CREATE INDEX care_team_practitioner ON care_team (practitioner_id)`,
];

const back = [
  `DROP INDEX care_team_practitioner`,
  `CREATE INDEX care_team_practitioner ON care_team (practitioner_id) WHERE until IS NULL`,
  `DROP TABLE refresh_token`,
  `DROP TABLE access_token`,
  `DROP TABLE sign_in`,
  `CREATE TABLE sign_in (
    token_hash bytea PRIMARY KEY,
    practitioner_id uuid NOT NULL REFERENCES practitioner,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz)`,
  `ALTER TABLE practitioner ADD COLUMN sign_in_name text UNIQUE, ADD COLUMN password_hash text`,
  `UPDATE practitioner SET sign_in_name = account.sign_in_name, password_hash = coalesce(account.password_hash, '') FROM account WHERE account.id = practitioner.id`,
  `ALTER TABLE practitioner ALTER COLUMN sign_in_name SET NOT NULL, ALTER COLUMN password_hash SET NOT NULL`,
  `DROP TABLE account`,
  `COMMENT ON TABLE migration IS NULL`,
];
