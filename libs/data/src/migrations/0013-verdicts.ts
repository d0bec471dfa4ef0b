import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether an alert was of use, as whoever answered it says; it tunes nothing by itself. */
export class Verdicts0013 implements MigrationInterface {
  name = 'Verdicts1796083800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE alert_verdict (
      alert_id uuid PRIMARY KEY REFERENCES alert,
      patient_id uuid NOT NULL REFERENCES patient,
      verdict text NOT NULL CHECK (verdict IN ('useful', 'not-useful', 'false')),
      said_by uuid NOT NULL REFERENCES practitioner,
      said_at timestamptz NOT NULL)`);
    await runner.query(`CREATE INDEX alert_verdict_patient ON alert_verdict (patient_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE alert_verdict');
  }
}
