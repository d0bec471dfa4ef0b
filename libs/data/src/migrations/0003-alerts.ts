import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an alert asks of people: whether it sounds, until when it is snoozed, when it is next taken further; what patients say; plans that wait. */
export class Alerts0003 implements MigrationInterface {
  name = 'Alerts1795860000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...attention, ...said, ...paused, ...watched]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of back) await runner.query(statement);
  }
}

const changes = `'raised', 'updated', 'cleared', 'acknowledged'`;

const attention = [
  `ALTER TABLE alert
    ADD COLUMN suppressed_by text,
    ADD COLUMN sounding boolean NOT NULL DEFAULT false,
    ADD COLUMN sounded_at timestamptz,
    ADD COLUMN escalation_step smallint NOT NULL DEFAULT 0,
    ADD COLUMN due_at timestamptz,
    ADD COLUMN snoozed_until timestamptz,
    ADD COLUMN acknowledgement_outcome text,
    ADD CONSTRAINT alert_outcome_check CHECK (acknowledgement_outcome IN ('spoke-to-patient', 'patient-stopped', 'emergency-called', 'false-alarm'))`,
  `COMMENT ON COLUMN alert.suppressed_by IS 'the rule that holds it back: nobody was told'`,
  `COMMENT ON COLUMN alert.sounded_at IS 'since when it sounds, or last sounded: steps of escalation count from here'`,
  `COMMENT ON COLUMN alert.due_at IS 'when something is next to be done about it; the queue is only a hint of it'`,
  `CREATE INDEX alert_due ON alert (due_at) WHERE due_at IS NOT NULL`,
  `ALTER TABLE inbox DROP CONSTRAINT inbox_change_check`,
  `ALTER TABLE inbox ADD CONSTRAINT inbox_change_check CHECK (change IN (${changes}, 'repeated', 'escalated', 'snoozed'))`,
  `CREATE TABLE snooze (
    id uuid PRIMARY KEY,
    alert_id uuid NOT NULL REFERENCES alert,
    patient_id uuid NOT NULL REFERENCES patient,
    session_id uuid NOT NULL REFERENCES session,
    rule_id text NOT NULL,
    subject text NOT NULL,
    priority text NOT NULL CHECK (priority IN ('low', 'medium', 'info')),
    note text NOT NULL,
    snoozed_by uuid NOT NULL REFERENCES practitioner,
    at timestamptz NOT NULL,
    until timestamptz NOT NULL)`,
  `COMMENT ON TABLE snooze IS 'holds for its session, rule and subject, also for another alert of the same'`,
  `CREATE INDEX snooze_session ON snooze (session_id)`,
];

const said = [
  `CREATE TABLE patient_report (
    id uuid PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES session,
    patient_id uuid NOT NULL REFERENCES patient,
    content jsonb NOT NULL,
    reported_at timestamptz NOT NULL,
    source text NOT NULL CHECK (source IN ('therapist', 'patient')),
    entered_by uuid REFERENCES practitioner,
    heard_at timestamptz)`,
  `COMMENT ON COLUMN patient_report.heard_at IS 'when the rules heard it, in the transaction of what came of it'`,
  `CREATE INDEX patient_report_session ON patient_report (session_id)`,
  `CREATE INDEX patient_report_unheard ON patient_report (session_id) WHERE heard_at IS NULL`,
];

const paused = [
  `CREATE TABLE plan_pause (
    id uuid PRIMARY KEY,
    patient_id uuid NOT NULL REFERENCES patient,
    alert_id uuid NOT NULL UNIQUE REFERENCES alert,
    paused_at timestamptz NOT NULL,
    reviewed_by uuid REFERENCES practitioner,
    reviewed_at timestamptz,
    review_note text)`,
  `CREATE INDEX plan_pause_waiting ON plan_pause (patient_id) WHERE reviewed_at IS NULL`,
];

const watched = [
  `ALTER TABLE prescription ADD COLUMN supervised boolean NOT NULL DEFAULT false, ADD COLUMN alert_limits jsonb NOT NULL DEFAULT '{}'`,
  `ALTER TABLE session ADD COLUMN supervised boolean NOT NULL DEFAULT false`,
  `COMMENT ON COLUMN session.supervised IS 'a therapist is to watch while it goes on'`,
  `CREATE TABLE console_presence (
    practitioner_id uuid PRIMARY KEY REFERENCES practitioner,
    seen_at timestamptz NOT NULL)`,
  `COMMENT ON TABLE console_presence IS 'when a console of theirs was last connected, to within a few seconds'`,
];

const back = [
  `DROP TABLE console_presence`,
  `ALTER TABLE session DROP COLUMN supervised`,
  `ALTER TABLE prescription DROP COLUMN supervised, DROP COLUMN alert_limits`,
  `DROP TABLE plan_pause`,
  `DROP TABLE patient_report`,
  `DROP TABLE snooze`,
  `DELETE FROM inbox WHERE change NOT IN (${changes})`,
  `ALTER TABLE inbox DROP CONSTRAINT inbox_change_check`,
  `ALTER TABLE inbox ADD CONSTRAINT inbox_change_check CHECK (change IN (${changes}))`,
  `DROP INDEX alert_due`,
  `ALTER TABLE alert DROP COLUMN suppressed_by, DROP COLUMN sounding, DROP COLUMN sounded_at, DROP COLUMN escalation_step, DROP COLUMN due_at,
    DROP COLUMN snoozed_until, DROP COLUMN acknowledgement_outcome`,
];
