import type { Priority } from '#libs/domain';
import type { DataSource, QueryRunner } from 'typeorm';
import { opened, sealed, sealedText } from '../sealed-columns.js';
import { inServerTransaction, rows, serverRows } from '../sql.js';
import { appendInbox } from './append-inbox.js';

/** By which way a clinic's contact is told. */
export type Channel = 'webhook' | 'email';

/** `needless`: somebody had answered before it could be told. `given-up`: tried for the last time. */
export type NotificationState = 'waiting' | 'sent' | 'given-up' | 'needless';

/** One to be told now. Of the alert ids alone, never a name nor a reading. */
export interface NotificationRecord {
  id: string;
  channel: Channel;
  attempts: number;
  /** null: a test that an admin asked for. */
  alert: { alertId: string; sessionId: string | null; ruleId: string; priority: Priority; raisedAt: string } | null;
}

/** Where a clinic wants to be told, as it is now; null: no longer by that way. */
export interface ContactRecord {
  webhookUrl: string | null;
  webhookSecret: string | null;
  email: string | null;
}

/** How one went, for the clinic's admin. */
export interface DeliveryRecord {
  id: string;
  channel: Channel;
  state: NotificationState;
  isTest: boolean;
  createdAt: string;
  sentAt: string | null;
  attempts: number;
  error: string | null;
}

/** So long after each attempt that failed, ms; after the last it is given up. */
const retryAfterMs = [5000, 15_000, 60_000, 300_000, 900_000];
/** Whoever sends has so long; then another may try. */
const claimMs = 30_000;

export const notificationState = `CASE WHEN notification.sent_at IS NOT NULL THEN 'sent' WHEN notification.needless THEN 'needless' WHEN notification.due_at IS NULL THEN 'given-up' ELSE 'waiting' END`;

/** An alert that sounds no more was answered or snoozed, and that holds in every channel (Nightscout #8231). */
const dropNeedless = `
  UPDATE notification SET due_at = NULL, needless = true FROM alert
  WHERE notification.id = $1 AND notification.sent_at IS NULL AND notification.due_at <= $2 AND alert.id = notification.alert_id AND NOT alert.sounding`;

const claim = `
  UPDATE notification SET attempts = attempts + 1, due_at = $2::timestamptz + make_interval(secs => $3 / 1000.0)
  WHERE id = $1 AND sent_at IS NULL AND due_at <= $2 RETURNING attempts`;

const selectClaimed = `
  SELECT notification.id, channel, attempts, alert.id AS "alertId", alert.session_id AS "sessionId", alert.rule_id AS "ruleId", alert.priority, alert.raised_at AS "raisedAt"
  FROM notification LEFT JOIN alert ON alert.id = notification.alert_id WHERE notification.id = $1`;

type ClaimedRow = Pick<NotificationRecord, 'id' | 'channel' | 'attempts'> & { alertId: string | null; sessionId: string; ruleId: string; priority: Priority; raisedAt: Date };

const selectContact = `
  SELECT ${sealedText(sealed.contactWebhook)} AS "webhookUrl", ${sealedText(sealed.contactSecret)} AS "webhookSecret", ${sealedText(sealed.contactEmail)} AS email
  FROM clinic_contact JOIN notification ON notification.clinic_id = clinic_contact.clinic_id WHERE notification.id = $1`;

const selectDeliveries = `
  SELECT id, channel, ${notificationState} AS state, alert_id IS NULL AS "isTest", created_at AS "createdAt", sent_at AS "sentAt", attempts, last_error AS error
  FROM notification WHERE clinic_id = $1 ORDER BY created_at DESC, channel, id LIMIT 20`;

/** One for each way that the clinic has set. `alertId` and `patientId` null: a test. */
const insertForClinic = `
  INSERT INTO notification (id, clinic_id, alert_id, patient_id, channel, created_at, due_at)
  SELECT gen_random_uuid(), clinic_id, $2, $3, way.channel, $4, $4
  FROM clinic_contact CROSS JOIN LATERAL (VALUES ('webhook', webhook_url), ('email', email)) AS way(channel, target)
  WHERE clinic_id = $1 AND way.target IS NOT NULL RETURNING id, channel`;

/** Writes what the clinic's contact is to be told, in the caller's transaction, as the server. Nothing where there is no contact. */
export async function notifyContact(runner: QueryRunner, told: { clinicId: string; alertId: string | null; patientId: string | null; now: Date }): Promise<{ id: string; channel: Channel }[]> {
  return serverRows(runner, insertForClinic, [told.clinicId, told.alertId, told.patientId, told.now]);
}

export class NotificationRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Those to be tried, the oldest first. */
  async due(now: Date): Promise<string[]> {
    return (await serverRows<{ id: string }>(this.dataSource, 'SELECT id FROM notification WHERE due_at <= $1 ORDER BY due_at LIMIT 100', [now])).map(({ id }) => id);
  }

  /** Takes it for one attempt; null: it is not due, or sent, or needless by now, or somebody else has it. */
  async take(id: string, now: Date): Promise<NotificationRecord | null> {
    await serverRows(this.dataSource, dropNeedless, [id, now]);
    if ((await serverRows(this.dataSource, claim, [id, now, claimMs])).length === 0) return null;
    return toRecord((await serverRows<ClaimedRow>(this.dataSource, selectClaimed, [id]))[0]);
  }

  /** Only these of the contact of the notification's clinic: what one way needs does not stop the other. Throws `SealError` where a key is gone; null: there is no contact any more. */
  async contactOf<Field extends keyof ContactRecord>(id: string, ...fields: Field[]): Promise<Pick<ContactRecord, Field> | null> {
    return opened(this.dataSource, await serverRows<ContactRecord>(this.dataSource, selectContact, [id]), ...fields).at(0) ?? null;
  }

  /** Returns whose inbox has something new. */
  async sent(id: string, now: Date): Promise<string[]> {
    return this.settle({ text: 'UPDATE notification SET sent_at = $2, due_at = NULL, last_error = NULL WHERE id = $1', values: [id, now] }, now);
  }

  /** Is tried again later and later; after the last time it stays as a dead letter, with why, and the carers are told. Returns whose inbox has something new. */
  async failed(id: string, { attempts, error, now }: { attempts: number; error: string; now: Date }): Promise<string[]> {
    const waitMs = retryAfterMs.at(attempts - 1);
    const values = [id, waitMs === undefined ? null : new Date(now.getTime() + waitMs), error.slice(0, 300)];
    const text = 'UPDATE notification SET due_at = $2, last_error = $3 WHERE id = $1';
    if (waitMs === undefined) return this.settle({ text, values }, now);
    await serverRows(this.dataSource, text, values);
    return [];
  }

  /** The newest of this clinic. */
  async ofClinic(clinicId: string): Promise<DeliveryRecord[]> {
    const found = await rows<Omit<DeliveryRecord, 'createdAt' | 'sentAt'> & { createdAt: Date; sentAt: Date | null }>(this.dataSource, selectDeliveries, [clinicId]);
    return found.map((row) => ({ ...row, createdAt: row.createdAt.toISOString(), sentAt: row.sentAt?.toISOString() ?? null }));
  }

  /** How it ended, and that it did, in the inboxes of those who care for the patient: they see on the alert who was told. */
  private async settle({ text, values }: { text: string; values: unknown[] }, now: Date): Promise<string[]> {
    return inServerTransaction(this.dataSource, async (runner) => {
      const [row] = await serverRows<{ alertId: string | null; patientId: string }>(runner, `${text} RETURNING alert_id AS "alertId", patient_id AS "patientId"`, values);
      if (row.alertId === null) return [];
      return appendInbox(runner, { patientId: row.patientId, alertIds: [row.alertId], change: 'updated', now });
    });
  }
}

function toRecord({ alertId, sessionId, ruleId, priority, raisedAt, ...rest }: ClaimedRow): NotificationRecord {
  return {
    ...rest,
    alert: alertId === null ? null : { alertId, sessionId, ruleId, priority, raisedAt: raisedAt.toISOString() },
  };
}
