import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What patients' devices were told, and whether one has said that the patient can see it. */
export class Instructions0025 implements MigrationInterface {
  name = 'Instructions1796347000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of back) await runner.query(statement);
  }
}

const changes = `'raised', 'updated', 'cleared', 'acknowledged', 'repeated', 'escalated', 'snoozed', 'assigned', 'commented'`;

const statements = [
  `CREATE TABLE instruction (
    id uuid PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES session,
    patient_id uuid NOT NULL REFERENCES patient,
    alert_id uuid NOT NULL REFERENCES alert,
    act text NOT NULL CONSTRAINT instruction_act_check CHECK (act IN ('stop', 'answer', 'check', 'adjust')),
    words text NOT NULL,
    told_at timestamptz NOT NULL,
    shown_at timestamptz,
    shown_by uuid REFERENCES device,
    unconfirmed_at timestamptz,
    ended_at timestamptz)`,
  `COMMENT ON COLUMN instruction.shown_at IS 'when a device first said that it is on its screen; null: none has'`,
  `COMMENT ON COLUMN instruction.unconfirmed_at IS 'since when the therapist knows that no device has said so'`,
  `CREATE UNIQUE INDEX instruction_one_standing ON instruction (session_id) WHERE ended_at IS NULL`,
  `CREATE INDEX instruction_alert ON instruction (alert_id, told_at)`,
  `CREATE INDEX instruction_patient ON instruction (patient_id)`,
  `ALTER TABLE inbox DROP CONSTRAINT inbox_change_check`,
  `ALTER TABLE inbox ADD CONSTRAINT inbox_change_check CHECK (change IN (${changes}, 'instruction-shown', 'instruction-unconfirmed'))`,
];

const back = [
  `DROP TABLE instruction`,
  `DELETE FROM inbox WHERE change IN ('instruction-shown', 'instruction-unconfirmed')`,
  `ALTER TABLE inbox DROP CONSTRAINT inbox_change_check`,
  `ALTER TABLE inbox ADD CONSTRAINT inbox_change_check CHECK (change IN (${changes}))`,
];
