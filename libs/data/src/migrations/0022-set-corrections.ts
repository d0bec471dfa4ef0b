import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a therapist says that a set was, beside what was counted. Nothing that is said is changed: the newest holds. */
export class SetCorrections0022 implements MigrationInterface {
  name = 'SetCorrections1796343000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE set_correction');
  }
}

const statements = [
  `CREATE TABLE set_correction (
    id uuid PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES session,
    patient_id uuid NOT NULL REFERENCES patient,
    set_number integer NOT NULL CONSTRAINT set_correction_set_number_check CHECK (set_number > 0),
    counted integer NOT NULL,
    repetitions integer CONSTRAINT set_correction_repetitions_check CHECK (repetitions BETWEEN 0 AND 1000),
    said_by uuid NOT NULL REFERENCES practitioner,
    said_at timestamptz NOT NULL)`,
  `COMMENT ON COLUMN set_correction.counted IS 'what the analysis had counted when it was said'`,
  `COMMENT ON COLUMN set_correction.repetitions IS 'null: what was said before is taken back'`,
  `CREATE INDEX set_correction_session ON set_correction (session_id, said_at)`,
  `CREATE INDEX set_correction_patient ON set_correction (patient_id)`,
];
