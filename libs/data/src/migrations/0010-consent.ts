import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a patient has agreed to, and why somebody came into the care team in an emergency. */
export class Consent0010 implements MigrationInterface {
  name = 'Consent1795914000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE care_team DROP COLUMN emergency_reason');
    await runner.query('DROP TABLE consent');
  }
}

const statements = [
  `CREATE TABLE consent (
    id uuid PRIMARY KEY,
    patient_id uuid NOT NULL REFERENCES patient,
    purpose text NOT NULL CHECK (purpose IN ('treatment', 'research', 'teaching')),
    recipient text NOT NULL,
    given_at timestamptz NOT NULL,
    until timestamptz,
    withdrawn_at timestamptz)`,
  `CREATE INDEX consent_patient ON consent (patient_id, given_at)`,
  `ALTER TABLE care_team ADD COLUMN emergency_reason text`,
  `COMMENT ON COLUMN care_team.emergency_reason IS 'why somebody let themselves in without being asked; they are out again at until'`,
];
