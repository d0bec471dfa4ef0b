import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The life of a device: claimed with a code, several credentials one after another, revoked; and what looked wrong about it. */
export class Devices0006 implements MigrationInterface {
  name = 'Devices1795824600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of forward) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of back) await runner.query(statement);
  }
}

const forward = [
  `CREATE TABLE device_credential (
    device_id uuid NOT NULL REFERENCES device,
    number integer NOT NULL,
    kind text NOT NULL CHECK (kind IN ('secret', 'recovery')),
    secret_hash bytea NOT NULL,
    broker_password text NOT NULL,
    created_at timestamptz NOT NULL,
    confirmed_at timestamptz,
    expires_at timestamptz,
    revoked_at timestamptz,
    changed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (device_id, number))`,
  `COMMENT ON COLUMN device_credential.kind IS 'recovery: may only bring what it recorded before its device was revoked'`,
  `COMMENT ON COLUMN device_credential.broker_password IS 'the secret as Mosquitto keeps passwords'`,
  `COMMENT ON COLUMN device_credential.confirmed_at IS 'when the device said that it has kept it; the one before is revoked then'`,
  `INSERT INTO device_credential (device_id, number, kind, secret_hash, broker_password, created_at, confirmed_at, revoked_at)
    SELECT id, 1, 'secret', secret_hash, broker_password, created_at, created_at, revoked_at FROM device`,
  `ALTER TABLE device DROP COLUMN secret_hash, DROP COLUMN broker_password,
    ADD COLUMN revocation_reason text, ADD COLUMN rotation_asked_at timestamptz`,
  `CREATE INDEX device_patient ON device (patient_id)`,
  `CREATE TABLE device_claim (
    id uuid PRIMARY KEY,
    clinic_id uuid NOT NULL REFERENCES clinic,
    patient_id uuid NOT NULL REFERENCES patient,
    practitioner_id uuid NOT NULL REFERENCES practitioner,
    code_hash bytea NOT NULL UNIQUE,
    label text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    device_id uuid,
    model text,
    secret_hash bytea,
    broker_password text,
    check_number text,
    redeemed_at timestamptz,
    wrong_numbers smallint NOT NULL DEFAULT 0,
    confirmed_at timestamptz)`,
  `COMMENT ON COLUMN device_claim.device_id IS 'the id the device will have; it comes into being when a person has confirmed it'`,
  `COMMENT ON COLUMN device_claim.check_number IS 'six digits that the device shows and a person types'`,
  `CREATE INDEX device_claim_patient ON device_claim (patient_id, created_at DESC)`,
  `CREATE TABLE device_event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    device_id uuid NOT NULL REFERENCES device,
    kind text NOT NULL CHECK (kind IN ('taken-over', 'diverged', 'flood')),
    at timestamptz NOT NULL)`,
  `CREATE INDEX device_event_device ON device_event (device_id, at DESC)`,
];

const back = [
  `DROP TABLE device_event`,
  `DROP TABLE device_claim`,
  `DROP INDEX device_patient`,
  `ALTER TABLE device ADD COLUMN secret_hash bytea, ADD COLUMN broker_password text, DROP COLUMN revocation_reason, DROP COLUMN rotation_asked_at`,
  `UPDATE device SET secret_hash = newest.secret_hash, broker_password = newest.broker_password
    FROM (SELECT DISTINCT ON (device_id) * FROM device_credential WHERE kind = 'secret' ORDER BY device_id, revoked_at IS NULL DESC, number DESC) AS newest
    WHERE newest.device_id = device.id`,
  `ALTER TABLE device ALTER COLUMN secret_hash SET NOT NULL, ALTER COLUMN broker_password SET NOT NULL`,
  `COMMENT ON COLUMN device.broker_password IS 'the secret as Mosquitto keeps passwords'`,
  `DROP TABLE device_credential`,
];
