import type { Exercise, Reference, TaughtWords } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { firstRow, inTransaction, rows } from '../sql.js';
import { inCare } from './in-care.js';
import type { ApprovedRange } from './reference.repository.js';

/** What the therapist says of it; its id is that of the exercise. */
export type LessonWords = Omit<TaughtWords, 'id' | 'name'>;

export interface NewTaughtExercise {
  id: string;
  /** A finished session of a patient in this practitioner's care. */
  sessionId: string;
  approved: ApprovedRange[];
  name: string;
  words: LessonWords;
  /** For this patient only; else for the whole clinic. */
  isOwnVersion: boolean;
  practitionerId: string;
  now: Date;
}

export interface TaughtExerciseRecord {
  id: string;
  name: string;
  state: 'building' | 'draft' | 'refused' | 'active' | 'withdrawn';
  isOwnVersion: boolean;
  patientId: string;
  sessionId: string;
  /** Name of what it is based on. */
  basisName: string;
  /** Why it could not be built, in words. */
  refusal: string | null;
  /** Of its reference; null until it is built. */
  repetitions: number | null;
  exercise: Exercise | null;
  createdAt: string;
}

/** What it is built from. */
export interface LessonOrder {
  sessionId: string;
  name: string;
  words: LessonWords;
  approved: ApprovedRange[];
  streams: { id: string; ordinal: number; clockOffsetMs: number }[];
}

/** A lesson as it would be prescribed. */
export interface BuiltLesson {
  exercise: Exercise;
  reference: Reference;
}

const insertTaught = `
  WITH shown AS (
    SELECT session.id, session.patient_id, patient.clinic_id FROM session JOIN patient ON patient.id = session.patient_id
    WHERE session.id = $2 AND session.state = 'finished' AND ${inCare('session.patient_id', '$6')}
  ), taught AS (
    INSERT INTO taught_exercise (id, clinic_id, patient_id, name, state, created_at)
    SELECT $1, clinic_id, CASE WHEN $5::boolean THEN patient_id END, $3, 'building', $7 FROM shown RETURNING id)
  INSERT INTO exercise_lesson (exercise_id, patient_id, session_id, words, approved, taught_by)
  SELECT $1, shown.patient_id, shown.id, $4, $8, $6::uuid FROM shown RETURNING exercise_id`;

const selectTaught = `
  SELECT taught_exercise.id, name, taught_exercise.state, taught_exercise.patient_id IS NOT NULL AS "isOwnVersion", lesson.patient_id AS "patientId", lesson.session_id AS "sessionId",
    session.resolved->'exercise'->>'name' AS "basisName", lesson.refusal, (lesson.reference->>'repetitions')::int AS repetitions, content AS exercise, created_at AS "createdAt"
  FROM taught_exercise JOIN exercise_lesson AS lesson ON lesson.exercise_id = taught_exercise.id JOIN session ON session.id = lesson.session_id
  WHERE ${inCare('lesson.patient_id', '$1')}`;

const selectOrder = `
  SELECT lesson.session_id AS "sessionId", name, words, approved,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', stream.id::text, 'ordinal', ordinal, 'clockOffsetMs', clock_offset_ms) ORDER BY ordinal), '[]')
      FROM stream WHERE stream.session_id = lesson.session_id) AS streams
  FROM taught_exercise JOIN exercise_lesson AS lesson ON lesson.exercise_id = taught_exercise.id
  WHERE taught_exercise.id = $1 AND taught_exercise.state = 'building'`;

const keepBuilt = `
  WITH built AS (UPDATE taught_exercise SET state = 'draft', content = $2 WHERE id = $1 AND state = 'building' RETURNING id)
  UPDATE exercise_lesson SET reference = $3 FROM built WHERE exercise_id = built.id`;

const keepRefusal = `
  WITH refused AS (UPDATE taught_exercise SET state = 'refused' WHERE id = $1 AND state = 'building' RETURNING id)
  UPDATE exercise_lesson SET refusal = $2 FROM refused WHERE exercise_id = refused.id`;

const switchOn = `
  UPDATE taught_exercise SET state = 'active' FROM exercise_lesson AS lesson
  WHERE taught_exercise.id = $2 AND lesson.exercise_id = taught_exercise.id AND state = 'draft' AND ${inCare('lesson.patient_id', '$1')}
  RETURNING taught_exercise.id`;

/** The patient who showed it does it from now on, as in the recording and against their own reference. What a calibration has learned is no part of a prescription: each session resolves it anew. */
const prescribe = `
  INSERT INTO prescription (id, patient_id, exercise_id, side, sensors, created_by, created_at)
  SELECT $3, lesson.patient_id, $2::text, session.resolved->>'side',
    (SELECT jsonb_agg(each.sensor - '{flexion,calibration}'::text[] ORDER BY each.place) FROM jsonb_array_elements(session.resolved->'sensors') WITH ORDINALITY AS each(sensor, place)),
    $1::uuid, $4 FROM exercise_lesson AS lesson JOIN session ON session.id = lesson.session_id
  WHERE lesson.exercise_id = $2::uuid`;

const giveReference = `
  INSERT INTO reference (id, prescription_id, session_id, approved, approved_by, approved_at, state, content)
  SELECT $3, $4, session_id, approved, $1::uuid, $5, 'active', reference FROM exercise_lesson AS lesson WHERE exercise_id = $2`;

const withdraw = `
  UPDATE taught_exercise SET state = 'withdrawn' FROM exercise_lesson AS lesson
  WHERE taught_exercise.id = $2 AND lesson.exercise_id = taught_exercise.id AND ${inCare('lesson.patient_id', '$1')}`;

/** What one may be prescribed, or see that one was: of the own clinic, and of nobody's own version but that of a patient one may see. */
const selectActive = `
  SELECT content FROM taught_exercise
  WHERE state = 'active' AND clinic_id = (SELECT clinic_id FROM account WHERE account.id = $1)
    AND (patient_id IS NULL OR patient_id = $1 OR ${inCare('taught_exercise.patient_id', '$1')}) ORDER BY created_at, id`;

type TaughtRow = Omit<TaughtExerciseRecord, 'createdAt'> & { createdAt: Date };

/** Exercises that the clinic has taught beside those of the catalogue. */
export class TaughtExerciseRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** In state `building`. False: no such finished session in this practitioner's care. */
  async create({ id, sessionId, approved, name, words, isOwnVersion, practitionerId, now }: NewTaughtExercise): Promise<boolean> {
    const values = [id, sessionId, name, JSON.stringify(words), isOwnVersion, practitionerId, now, JSON.stringify(approved)];
    return (await firstRow(this.dataSource, insertTaught, values)) !== null;
  }

  /** Newest first; of patients in this practitioner's care. */
  async list(practitionerId: string): Promise<TaughtExerciseRecord[]> {
    return (await rows<TaughtRow>(this.dataSource, `${selectTaught} ORDER BY created_at DESC, taught_exercise.id`, [practitionerId])).map(toRecord);
  }

  async find(practitionerId: string, taughtId: string): Promise<TaughtExerciseRecord | null> {
    const row = await firstRow<TaughtRow>(this.dataSource, `${selectTaught} AND taught_exercise.id = $2`, [practitionerId, taughtId]);
    return row === null ? null : toRecord(row);
  }

  /** null: there is none in this practitioner's care, or it is not built. */
  async lesson(practitionerId: string, taughtId: string): Promise<BuiltLesson | null> {
    const text = `SELECT content AS exercise, reference FROM taught_exercise JOIN exercise_lesson AS lesson ON lesson.exercise_id = taught_exercise.id
      WHERE taught_exercise.id = $2 AND content IS NOT NULL AND reference IS NOT NULL AND ${inCare('lesson.patient_id', '$1')}`;
    return firstRow(this.dataSource, text, [practitionerId, taughtId]);
  }

  /** Those that are switched on, as this person may see them. */
  async active(accountId: string): Promise<Exercise[]> {
    return (await rows<{ content: Exercise }>(this.dataSource, selectActive, [accountId])).map(({ content }) => content);
  }

  /** False: there is no draft of that id in this practitioner's care. */
  async switchOn(practitionerId: string, taughtId: string, made: { prescriptionId: string; referenceId: string; now: Date }): Promise<boolean> {
    return inTransaction(this.dataSource, async (runner) => {
      if ((await firstRow(runner, switchOn, [practitionerId, taughtId])) === null) return false;
      await rows(runner, prescribe, [practitionerId, taughtId, made.prescriptionId, made.now]);
      await rows(runner, giveReference, [practitionerId, taughtId, made.referenceId, made.prescriptionId, made.now]);
      return true;
    });
  }

  /** Nobody is prescribed it any more; who was keeps it. Changes nothing that is not of this practitioner's care. */
  async withdraw(practitionerId: string, taughtId: string): Promise<void> {
    await rows(this.dataSource, withdraw, [practitionerId, taughtId]);
  }

  /** null: unknown, or built already: a job may come twice. */
  async loadForBuilding(taughtId: string): Promise<LessonOrder | null> {
    return firstRow(this.dataSource, selectOrder, [taughtId]);
  }

  async keep(taughtId: string, { exercise, reference }: BuiltLesson): Promise<void> {
    await rows(this.dataSource, keepBuilt, [taughtId, JSON.stringify(exercise), JSON.stringify(reference)]);
  }

  async refuse(taughtId: string, refusal: string): Promise<void> {
    await rows(this.dataSource, keepRefusal, [taughtId, refusal]);
  }

  /** Those that wait to be built: their ticket may be lost. */
  async waiting(limit: number): Promise<string[]> {
    const found = await rows<{ id: string }>(this.dataSource, `SELECT id FROM taught_exercise WHERE state = 'building' ORDER BY created_at LIMIT $1`, [limit]);
    return found.map(({ id }) => id);
  }
}

function toRecord({ createdAt, ...row }: TaughtRow): TaughtExerciseRecord {
  return { ...row, createdAt: createdAt.toISOString() };
}
