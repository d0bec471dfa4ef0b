import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What goes out of the house when nobody answers: written with the step of escalation that wants it, sent afterwards. */
export class Notifications0012 implements MigrationInterface {
  name = 'Notifications1796083200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE notification (
      id uuid PRIMARY KEY,
      alert_id uuid NOT NULL REFERENCES alert,
      patient_id uuid NOT NULL REFERENCES patient,
      created_at timestamptz NOT NULL,
      attempts smallint NOT NULL DEFAULT 0,
      due_at timestamptz,
      sent_at timestamptz,
      last_error text)`);
    await runner.query(`COMMENT ON COLUMN notification.due_at IS 'when it is to be tried next; null and not sent: given up'`);
    await runner.query(`CREATE INDEX notification_alert ON notification (alert_id)`);
    await runner.query(`CREATE INDEX notification_due ON notification (due_at) WHERE due_at IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE notification');
  }
}
