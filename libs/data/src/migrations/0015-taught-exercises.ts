import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Exercises that a clinic has taught, and the recorded set of a patient that each was taught from. */
export class TaughtExercises0015 implements MigrationInterface {
  name = 'TaughtExercises1796086500000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE exercise_lesson');
    await runner.query('DROP TABLE taught_exercise');
  }
}

const statements = [
  `CREATE TABLE taught_exercise (
    id uuid PRIMARY KEY,
    clinic_id uuid NOT NULL REFERENCES clinic,
    patient_id uuid REFERENCES patient,
    name text NOT NULL,
    state text NOT NULL CHECK (state IN ('building', 'draft', 'refused', 'active', 'withdrawn')),
    content jsonb,
    created_at timestamptz NOT NULL)`,
  `COMMENT ON COLUMN taught_exercise.patient_id IS 'whose own version it is; null: the whole clinic may prescribe it'`,
  `COMMENT ON COLUMN taught_exercise.content IS 'the exercise, as one of the catalogue; null until it is built'`,
  `CREATE INDEX taught_exercise_clinic ON taught_exercise (clinic_id)`,
  `CREATE TABLE exercise_lesson (
    exercise_id uuid PRIMARY KEY REFERENCES taught_exercise,
    patient_id uuid NOT NULL REFERENCES patient,
    session_id uuid NOT NULL REFERENCES session,
    words jsonb NOT NULL,
    approved jsonb NOT NULL,
    reference jsonb,
    refusal text,
    taught_by uuid NOT NULL REFERENCES practitioner)`,
  `CREATE INDEX exercise_lesson_patient ON exercise_lesson (patient_id)`,
];
