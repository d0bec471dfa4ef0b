import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What only a patient's history tells: alerts that belong to no session, the diary of pain, and when the history is to be looked at again. */
export class FollowUp0017 implements MigrationInterface {
  name = 'FollowUp1796090400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of forth) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of back) await runner.query(statement);
  }
}

const forth = [
  `ALTER TABLE patient ADD COLUMN follow_up_due_at timestamptz`,
  `COMMENT ON COLUMN patient.follow_up_due_at IS 'when their history is next to be looked at; the queue is only a hint of it'`,
  `CREATE INDEX patient_follow_up_due ON patient (follow_up_due_at) WHERE follow_up_due_at IS NOT NULL`,
  `ALTER TABLE alert ALTER COLUMN session_id DROP NOT NULL`,
  `COMMENT ON COLUMN alert.session_id IS 'null: found in the history of the patient; its times are then epoch ms'`,
  `CREATE UNIQUE INDEX alert_one_open_of_patient ON alert (patient_id, rule_id, subject) WHERE session_id IS NULL AND state = 'open' AND NOT retrospective`,
  `ALTER TABLE snooze ALTER COLUMN session_id DROP NOT NULL`,
  `ALTER TABLE patient_report ALTER COLUMN session_id DROP NOT NULL`,
  `COMMENT ON COLUMN patient_report.session_id IS 'null: said of a day'`,
  `CREATE INDEX patient_report_patient ON patient_report (patient_id, reported_at)`,
];

const back = [
  `DROP INDEX patient_report_patient`,
  `DELETE FROM patient_report WHERE session_id IS NULL`,
  `ALTER TABLE patient_report ALTER COLUMN session_id SET NOT NULL`,
  `DELETE FROM snooze WHERE session_id IS NULL`,
  `ALTER TABLE snooze ALTER COLUMN session_id SET NOT NULL`,
  ...['notification', 'alert_verdict', 'plan_pause', 'inbox'].map((table) => `DELETE FROM ${table} USING alert WHERE alert.id = ${table}.alert_id AND alert.session_id IS NULL`),
  `DROP INDEX alert_one_open_of_patient`,
  `DELETE FROM alert WHERE session_id IS NULL`,
  `ALTER TABLE alert ALTER COLUMN session_id SET NOT NULL`,
  `DROP INDEX patient_follow_up_due`,
  `ALTER TABLE patient DROP COLUMN follow_up_due_at`,
];
