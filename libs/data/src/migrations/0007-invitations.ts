import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is asked to come in, by a link that works once. */
export class Invitations0007 implements MigrationInterface {
  name = 'Invitations1795911000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of invitation) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE invitation');
  }
}

const invitation = [
  `CREATE TABLE invitation (
    id uuid PRIMARY KEY,
    clinic_id uuid NOT NULL REFERENCES clinic,
    patient_id uuid REFERENCES patient,
    token_hash bytea NOT NULL UNIQUE,
    display_name text,
    roles text[] NOT NULL,
    invited_by uuid NOT NULL REFERENCES practitioner,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    accepted_at timestamptz,
    withdrawn_at timestamptz,
    CONSTRAINT invitation_of_patient CHECK ((patient_id IS NOT NULL) = (roles = ARRAY['patient']) AND (patient_id IS NULL) = (display_name IS NOT NULL)))`,
  `COMMENT ON COLUMN invitation.patient_id IS 'null: for somebody of the staff, who is called display_name'`,
  `CREATE INDEX invitation_clinic ON invitation (clinic_id, created_at)`,
];
