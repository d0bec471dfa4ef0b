import { randomUUID } from 'node:crypto';
import { decide, followUp, type Alert, type AlertChange, type DayPain, type FollowUpMoment, type PatientHistory } from '#libs/domain';
import type { DataSource, QueryRunner } from 'typeorm';
import { firstRow, inServerTransaction, rows, serverRows } from '../sql.js';
import type { DueAlert } from './alert-attention.sql.js';
import { sessionAlerts, writeAlerts } from './analysis-alerts.sql.js';
import { appendInbox } from './append-inbox.js';

/** Pain at a moment after a session, or the average of a day, as a report has it. */
type SaidOfPain = { report: 'pain'; moment: 'before' | 'during' | FollowUpMoment; pain: number } | { report: 'pain-of-day'; day: string; pain: number };

export interface FollowedUp {
  /** Whose inbox has something new. */
  practitionerIds: string[];
  due: DueAlert[];
}

/** So much of the past can still matter: a flare-up against its baseline, a week against four. */
const historyDays = 60;
/** And no fact of it may be told a second time. */
const alertDays = 90;
const dayMs = 86_400_000;

/** Locked in the order of their ids, so that two who order for the same patients do not wait for each other. */
const order = `
  UPDATE patient SET follow_up_due_at = least(follow_up_due_at, $2)
  WHERE id IN (SELECT id FROM patient WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE)`;

const selectSessions = `
  SELECT session.id, extract(epoch FROM started_at)::float8 * 1000 AS "startedAtMs", extract(epoch FROM ended_at)::float8 * 1000 AS "endedAtMs",
    (SELECT answers FROM pre_exercise_check AS asked WHERE asked.patient_id = session.patient_id AND asked.answered_at <= session.started_at
      AND asked.answered_at > session.started_at - interval '12 hours' ORDER BY asked.answered_at DESC LIMIT 1) AS answers
  FROM session WHERE patient_id = $1 AND purpose = 'exercise' AND state = 'finished' AND ended_at IS NOT NULL AND started_at > $2 ORDER BY started_at`;

const selectSaid = `
  SELECT session_id AS "sessionId", content, extract(epoch FROM reported_at)::float8 * 1000 AS "saidAtMs" FROM patient_report
  WHERE patient_id = $1 AND reported_at > $2 AND content->>'report' IN ('pain', 'pain-of-day') ORDER BY reported_at, id`;

const selectLoad = `
  SELECT extract(epoch FROM session.started_at)::float8 * 1000 AS "startedAtMs", (session_summary.content->>'lengthS')::float8 / 60 AS "durationMin", false AS "isAerobic", NULL AS "doseMin", 0 AS "unmeasuredMin",
    (SELECT rpe FROM effort_report WHERE effort_report.session_id = session.id AND moment = 'after' AND rpe IS NOT NULL ORDER BY effort_report.reported_at DESC LIMIT 1) AS rpe
  FROM session JOIN session_summary ON session_summary.session_id = session.id
  WHERE session.patient_id = $1 AND session.purpose = 'exercise' AND session.started_at > $2 ORDER BY session.started_at`;

const selectChecks = `
  SELECT outcome, extract(epoch FROM answered_at)::float8 * 1000 AS "answeredAtMs" FROM pre_exercise_check WHERE patient_id = $1 AND answered_at > $2 ORDER BY answered_at, id`;

/** At once, or at that time if nothing is due before. In the caller's transaction, as the server. */
export async function orderFollowUp(on: DataSource | QueryRunner, patientIds: string[], at: Date): Promise<void> {
  await rows(on, order, [patientIds, at]);
}

/** What no single session tells. `patient.follow_up_due_at` is the truth of when to look. */
export class FollowUpRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Patients whose history is to be looked at by then, the earliest first. */
  async due(until: Date): Promise<{ patientId: string; dueAtMs: number }[]> {
    return serverRows(this.dataSource, `SELECT id AS "patientId", extract(epoch FROM follow_up_due_at)::float8 * 1000 AS "dueAtMs" FROM patient WHERE follow_up_due_at <= $1 ORDER BY follow_up_due_at LIMIT 500`, [until]);
  }

  /** Looks at the history, once, and writes what came of it and when to look again in one transaction; null: it is not due. */
  async look(patientId: string, now: Date): Promise<FollowedUp | null> {
    return inServerTransaction(this.dataSource, async (runner) => {
      const patient = await firstRow<{ clinicId: string }>(runner, `SELECT clinic_id AS "clinicId" FROM patient WHERE id = $1 AND follow_up_due_at <= $2 FOR NO KEY UPDATE`, [patientId, now]);
      if (patient === null) return null;
      const { findings, askAgainAtMs } = followUp(await historyOf(runner, patientId, now), now.getTime());
      const known = await alertsOf(runner, patientId, now);
      const changes = decide({ known, findings: findings.map((finding) => ({ finding, late: false })), isSeen: () => true });
      await rows(runner, `UPDATE patient SET follow_up_due_at = $2 WHERE id = $1`, [patientId, askAgainAtMs === null ? null : new Date(askAgainAtMs)]);
      const { told, due } = await writeAlerts(runner, [{ session: { ...patient, patientId, sessionId: null }, alertChanges: changes.map((change) => identified(change, now)) }], now);
      return { practitionerIds: await appendInbox(runner, ...told), due };
    });
  }
}

function identified(change: AlertChange, now: Date) {
  return { change, alertId: change.change === 'raise' ? randomUUID() : change.id, atMs: now.getTime() };
}

async function alertsOf(runner: QueryRunner, patientId: string, now: Date): Promise<Alert[]> {
  return rows<Alert>(runner, `SELECT ${sessionAlerts} FROM alert WHERE patient_id = $1 AND session_id IS NULL AND raised_at > $2 ORDER BY raised_ms`, [patientId, before(now, alertDays)]);
}

async function historyOf(runner: QueryRunner, patientId: string, now: Date): Promise<PatientHistory> {
  const since = [patientId, before(now, historyDays)];
  const sessions = await rows<SessionRow>(runner, selectSessions, since);
  const said = await rows<SaidRow>(runner, selectSaid, since);
  const load = await rows<PatientHistory['load'][number]>(runner, selectLoad, since);
  const checks = await rows<{ outcome: { reasons: PatientHistory['checks'][number]['reasons'] }; answeredAtMs: number }>(runner, selectChecks, since);
  return {
    sessions: sessions.map((session) => toSession(session, said.filter(({ sessionId }) => sessionId === session.id))),
    days: daysOf(said), load,
    checks: checks.map(({ outcome, answeredAtMs }) => ({ answeredAtMs, reasons: outcome.reasons })),
  };
}

interface SessionRow {
  id: string;
  startedAtMs: number;
  endedAtMs: number;
  answers: { pain: number | null } | null;
}

interface SaidRow {
  sessionId: string | null;
  content: SaidOfPain;
  saidAtMs: number;
}

function toSession({ startedAtMs, endedAtMs, answers }: SessionRow, said: SaidRow[]): PatientHistory['sessions'][number] {
  const later: PatientHistory['sessions'][number]['later'] = [];
  let painBefore = answers?.pain ?? null;
  for (const { content, saidAtMs } of said) {
    if (content.report !== 'pain' || content.moment === 'during') continue;
    if (content.moment === 'before') painBefore = content.pain;
    else later.push({ moment: content.moment, pain: content.pain, saidAtMs });
  }
  return { startedAtMs, endedAtMs, before: painBefore, later };
}

/** Who says a day again corrects it, but it was first said when it was. */
function daysOf(said: SaidRow[]): DayPain[] {
  const days = new Map<number, DayPain>();
  for (const { content, saidAtMs } of said) {
    if (content.report !== 'pain-of-day') continue;
    const day = Date.parse(content.day) / dayMs;
    days.set(day, { day, pain: content.pain, saidAtMs: days.get(day)?.saidAtMs ?? saidAtMs });
  }
  return [...days.values()].sort((a, b) => a.day - b.day);
}

function before(now: Date, days: number): Date {
  return new Date(now.getTime() - days * dayMs);
}
