import type { EscalationAct } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { inServerTransaction, serverRows } from '../sql.js';
import { attendAlert, lockAlert, type DueAlert } from './alert-attention.sql.js';
import { appendInbox, type InboxChange } from './append-inbox.js';
import { appendAudit } from './audit.repository.js';
import { notifyContact } from './notification.repository.js';

export interface StepTaken {
  act: EscalationAct | null;
  /** Whose inbox has something new. */
  practitionerIds: string[];
  /** When something is next to be done; null: nothing. */
  dueAtMs: number | null;
  /** To be sent out of the house. */
  notificationIds: string[];
}

const selectDue = `
  SELECT id AS "alertId", extract(epoch FROM due_at)::float8 * 1000 AS "dueAtMs" FROM alert WHERE due_at <= $1 ORDER BY due_at LIMIT 500`;

const changeOf: Record<EscalationAct, InboxChange> = { repeat: 'repeated', backup: 'escalated', 'clinic-contact': 'escalated' };

/** Alerts that nobody answers. `alert.due_at` is the truth. */
export class EscalationRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The earliest first. */
  async due(until: Date): Promise<DueAlert[]> {
    return serverRows(this.dataSource, selectDue, [until]);
  }

  /** Takes the step that is due, once, and writes whatever follows from it in the same transaction; null: none is. */
  async takeStep(alertId: string, now: Date): Promise<StepTaken | null> {
    return inServerTransaction(this.dataSource, async (runner) => {
      const alert = await lockAlert(runner, alertId);
      if (alert === null || alert.dueAtMs === null || alert.dueAtMs > now.getTime()) return null;
      const act = await attendAlert(runner, alert, { event: 'due' }, now.getTime());
      if (act === null) return { act, practitionerIds: [], dueAtMs: alert.dueAtMs, notificationIds: [] };
      const told = act === 'clinic-contact' ? await notifyContact(runner, { clinicId: alert.clinicId, alertId, patientId: alert.patientId, now }) : [];
      await appendAudit(runner, { at: now, actorKind: 'system', actorId: null, action: 'escalate-alert', subjectKind: 'alert', subjectId: alertId, detail: act === 'clinic-contact' ? { act, step: alert.step, channels: told.map(({ channel }) => channel) } : { act, step: alert.step } });
      const practitionerIds = await appendInbox(runner, { patientId: alert.patientId, alertIds: [alertId], change: changeOf[act], now });
      return { act, practitionerIds, dueAtMs: alert.dueAtMs, notificationIds: told.map(({ id }) => id) };
    });
  }
}
