import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The spine: who, what was prescribed, what came, what was made of it, who was told. Never edited once landed. */
export class Spine0001 implements MigrationInterface {
  /** TypeORM wants a time in ms at the end: it orders migrations by it. */
  name = 'Spine1795478400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...people, ...stream, ...analysis, ...alert]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['audit_event', 'inbox', 'alert', 'repetition', 'shard_lease', 'worker', 'analysis_checkpoint', 'analysis_cursor', 'analysis', 'reference', 'quarantine', 'packet',
      'stream', 'session', 'prescription', 'device', 'care_team', 'patient', 'sign_in', 'practitioner', 'clinic'];
    for (const table of tables) await runner.query(`DROP TABLE ${table}`);
  }
}

const people = [
  `CREATE TABLE clinic (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now())`,
  `CREATE TABLE practitioner (
    id uuid PRIMARY KEY,
    clinic_id uuid NOT NULL REFERENCES clinic,
    display_name text NOT NULL,
    sign_in_name text NOT NULL UNIQUE,
    password_hash text NOT NULL,
    inbox_sequence bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now())`,
  `CREATE TABLE sign_in (
    token_hash bytea PRIMARY KEY,
    practitioner_id uuid NOT NULL REFERENCES practitioner,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz)`,
  `CREATE TABLE patient (
    id uuid PRIMARY KEY,
    clinic_id uuid NOT NULL REFERENCES clinic,
    display_name text NOT NULL,
    birth_year smallint NOT NULL,
    sex text NOT NULL CHECK (sex IN ('female', 'male', 'unknown')),
    conditions text[] NOT NULL DEFAULT '{}',
    resting_heart_rate_bpm double precision,
    measured_max_heart_rate_bpm double precision,
    beta_blocker boolean NOT NULL DEFAULT false,
    heart_failure boolean NOT NULL DEFAULT false,
    monitoring_required boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now())`,
  `CREATE TABLE care_team (
    patient_id uuid NOT NULL REFERENCES patient,
    practitioner_id uuid NOT NULL REFERENCES practitioner,
    since timestamptz NOT NULL DEFAULT now(),
    until timestamptz,
    PRIMARY KEY (patient_id, practitioner_id, since))`,
  `CREATE INDEX care_team_practitioner ON care_team (practitioner_id) WHERE until IS NULL`,
  `CREATE TABLE device (
    id uuid PRIMARY KEY,
    clinic_id uuid NOT NULL REFERENCES clinic,
    patient_id uuid NOT NULL REFERENCES patient,
    label text NOT NULL,
    source text NOT NULL CHECK (source IN ('live', 'simulated', 'replayed')),
    source_label text NOT NULL DEFAULT '',
    secret_hash bytea NOT NULL,
    broker_password text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz)`,
  `COMMENT ON COLUMN device.broker_password IS 'the secret as Mosquitto keeps passwords'`,
  `CREATE TABLE prescription (
    id uuid PRIMARY KEY,
    patient_id uuid NOT NULL REFERENCES patient,
    exercise_id text NOT NULL,
    side text NOT NULL CHECK (side IN ('left', 'right', 'both')),
    sensors jsonb NOT NULL,
    ceiling_bpm double precision,
    hard_limit_bpm double precision,
    created_by uuid REFERENCES practitioner,
    created_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz)`,
];

const stream = [
  `CREATE TABLE session (
    id uuid PRIMARY KEY,
    patient_id uuid NOT NULL REFERENCES patient,
    prescription_id uuid NOT NULL REFERENCES prescription,
    purpose text NOT NULL CHECK (purpose IN ('exercise', 'calibration')),
    resolved jsonb NOT NULL,
    source text NOT NULL,
    source_label text NOT NULL,
    state text NOT NULL CHECK (state IN ('running', 'ended', 'finished')),
    started_at timestamptz NOT NULL,
    ended_at timestamptz)`,
  `COMMENT ON COLUMN session.resolved IS 'domain Prescription with the values of the moment the session began'`,
  `CREATE INDEX session_patient ON session (patient_id, started_at DESC)`,
  `CREATE INDEX session_running ON session (state) WHERE state <> 'finished'`,
  `CREATE TABLE stream (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES session,
    device_id uuid NOT NULL REFERENCES device,
    epoch uuid NOT NULL UNIQUE,
    nonce uuid NOT NULL,
    ordinal smallint NOT NULL,
    clock_offset_ms double precision NOT NULL,
    opened_at timestamptz NOT NULL,
    contiguous bigint NOT NULL DEFAULT 0,
    last_sequence bigint,
    UNIQUE (device_id, nonce),
    UNIQUE (session_id, ordinal))`,
  `COMMENT ON COLUMN stream.contiguous IS 'every sequence up to here is stored or quarantined: the durable watermark'`,
  // No foreign key: the id was read from `stream`, whose rows are never deleted before their packets. Checking it for every
  // packet cost a quarter of the insert (2.8 against 2.0 ms for 200) and locked the row that the watermark writes.
  `CREATE TABLE packet (
    stream_id bigint NOT NULL,
    sequence bigint NOT NULL,
    received_at timestamptz NOT NULL,
    hash bytea NOT NULL,
    payload bytea,
    PRIMARY KEY (stream_id, sequence))`,
  `COMMENT ON COLUMN packet.payload IS 'as it came; null when it lies in quarantine: handled, but not analysed'`,
  `CREATE TABLE quarantine (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    device_id uuid,
    epoch uuid,
    sequence bigint,
    topic text NOT NULL,
    reason text NOT NULL,
    detail text NOT NULL,
    size integer NOT NULL,
    payload bytea NOT NULL,
    received_at timestamptz NOT NULL)`,
  `COMMENT ON COLUMN quarantine.payload IS 'the first 4096 bytes'`,
  `CREATE INDEX quarantine_device ON quarantine (device_id, received_at DESC)`,
];

const analysis = [
  `CREATE TABLE reference (
    id uuid PRIMARY KEY,
    prescription_id uuid NOT NULL REFERENCES prescription,
    session_id uuid NOT NULL REFERENCES session,
    approved jsonb NOT NULL,
    approved_by uuid NOT NULL REFERENCES practitioner,
    approved_at timestamptz NOT NULL,
    state text NOT NULL CHECK (state IN ('building', 'active', 'refused')),
    refusal text,
    content jsonb)`,
  `CREATE INDEX reference_prescription ON reference (prescription_id, approved_at DESC)`,
  `CREATE TABLE analysis (
    session_id uuid PRIMARY KEY REFERENCES session,
    shard smallint NOT NULL,
    version bigint NOT NULL DEFAULT 0,
    frontier_ms double precision NOT NULL DEFAULT -1e15,
    cursors jsonb NOT NULL DEFAULT '[]',
    watch jsonb,
    updated_at timestamptz NOT NULL DEFAULT now())`,
  `COMMENT ON COLUMN analysis.version IS 'the fence: a commit names the version it read'`,
  `COMMENT ON COLUMN analysis.cursors IS 'how far each stream has been analysed; analysis_cursor is the same for SQL'`,
  `COMMENT ON COLUMN analysis.watch IS 'state of the rules that go by the server clock; everything else can be folded again from the packets'`,
  `CREATE INDEX analysis_shard ON analysis (shard)`,
  // Apart from `stream`, whose watermark ingest moves: two writers of one row wait for each other, and of two rows for ever.
  `CREATE TABLE analysis_cursor (
    stream_id bigint PRIMARY KEY REFERENCES stream,
    analysed_to bigint NOT NULL DEFAULT 0,
    missing int8multirange NOT NULL DEFAULT '{}')`,
  `CREATE INDEX analysis_cursor_missing ON analysis_cursor (stream_id) WHERE NOT isempty(missing)`,
  `COMMENT ON COLUMN analysis_cursor.missing IS 'sequences below analysed_to that had not come when analysis went on without them'`,
  `CREATE TABLE worker (
    id uuid PRIMARY KEY,
    seen_at timestamptz NOT NULL)`,
  `CREATE TABLE shard_lease (
    shard smallint PRIMARY KEY,
    worker_id uuid NOT NULL,
    expires_at timestamptz NOT NULL)`,
  `COMMENT ON TABLE shard_lease IS 'which worker remembers the sessions of a shard; a preference, not a lock: the fence is analysis.version'`,
  `CREATE TABLE analysis_checkpoint (
    session_id uuid NOT NULL REFERENCES session,
    frontier_ms double precision NOT NULL,
    cursors jsonb NOT NULL,
    state jsonb NOT NULL,
    PRIMARY KEY (session_id, frontier_ms))`,
  `CREATE TABLE repetition (
    session_id uuid NOT NULL REFERENCES session,
    number integer NOT NULL,
    revision integer NOT NULL DEFAULT 1,
    state text NOT NULL CHECK (state IN ('provisional', 'final')),
    start_ms double precision NOT NULL,
    end_ms double precision NOT NULL,
    result jsonb NOT NULL,
    cause_stream smallint,
    cause_sequence bigint,
    PRIMARY KEY (session_id, number))`,
];

const alert = [
  `CREATE TABLE alert (
    id uuid PRIMARY KEY,
    clinic_id uuid NOT NULL REFERENCES clinic,
    patient_id uuid NOT NULL REFERENCES patient,
    session_id uuid NOT NULL REFERENCES session,
    rule_id text NOT NULL,
    subject text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('clinical', 'technical')),
    priority text NOT NULL CHECK (priority IN ('info', 'low', 'medium', 'high')),
    state text NOT NULL CHECK (state IN ('open', 'cleared')),
    retrospective boolean NOT NULL,
    raised_at timestamptz NOT NULL,
    raised_ms double precision NOT NULL,
    last_ms double precision NOT NULL,
    cleared_ms double precision,
    count integer NOT NULL,
    worst_value double precision,
    limit_value double precision,
    unit text NOT NULL,
    cause_stream smallint,
    cause_sequence bigint,
    acknowledged_by uuid REFERENCES practitioner,
    acknowledged_at timestamptz,
    acknowledgement_note text)`,
  `CREATE UNIQUE INDEX alert_one_open ON alert (session_id, rule_id, subject) WHERE state = 'open' AND NOT retrospective`,
  `CREATE INDEX alert_session ON alert (session_id)`,
  `CREATE INDEX alert_patient ON alert (patient_id, raised_at DESC)`,
  `CREATE TABLE inbox (
    practitioner_id uuid NOT NULL REFERENCES practitioner,
    sequence bigint NOT NULL,
    alert_id uuid NOT NULL REFERENCES alert,
    change text NOT NULL CHECK (change IN ('raised', 'updated', 'cleared', 'acknowledged')),
    at timestamptz NOT NULL,
    PRIMARY KEY (practitioner_id, sequence))`,
  `CREATE TABLE audit_event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT now(),
    actor_kind text NOT NULL,
    actor_id uuid,
    action text NOT NULL,
    subject_kind text NOT NULL,
    subject_id uuid,
    detail jsonb NOT NULL DEFAULT '{}')`,
];
