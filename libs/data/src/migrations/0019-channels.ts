import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom alerts reach, and by which way: the clinic's contact by webhook and e-mail, the backup, the colleague an alert is given to; what is said of it; how many there may be. */
export class Channels0019 implements MigrationInterface {
  name = 'Channels1796087700000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...contact, ...colleagues]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of back) await runner.query(statement);
  }
}

const contact = [
  `CREATE TABLE clinic_contact (
    clinic_id uuid PRIMARY KEY REFERENCES clinic,
    webhook_url text,
    webhook_secret text,
    email text,
    changed_by uuid NOT NULL REFERENCES practitioner,
    changed_at timestamptz NOT NULL,
    CONSTRAINT clinic_contact_secret_check CHECK ((webhook_url IS NULL) = (webhook_secret IS NULL)))`,
  ...['email', 'webhook_url', 'webhook_secret'].map((column) => `COMMENT ON COLUMN clinic_contact.${column} IS 'sealed'`),
  `ALTER TABLE notification ADD COLUMN clinic_id uuid REFERENCES clinic, ADD COLUMN channel text, ADD COLUMN needless boolean NOT NULL DEFAULT false,
    ALTER COLUMN alert_id DROP NOT NULL, ALTER COLUMN patient_id DROP NOT NULL`,
  `UPDATE notification SET channel = 'webhook', clinic_id = alert.clinic_id FROM alert WHERE alert.id = notification.alert_id`,
  `ALTER TABLE notification ALTER COLUMN clinic_id SET NOT NULL, ALTER COLUMN channel SET NOT NULL, ADD CONSTRAINT notification_channel_check CHECK (channel IN ('webhook', 'email'))`,
  `COMMENT ON COLUMN notification.alert_id IS 'null: a test that an admin asked for'`,
  `COMMENT ON COLUMN notification.needless IS 'somebody had answered before it could be told'`,
  `CREATE INDEX notification_clinic ON notification (clinic_id, created_at)`,
];

const changes = `'raised', 'updated', 'cleared', 'acknowledged', 'repeated', 'escalated', 'snoozed'`;

const colleagues = [
  `ALTER TABLE care_team ADD COLUMN is_backup boolean NOT NULL DEFAULT false`,
  `COMMENT ON COLUMN care_team.is_backup IS 'is rung only when nobody else answers'`,
  `ALTER TABLE practitioner ADD COLUMN alerts_per_patient_day double precision NOT NULL DEFAULT 0.1`,
  `COMMENT ON COLUMN practitioner.alerts_per_patient_day IS 'how many alerts that need a person they want at most'`,
  `ALTER TABLE alert ADD COLUMN assigned_to uuid REFERENCES practitioner, ADD COLUMN assigned_by uuid REFERENCES practitioner, ADD COLUMN assigned_at timestamptz`,
  `ALTER TABLE inbox DROP CONSTRAINT inbox_change_check`,
  `ALTER TABLE inbox ADD CONSTRAINT inbox_change_check CHECK (change IN (${changes}, 'assigned', 'commented'))`,
  `CREATE TABLE alert_comment (
    id uuid PRIMARY KEY,
    alert_id uuid NOT NULL REFERENCES alert,
    patient_id uuid NOT NULL REFERENCES patient,
    words text NOT NULL,
    said_by uuid NOT NULL REFERENCES practitioner,
    said_at timestamptz NOT NULL)`,
  `COMMENT ON COLUMN alert_comment.words IS 'sealed'`,
  `CREATE INDEX alert_comment_alert ON alert_comment (alert_id, said_at)`,
  `CREATE INDEX alert_comment_patient ON alert_comment (patient_id)`,
];

const back = [
  `DROP TABLE alert_comment`,
  `DELETE FROM inbox WHERE change IN ('assigned', 'commented')`,
  `ALTER TABLE inbox DROP CONSTRAINT inbox_change_check`,
  `ALTER TABLE inbox ADD CONSTRAINT inbox_change_check CHECK (change IN (${changes}))`,
  `ALTER TABLE alert DROP COLUMN assigned_to, DROP COLUMN assigned_by, DROP COLUMN assigned_at`,
  `ALTER TABLE practitioner DROP COLUMN alerts_per_patient_day`,
  `ALTER TABLE care_team DROP COLUMN is_backup`,
  `DELETE FROM notification WHERE alert_id IS NULL`,
  `DROP POLICY IF EXISTS person_sees ON notification`,
  `ALTER TABLE notification DROP COLUMN clinic_id, DROP COLUMN channel, DROP COLUMN needless, ALTER COLUMN alert_id SET NOT NULL, ALTER COLUMN patient_id SET NOT NULL`,
  `DROP TABLE clinic_contact`,
];
