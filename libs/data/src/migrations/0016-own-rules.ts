import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rules of the therapists' own for a patient, in versions that never change, and what they would have told. */
export class OwnRules0016 implements MigrationInterface {
  name = 'OwnRules1796169600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tables) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['what_if', 'own_rule_version', 'own_rule']) await runner.query(`DROP TABLE ${table}`);
  }
}

const tables = [
  `CREATE TABLE own_rule (
    id uuid PRIMARY KEY,
    patient_id uuid NOT NULL REFERENCES patient,
    active_version integer,
    created_at timestamptz NOT NULL,
    removed_at timestamptz)`,
  `COMMENT ON COLUMN own_rule.active_version IS 'in force for sessions that begin; a session keeps what it began with. null: off'`,
  `CREATE INDEX own_rule_patient ON own_rule (patient_id) WHERE removed_at IS NULL`,
  `CREATE TABLE own_rule_version (
    rule_id uuid NOT NULL REFERENCES own_rule,
    version integer NOT NULL,
    name text NOT NULL,
    content jsonb NOT NULL,
    written_by uuid NOT NULL REFERENCES practitioner,
    written_at timestamptz NOT NULL,
    PRIMARY KEY (rule_id, version))`,
  `COMMENT ON COLUMN own_rule_version.name IS 'sealed'`,
  `CREATE TABLE what_if (
    id uuid PRIMARY KEY,
    patient_id uuid NOT NULL REFERENCES patient,
    rule_id uuid REFERENCES own_rule,
    version integer,
    prescription_id uuid REFERENCES prescription,
    limits jsonb,
    asked_by uuid NOT NULL REFERENCES practitioner,
    asked_at timestamptz NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'done', 'failed')),
    result jsonb,
    finished_at timestamptz,
    CONSTRAINT what_if_of_one_check CHECK ((rule_id IS NULL) <> (prescription_id IS NULL)))`,
  `CREATE INDEX what_if_rule ON what_if (rule_id, version)`,
  `CREATE INDEX what_if_patient ON what_if (patient_id)`,
  `CREATE INDEX what_if_waiting ON what_if (asked_at) WHERE state = 'waiting'`,
];
