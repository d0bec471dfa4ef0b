import type { GateAnswers, GateContext, GateOutcome } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { opened, sealed, sealedText } from '../sealed-columns.js';
import { firstRow, goOnAsServer, inTransaction, rows } from '../sql.js';
import { orderFollowUp } from './follow-up.repository.js';
import { inCare } from './in-care.js';
import { answersCount } from './session-facts.js';

export interface NewPreExerciseCheck {
  id: string;
  patientId: string;
  practitionerId: string;
  answers: GateAnswers;
  outcome: GateOutcome;
  now: Date;
}

/** The contract's `PreExerciseCheck`. */
export interface PreExerciseCheckRecord {
  id: string;
  answers: GateAnswers;
  outcome: GateOutcome;
  answeredAt: string;
  source: 'therapist' | 'patient';
}

/** The contract's `HeldPatient`. */
export interface HeldRecord {
  patientId: string;
  patientName: string;
  check: PreExerciseCheckRecord;
}

const insertCheck = `
  INSERT INTO pre_exercise_check (id, patient_id, answers, outcome, answered_at, source, entered_by)
  SELECT $1, patient.id, $4, $5, $6, 'therapist', $3::uuid FROM patient WHERE patient.id = $2 AND ${inCare('patient.id', '$3')}
  RETURNING id`;

const selectChecks = `
  SELECT id, answers, outcome, answered_at AS "answeredAt", source FROM pre_exercise_check
  WHERE patient_id = $2 AND ${inCare('pre_exercise_check.patient_id', '$1')} ORDER BY answered_at DESC, id LIMIT $3`;

/** The newest of each patient that still counts, where it is not simply GO. */
const selectHeld = `
  SELECT asked.id, asked.patient_id AS "patientId", ${sealedText(sealed.patientName)} AS "patientName", answers, outcome, answered_at AS "answeredAt", asked.source
  FROM (SELECT DISTINCT ON (patient_id) * FROM pre_exercise_check WHERE answered_at > $2::timestamptz - ${answersCount} ORDER BY patient_id, answered_at DESC) AS asked
    JOIN patient ON patient.id = asked.patient_id
  WHERE outcome->>'decision' <> 'GO' AND ${inCare('asked.patient_id', '$1')} ORDER BY asked.id`;

/** Fewer ratings of seven days are no usual pain. Of each question the newest answer that still counts. */
const selectContext = `
  SELECT 'vestibular' = ANY (patient.conditions) AS "isVestibularPlan",
    (SELECT CASE WHEN count(*) >= 3 THEN percentile_cont(0.5) WITHIN GROUP (ORDER BY (answers->>'pain')::float8) END FROM pre_exercise_check AS asked
      WHERE asked.patient_id = patient.id AND asked.answered_at > $3::timestamptz - interval '7 days' AND answers->>'pain' IS NOT NULL) AS "usualPain",
    (SELECT jsonb_object_agg(question, answer) FROM (
      SELECT DISTINCT ON (question) question, answer FROM pre_exercise_check AS asked CROSS JOIN LATERAL jsonb_each(asked.answers) AS each (question, answer)
      WHERE asked.patient_id = patient.id AND asked.answered_at > $3::timestamptz - ${answersCount} AND answer <> 'null' ORDER BY question, asked.answered_at DESC) AS newest) AS earlier
  FROM patient WHERE patient.id = $2 AND ${inCare('patient.id', '$1')}`;

export class PreExerciseCheckRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** What the answers are weighed against; null: no such patient in this practitioner's care. */
  async contextOf(practitionerId: string, patientId: string, now: Date): Promise<GateContext | null> {
    return firstRow(this.dataSource, selectContext, [practitionerId, patientId, now]);
  }

  /** As the therapist wrote it down. False: no such patient in this practitioner's care. */
  async create({ id, patientId, practitionerId, answers, outcome, now }: NewPreExerciseCheck): Promise<boolean> {
    return inTransaction(this.dataSource, async (runner) => {
      if ((await firstRow(runner, insertCheck, [id, patientId, practitionerId, JSON.stringify(answers), JSON.stringify(outcome), now])) === null) return false;
      await goOnAsServer(runner);
      await orderFollowUp(runner, [patientId], now);
      return true;
    });
  }

  /** Whom the newest answers of the last twelve hours keep from exercise, or let exercise with care. */
  async held(practitionerId: string, now: Date): Promise<HeldRecord[]> {
    const found = await rows<Omit<PreExerciseCheckRecord, 'answeredAt'> & { answeredAt: Date; patientId: string; patientName: string }>(this.dataSource, selectHeld, [practitionerId, now]);
    const named = opened(this.dataSource, found, 'patientName').map(({ patientId, patientName, answeredAt, ...check }) => ({ patientId, patientName, check: { ...check, answeredAt: answeredAt.toISOString() } }));
    return named.sort((a, b) => a.patientName.localeCompare(b.patientName, 'en'));
  }

  /** Newest first. */
  async recent(practitionerId: string, patientId: string, limit: number): Promise<PreExerciseCheckRecord[]> {
    const found = await rows<Omit<PreExerciseCheckRecord, 'answeredAt'> & { answeredAt: Date }>(this.dataSource, selectChecks, [practitionerId, patientId, limit]);
    return found.map((row) => ({ ...row, answeredAt: row.answeredAt.toISOString() }));
  }
}
