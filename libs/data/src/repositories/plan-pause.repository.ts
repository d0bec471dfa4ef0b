import type { DataSource } from 'typeorm';
import { opened, sealed, sealedText, sealText } from '../sealed-columns.js';
import { firstRow, goOnAsServer, inTransaction, rows } from '../sql.js';
import { appendAudit } from './audit.repository.js';
import { inCare } from './in-care.js';
import { ownRuleName, ownVersionJoin } from './own-rule.repository.js';

/** A plan that waits: the contract's `PlanPause`. */
export interface PlanPauseRecord {
  id: string;
  patientId: string;
  patientName: string;
  alertId: string;
  ruleId: string;
  /** Of a rule of their own. */
  ruleName: string | null;
  sessionId: string | null;
  pausedAt: string;
}

export interface ReviewPause {
  practitionerId: string;
  pauseId: string;
  note: string;
  now: Date;
}

const selectWaiting = `
  SELECT plan_pause.id, plan_pause.patient_id AS "patientId", ${sealedText(sealed.patientName)} AS "patientName", alert.id AS "alertId", alert.rule_id AS "ruleId", ${ownRuleName} AS "ruleName",
    alert.session_id AS "sessionId", plan_pause.paused_at AS "pausedAt"
  FROM plan_pause JOIN alert ON alert.id = plan_pause.alert_id ${ownVersionJoin} JOIN patient ON patient.id = plan_pause.patient_id
  WHERE plan_pause.reviewed_at IS NULL AND ${inCare('plan_pause.patient_id', '$1')} ORDER BY plan_pause.paused_at, plan_pause.id LIMIT 200`;

const writeReview = `
  UPDATE plan_pause SET reviewed_by = $1, reviewed_at = $3, review_note = $4
  WHERE id = $2 AND reviewed_at IS NULL AND ${inCare('plan_pause.patient_id', '$1')} RETURNING patient_id AS "patientId"`;

export class PlanPauseRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Oldest first. */
  async waiting(practitionerId: string): Promise<PlanPauseRecord[]> {
    const found = await rows<Omit<PlanPauseRecord, 'pausedAt'> & { pausedAt: Date }>(this.dataSource, selectWaiting, [practitionerId]);
    return opened(this.dataSource, found, 'patientName', 'ruleName').map((row) => ({ ...row, pausedAt: row.pausedAt.toISOString() }));
  }

  /** Who looked, and when, once. False: no such pause, somebody has reviewed it, or not of a patient in this practitioner's care. */
  async review({ practitionerId, pauseId, note, now }: ReviewPause): Promise<boolean> {
    return inTransaction(this.dataSource, async (runner) => {
      const reviewed = await firstRow<{ patientId: string }>(runner, writeReview, [practitionerId, pauseId, now, sealText(runner, { column: sealed.reviewNote, ids: [pauseId] }, note)]);
      if (reviewed === null) return false;
      await goOnAsServer(runner);
      await appendAudit(runner, { at: now, actorKind: 'practitioner', actorId: practitionerId, action: 'review-plan-pause', subjectKind: 'patient', subjectId: reviewed.patientId, detail: { pauseId } });
      return true;
    });
  }
}
