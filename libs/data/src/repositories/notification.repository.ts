import type { Priority } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { firstServerRow, serverRows } from '../sql.js';

/** What the clinic contact is told: ids, never a name nor a reading. */
export interface NotificationRecord {
  id: string;
  alertId: string;
  sessionId: string;
  ruleId: string;
  priority: Priority;
  raisedAt: string;
  attempts: number;
}

/** So long after each attempt that failed, ms; after the last it is given up. */
const retryAfterMs = [5000, 15_000, 60_000, 300_000, 900_000];
/** Whoever sends has so long; then another may try. */
const claimMs = 30_000;

const claim = `
  UPDATE notification SET attempts = attempts + 1, due_at = $2::timestamptz + make_interval(secs => $3 / 1000.0)
  FROM alert WHERE notification.id = $1 AND alert.id = notification.alert_id AND notification.sent_at IS NULL AND notification.due_at <= $2
  RETURNING notification.id, alert.id AS "alertId", alert.session_id AS "sessionId", alert.rule_id AS "ruleId", alert.priority, alert.raised_at AS "raisedAt", notification.attempts`;

export class NotificationRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Those to be tried, the oldest first. */
  async due(now: Date): Promise<string[]> {
    return (await serverRows<{ id: string }>(this.dataSource, 'SELECT id FROM notification WHERE due_at <= $1 ORDER BY due_at LIMIT 100', [now])).map(({ id }) => id);
  }

  /** Takes it for one attempt; null: it is not due, or sent, or somebody else has it. */
  async take(id: string, now: Date): Promise<NotificationRecord | null> {
    const row = await firstServerRow<Omit<NotificationRecord, 'raisedAt'> & { raisedAt: Date }>(this.dataSource, claim, [id, now, claimMs]);
    return row === null ? null : { ...row, raisedAt: row.raisedAt.toISOString() };
  }

  async sent(id: string, now: Date): Promise<void> {
    await serverRows(this.dataSource, 'UPDATE notification SET sent_at = $2, due_at = NULL, last_error = NULL WHERE id = $1', [id, now]);
  }

  /** Is tried again later and later; after the last time it stays as a dead letter, with why. */
  async failed(id: string, { attempts, error, now }: { attempts: number; error: string; now: Date }): Promise<void> {
    const waitMs = retryAfterMs.at(attempts - 1);
    await serverRows(this.dataSource, 'UPDATE notification SET due_at = $2, last_error = $3 WHERE id = $1', [id, waitMs === undefined ? null : new Date(now.getTime() + waitMs), error.slice(0, 300)]);
  }
}
