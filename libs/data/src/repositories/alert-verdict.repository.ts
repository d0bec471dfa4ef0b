import type { RuleVerdicts } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { firstRow, goOnAsServer, inTransaction, rows } from '../sql.js';
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

/** What sounded and has stepped down since needed a person too. */
const selectVerdicts = `
  SELECT alert.rule_id AS "ruleId", count(*)::int AS alerts, count(*) FILTER (WHERE verdict = 'useful')::int AS useful,
    count(*) FILTER (WHERE verdict = 'not-useful')::int AS "notUseful", count(*) FILTER (WHERE verdict = 'false')::int AS false
  FROM alert LEFT JOIN alert_verdict ON alert_verdict.alert_id = alert.id
  WHERE ${inCare('alert.patient_id', '$1')} AND alert.raised_at > $2 AND (alert.priority IN ('medium', 'high') OR alert.sounded_at IS NOT NULL) AND NOT alert.retrospective AND alert.suppressed_by IS NULL
  GROUP BY alert.rule_id`;

const countPatients = `SELECT count(*)::int AS patients FROM patient WHERE ${inCare('patient.id', '$1')}`;

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

  /** Alerts that need a person, of this practitioner's patients since then, by rule. */
  async since(practitionerId: string, since: Date): Promise<{ rules: RuleVerdicts[]; patients: number }> {
    const rules = await rows<RuleVerdicts>(this.dataSource, selectVerdicts, [practitionerId, since]);
    const counted = await firstRow<{ patients: number }>(this.dataSource, countPatients, [practitionerId]);
    return { rules, patients: counted?.patients ?? 0 };
  }
}
