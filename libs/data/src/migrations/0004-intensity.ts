import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How hard a patient may work, what was said before and during a session, and what came of it. */
export class Intensity0004 implements MigrationInterface {
  name = 'Intensity1795870800000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...limits, ...said]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['session_summary', 'effort_report', 'pre_exercise_check']) await runner.query(`DROP TABLE ${table}`);
    await runner.query('ALTER TABLE prescription DROP COLUMN intensity_scheme, DROP COLUMN zone_low_percent, DROP COLUMN zone_high_percent');
    await runner.query(`ALTER TABLE patient DROP COLUMN measured_max_on, DROP COLUMN measured_max_on_same_medication, DROP COLUMN ivabradine,
      DROP COLUMN non_dhp_ccb, DROP COLUMN pacemaker`);
  }
}

const limits = [
  `ALTER TABLE patient
    ADD COLUMN measured_max_on date,
    ADD COLUMN measured_max_on_same_medication boolean NOT NULL DEFAULT true,
    ADD COLUMN ivabradine boolean NOT NULL DEFAULT false,
    ADD COLUMN non_dhp_ccb boolean NOT NULL DEFAULT false,
    ADD COLUMN pacemaker boolean NOT NULL DEFAULT false`,
  `ALTER TABLE prescription
    ADD COLUMN intensity_scheme text NOT NULL DEFAULT 'percent-max',
    ADD COLUMN zone_low_percent double precision,
    ADD COLUMN zone_high_percent double precision,
    ADD CONSTRAINT prescription_scheme_check CHECK (intensity_scheme IN ('percent-max', 'percent-reserve'))`,
];

const said = [
  `CREATE TABLE session_summary (
    session_id uuid PRIMARY KEY REFERENCES session,
    patient_id uuid NOT NULL REFERENCES patient,
    version bigint NOT NULL,
    content jsonb NOT NULL,
    computed_at timestamptz NOT NULL)`,
  `COMMENT ON COLUMN session_summary.version IS 'analysis.version it was made of: an analysis that has moved on wants another'`,
  `CREATE INDEX session_summary_patient ON session_summary (patient_id)`,
  `CREATE TABLE effort_report (
    id uuid PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES session,
    patient_id uuid NOT NULL REFERENCES patient,
    moment text NOT NULL CHECK (moment IN ('during', 'after')),
    rpe double precision,
    talk_test text CHECK (talk_test IN ('sing', 'talk', 'few-words')),
    reported_at timestamptz NOT NULL,
    source text NOT NULL CHECK (source IN ('therapist', 'patient')),
    entered_by uuid REFERENCES practitioner,
    CONSTRAINT effort_report_says_something CHECK (rpe IS NOT NULL OR talk_test IS NOT NULL))`,
  `CREATE INDEX effort_report_session ON effort_report (session_id)`,
  `CREATE TABLE pre_exercise_check (
    id uuid PRIMARY KEY,
    patient_id uuid NOT NULL REFERENCES patient,
    answers jsonb NOT NULL,
    outcome jsonb NOT NULL,
    answered_at timestamptz NOT NULL,
    source text NOT NULL CHECK (source IN ('therapist', 'patient')),
    entered_by uuid REFERENCES practitioner)`,
  `COMMENT ON COLUMN pre_exercise_check.outcome IS 'domain GateOutcome, as it was decided then'`,
  `CREATE INDEX pre_exercise_check_patient ON pre_exercise_check (patient_id, answered_at DESC)`,
];
