import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The audit trail as a chain: each event carries the hash of the one before, so that none can be changed, left out or put in
 * between without being found (`npm run verify-audit`). Whose record it is about is found here, once for all who append.
 */
export class Audit0008 implements MigrationInterface {
  name = 'Audit1795911600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...columns, appendOne, onAppend, refuse, onChange, onTruncate, ...chainOld]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of back) await runner.query(statement);
  }
}

const columns = [
  `ALTER TABLE audit_event ADD COLUMN clinic_id uuid, ADD COLUMN patient_id uuid, ADD COLUMN position bigint, ADD COLUMN hash bytea`,
  `COMMENT ON COLUMN audit_event.hash IS 'SHA-256 of the hash before and of everything in this row'`,
  `CREATE UNIQUE INDEX audit_event_position ON audit_event (position)`,
  `CREATE INDEX audit_event_patient ON audit_event (patient_id, position)`,
  `CREATE INDEX audit_event_clinic ON audit_event (clinic_id, position)`,
];

/**
 * One at a time, until its transaction ends: the place in the chain is given out in the order of commits. Definer's rights: it
 * reads what it needs whoever appends. The text that is hashed is the one verify-audit makes of the row by itself.
 */
const appendOne = `
CREATE FUNCTION tendon_append_audit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
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
    ELSE NEW.patient_id END;
  NEW.clinic_id := coalesce(
    (SELECT clinic_id FROM patient WHERE id = NEW.patient_id),
    (SELECT clinic_id FROM account WHERE id = NEW.actor_id),
    (SELECT clinic_id FROM account WHERE id = NEW.subject_id));
  SELECT position, hash INTO before FROM audit_event WHERE position IS NOT NULL ORDER BY position DESC LIMIT 1;
  NEW.position := coalesce(before.position, 0) + 1;
  NEW.hash := sha256(coalesce(before.hash, ''::bytea) || convert_to(concat_ws(E'\\x1f', NEW.position, to_char(NEW.at, 'YYYY-MM-DD"T"HH24:MI:SS.US'), NEW.actor_kind,
    coalesce(NEW.actor_id::text, '-'), NEW.action, NEW.subject_kind, coalesce(NEW.subject_id::text, '-'), coalesce(NEW.patient_id::text, '-'),
    coalesce(NEW.clinic_id::text, '-'), NEW.detail::text), 'UTF8'));
  RETURN NEW;
END $$`;

const onAppend = `CREATE TRIGGER audit_event_append BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION tendon_append_audit()`;

const refuse = `
CREATE FUNCTION tendon_refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'audit_event is only ever appended to'; END $$`;

const onChange = `CREATE TRIGGER audit_event_keep BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION tendon_refuse_audit_change()`;
const onTruncate = `CREATE TRIGGER audit_event_keep_all BEFORE TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION tendon_refuse_audit_change()`;

/** What was there before comes first in the chain, as it was. */
const chainOld = [
  `ALTER TABLE audit_event DISABLE TRIGGER audit_event_keep`,
  `CREATE TEMPORARY TABLE audit_before AS SELECT at, actor_kind, actor_id, action, subject_kind, subject_id, detail FROM audit_event ORDER BY id`,
  `DELETE FROM audit_event`,
  `INSERT INTO audit_event (at, actor_kind, actor_id, action, subject_kind, subject_id, detail) SELECT * FROM audit_before`,
  `DROP TABLE audit_before`,
  `ALTER TABLE audit_event ENABLE TRIGGER audit_event_keep`,
  `ALTER TABLE audit_event ALTER COLUMN position SET NOT NULL, ALTER COLUMN hash SET NOT NULL`,
];

const back = [
  `DROP TRIGGER audit_event_append ON audit_event`,
  `DROP TRIGGER audit_event_keep ON audit_event`,
  `DROP TRIGGER audit_event_keep_all ON audit_event`,
  `DROP FUNCTION tendon_append_audit`,
  `DROP FUNCTION tendon_refuse_audit_change`,
  `DROP POLICY IF EXISTS person_sees ON audit_event`,
  `ALTER TABLE audit_event DROP COLUMN clinic_id, DROP COLUMN patient_id, DROP COLUMN position, DROP COLUMN hash`,
];
