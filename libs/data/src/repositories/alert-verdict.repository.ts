import type { RuleVerdicts } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { firstRow, goOnAsServer, inServerTransaction, inTransaction, rows } from '../sql.js';
import { appendAudit } from './audit.repository.js';
import { inCare } from './in-care.js';

export interface NewVerdict {
  practitionerId: string;
  alertId: string;
  verdict: 'useful' | 'not-useful' | 'false';
  now: Date;
}

/** Of an alert that is over; who says it again corrects themself. */
const upsertVerdict = `
  INSERT INTO alert_verdict (alert_id, patient_id, verdict, said_by, said_at)
  SELECT alert.id, alert.patient_id, $3, $1::uuid, $4 FROM alert WHERE alert.id = $2 AND alert.state = 'cleared' AND ${inCare('alert.patient_id', '$1')}
  ON CONFLICT (alert_id) DO UPDATE SET verdict = excluded.verdict, said_by = excluded.said_by, said_at = excluded.said_at
  RETURNING alert_id`;

/** Raised while the practitioner cared for the patient, and needed a person; what sounded and has stepped down since did too. */
const neededPerson = `${inCare('alert.patient_id', '$1')} AND alert.raised_at > $2 AND (alert.priority IN ('medium', 'high') OR alert.sounded_at IS NOT NULL) AND NOT alert.retrospective AND alert.suppressed_by IS NULL
  AND EXISTS (SELECT 1 FROM care_team WHERE care_team.patient_id = alert.patient_id AND practitioner_id = $1::uuid AND alert.raised_at >= since AND (until IS NULL OR alert.raised_at < until))`;

const selectVerdicts = `
  SELECT alert.rule_id AS "ruleId", count(*)::int AS alerts,
    count(*) FILTER (WHERE verdict = 'useful')::int AS useful, count(*) FILTER (WHERE verdict = 'not-useful')::int AS "notUseful", count(*) FILTER (WHERE verdict = 'false')::int AS false
  FROM alert LEFT JOIN alert_verdict ON alert_verdict.alert_id = alert.id
  WHERE ${neededPerson} GROUP BY alert.rule_id`;

const selectAnswered = `
  SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM acknowledged_at - raised_at)) FILTER (WHERE priority = 'high') AS high,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM acknowledged_at - raised_at)) FILTER (WHERE priority = 'medium') AS medium
  FROM alert WHERE ${neededPerson} AND acknowledged_at IS NOT NULL`;

/** Days for which the practitioner has cared for each of their patients within the time. */
const sumPatientDays = `
  SELECT coalesce(sum(greatest(0, extract(epoch FROM least(coalesce(until, $3), $3) - greatest(since, $2)) / 86400)), 0)::float8 AS days
  FROM care_team WHERE practitioner_id = $1::uuid AND patient_id IN (SELECT id FROM patient WHERE ${inCare('patient.id', '$1')})`;

/** Of the time from `since` to `now`. */
export interface AlertService {
  rules: RuleVerdicts[];
  patientDays: number;
  budgetPerPatientDay: number;
  /** Half of those that were answered were answered sooner, s; null: none was. */
  medianAnswerS: { high: number | null; medium: number | null };
}

export class AlertVerdictRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** False: no such alert that is over, of a patient in this practitioner's care. */
  async say({ practitionerId, alertId, verdict, now }: NewVerdict): Promise<boolean> {
    return inTransaction(this.dataSource, async (runner) => {
      if ((await firstRow(runner, upsertVerdict, [practitionerId, alertId, verdict, now])) === null) return false;
      await goOnAsServer(runner);
      await appendAudit(runner, { at: now, actorKind: 'practitioner', actorId: practitionerId, action: 'judge-alert', subjectKind: 'alert', subjectId: alertId, detail: { verdict } });
      return true;
    });
  }

  /** How alerts about this practitioner's patients have served. */
  async since(practitionerId: string, { since, now }: { since: Date; now: Date }): Promise<AlertService> {
    const rules = await rows<RuleVerdicts>(this.dataSource, selectVerdicts, [practitionerId, since]);
    const medianAnswerS = await firstRow<AlertService['medianAnswerS']>(this.dataSource, selectAnswered, [practitionerId, since]);
    const cared = await firstRow<{ days: number }>(this.dataSource, sumPatientDays, [practitionerId, since, now]);
    const wanted = await firstRow<{ budget: number }>(this.dataSource, 'SELECT alerts_per_patient_day AS budget FROM practitioner WHERE id = $1', [practitionerId]);
    if (wanted === null) throw new Error(`practitioner ${practitionerId} is not there`);
    return { rules, patientDays: cared?.days ?? 0, budgetPerPatientDay: wanted.budget, medianAnswerS: medianAnswerS ?? { high: null, medium: null } };
  }

  /** How many alerts that need a person they want at most, for each patient and day. */
  async setBudget({ practitionerId, perPatientDay, now }: { practitionerId: string; perPatientDay: number; now: Date }): Promise<void> {
    await inServerTransaction(this.dataSource, async (runner) => {
      await rows(runner, 'UPDATE practitioner SET alerts_per_patient_day = $2 WHERE id = $1', [practitionerId, perPatientDay]);
      await appendAudit(runner, { at: now, actorKind: 'practitioner', actorId: practitionerId, action: 'change-alert-budget', subjectKind: 'account', subjectId: practitionerId, detail: { perPatientDay } });
    });
  }
}
