import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Records that are erased, records that must not be, how long what is kept, and care that a patient gives by consent. */
export class Privacy0021 implements MigrationInterface {
  name = 'Privacy1796256600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...tables, appendAudit({ erasures: true })]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of [appendAudit({ erasures: false }), ...back]) await runner.query(statement);
  }
}

const tables = [
  // No foreign key to the patient: it is what is left when they are gone.
  `CREATE TABLE erasure (
    id uuid PRIMARY KEY,
    clinic_id uuid NOT NULL REFERENCES clinic,
    patient_id uuid NOT NULL,
    asked_by uuid NOT NULL REFERENCES practitioner,
    asked_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    cancelled_at timestamptz,
    stopped_at timestamptz,
    erased_at timestamptz,
    counts jsonb NOT NULL DEFAULT '{}')`,
  `COMMENT ON COLUMN erasure.stopped_at IS 'since when nobody sees the record and no device adds to it'`,
  `COMMENT ON COLUMN erasure.counts IS 'rows that were deleted, by table'`,
  `CREATE UNIQUE INDEX erasure_one_open ON erasure (patient_id) WHERE cancelled_at IS NULL`,
  `CREATE INDEX erasure_clinic ON erasure (clinic_id, asked_at)`,
  `CREATE TABLE legal_hold (
    id uuid PRIMARY KEY,
    patient_id uuid NOT NULL REFERENCES patient,
    reason text NOT NULL,
    held_by uuid NOT NULL REFERENCES practitioner,
    held_at timestamptz NOT NULL,
    ended_at timestamptz)`,
  `COMMENT ON COLUMN legal_hold.reason IS 'sealed'`,
  `CREATE UNIQUE INDEX legal_hold_one_open ON legal_hold (patient_id) WHERE ended_at IS NULL`,
  `CREATE TABLE retention (
    clinic_id uuid PRIMARY KEY REFERENCES clinic,
    raw_days integer CONSTRAINT retention_raw_days_check CHECK (raw_days BETWEEN 30 AND 3650),
    quarantine_days integer NOT NULL CONSTRAINT retention_quarantine_days_check CHECK (quarantine_days BETWEEN 1 AND 365),
    sign_in_days integer NOT NULL CONSTRAINT retention_sign_in_days_check CHECK (sign_in_days BETWEEN 7 AND 730),
    set_by uuid NOT NULL REFERENCES practitioner,
    set_at timestamptz NOT NULL)`,
  `COMMENT ON COLUMN retention.raw_days IS 'null: packets are kept'`,
  `ALTER TABLE session ADD COLUMN raw_removed_at timestamptz`,
  `COMMENT ON COLUMN session.raw_removed_at IS 'its packets are no longer kept: it cannot be analysed again'`,
  `ALTER TABLE care_team ADD COLUMN consent_id uuid REFERENCES consent`,
  `COMMENT ON COLUMN care_team.consent_id IS 'let in by the patient; out when it is withdrawn'`,
];

const back = [
  `ALTER TABLE care_team DROP COLUMN consent_id`,
  `ALTER TABLE session DROP COLUMN raw_removed_at`,
  `DROP TABLE retention`,
  `DROP TABLE legal_hold`,
  `DROP TABLE erasure`,
];

/** As 0008 has it; and of an erasure the trail still knows whose and which clinic's it was. The text that is hashed is the same. */
function appendAudit({ erasures }: { erasures: boolean }): string {
  const patient = erasures ? `WHEN 'erasure' THEN (SELECT patient_id FROM erasure WHERE id = NEW.subject_id)` : '';
  const clinic = erasures ? `(SELECT clinic_id FROM erasure WHERE NEW.subject_kind = 'erasure' AND id = NEW.subject_id), (SELECT id FROM clinic WHERE NEW.subject_kind = 'clinic' AND id = NEW.subject_id),` : '';
  return `
CREATE OR REPLACE FUNCTION tendon_append_audit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE before record;
BEGIN
  PERFORM pg_advisory_xact_lock(836366, 1);
  NEW.patient_id := CASE NEW.subject_kind
    WHEN 'patient' THEN NEW.subject_id
    WHEN 'session' THEN (SELECT patient_id FROM session WHERE id = NEW.subject_id)
    WHEN 'alert' THEN (SELECT patient_id FROM alert WHERE id = NEW.subject_id)
    WHEN 'prescription' THEN (SELECT patient_id FROM prescription WHERE id = NEW.subject_id)
    WHEN 'reference' THEN (SELECT p.patient_id FROM reference r JOIN prescription p ON p.id = r.prescription_id WHERE r.id = NEW.subject_id)
    WHEN 'device' THEN (SELECT patient_id FROM device WHERE id = NEW.subject_id)
    WHEN 'claim' THEN (SELECT patient_id FROM device_claim WHERE id = NEW.subject_id)
    WHEN 'invitation' THEN (SELECT patient_id FROM invitation WHERE id = NEW.subject_id)
    WHEN 'account' THEN (SELECT id FROM patient WHERE id = NEW.subject_id)
    ${patient}
    ELSE NEW.patient_id END;
  NEW.clinic_id := coalesce(
    (SELECT clinic_id FROM patient WHERE id = NEW.patient_id),
    ${clinic}
    (SELECT clinic_id FROM account WHERE id = NEW.actor_id),
    (SELECT clinic_id FROM account WHERE id = NEW.subject_id));
  SELECT position, hash INTO before FROM audit_event WHERE position IS NOT NULL ORDER BY position DESC LIMIT 1;
  NEW.position := coalesce(before.position, 0) + 1;
  NEW.hash := sha256(coalesce(before.hash, ''::bytea) || convert_to(concat_ws(E'\\x1f', NEW.position, to_char(NEW.at, 'YYYY-MM-DD"T"HH24:MI:SS.US'), NEW.actor_kind,
    coalesce(NEW.actor_id::text, '-'), NEW.action, NEW.subject_kind, coalesce(NEW.subject_id::text, '-'), coalesce(NEW.patient_id::text, '-'),
    coalesce(NEW.clinic_id::text, '-'), NEW.detail::text), 'UTF8'));
  RETURN NEW;
END $$`;
}
