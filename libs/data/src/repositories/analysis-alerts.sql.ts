import type { QueryRunner } from 'typeorm';
import type { InboxAppend } from './append-inbox.js';
import type { AnalysisCommit } from './analysis-record.js';

/** Writes the alerts of one session. The caller tells the inboxes once, with everything, last in its transaction. */
export async function writeAlerts(runner: QueryRunner, commit: AnalysisCommit, now: Date): Promise<InboxAppend[]> {
  const told: InboxAppend[] = [];
  for (const entry of commit.alertChanges) {
    await writeAlert(runner, commit, entry);
    told.push({ patientId: commit.session.patientId, alertIds: [entry.alertId], change: inboxChange[entry.change.change], now });
  }
  return told;
}

const inboxChange = { raise: 'raised', update: 'updated', clear: 'cleared' } as const;

async function writeAlert(runner: QueryRunner, { session }: AnalysisCommit, { change, alertId, atMs }: AnalysisCommit['alertChanges'][number]): Promise<void> {
  switch (change.change) {
    case 'raise': {
      const { alert, cause } = change;
      await runner.query(
        `INSERT INTO alert (id, clinic_id, patient_id, session_id, rule_id, subject, kind, priority, state, retrospective, raised_at, raised_ms,
                            last_ms, cleared_ms, count, worst_value, limit_value, unit, cause_stream, cause_sequence)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, to_timestamp($11 / 1000.0), $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
        [alertId, session.clinicId, session.patientId, session.sessionId, alert.ruleId, alert.subject, alert.kind, alert.priority, alert.state,
          alert.retrospective, atMs, alert.raisedAtMs, alert.lastAtMs, alert.clearedAtMs, alert.count, alert.worstValue, alert.limit, alert.unit,
          cause?.stream ?? null, cause?.sequence ?? null],
      );
      return;
    }
    case 'update':
    case 'clear':
      await runner.query(
        `UPDATE alert SET priority = $2, last_ms = $3, count = $4, worst_value = $5, cause_stream = coalesce($6, cause_stream),
                cause_sequence = coalesce($7, cause_sequence), state = $8, cleared_ms = $9
          WHERE id = $1`,
        [alertId, change.priority, change.lastAtMs, change.count, change.worstValue, change.cause?.stream ?? null, change.cause?.sequence ?? null,
          change.state, change.clearedAtMs],
      );
      return;
    default:
      change satisfies never;
  }
}
