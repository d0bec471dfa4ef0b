import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How the sensors are worn, as a session showed it, and a guided calibration that a therapist has asked for. */
export class GuidedCalibration0014 implements MigrationInterface {
  name = 'GuidedCalibration1796084400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}

const up = [
  `ALTER TABLE session ADD COLUMN worn jsonb`,
  `COMMENT ON COLUMN session.worn IS 'domain WornReport: how the sensors sit; null: nothing to say of it'`,
  `ALTER TABLE session DROP CONSTRAINT session_purpose_check`,
  `ALTER TABLE session ADD CONSTRAINT session_purpose_check CHECK (purpose IN ('exercise', 'calibration', 'guided-calibration'))`,
  `CREATE INDEX session_guided ON session (patient_id, started_at DESC) WHERE purpose = 'guided-calibration'`,
  `ALTER TABLE prescription ADD COLUMN calibration_asked_at timestamptz`,
  `COMMENT ON COLUMN prescription.calibration_asked_at IS 'the next session after this is a guided calibration'`,
  `ALTER TABLE prescription ADD COLUMN calibration_anew boolean NOT NULL DEFAULT false`,
  `COMMENT ON COLUMN prescription.calibration_anew IS 'it is not compared with the last one'`,
];

const down = [
  `ALTER TABLE prescription DROP COLUMN calibration_anew`,
  `ALTER TABLE prescription DROP COLUMN calibration_asked_at`,
  `DROP INDEX session_guided`,
  `ALTER TABLE session DROP CONSTRAINT session_purpose_check`,
  `ALTER TABLE session ADD CONSTRAINT session_purpose_check CHECK (purpose IN ('exercise', 'calibration'))`,
  `ALTER TABLE session DROP COLUMN worn`,
];
