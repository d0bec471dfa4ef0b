import type { OwnRule, PatientReport, PrescribedLimits, Prescription, Rung, WhatIfChange } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { opened } from '../sealed-columns.js';
import { firstRow, goOnAsServer, inTransaction, rows } from '../sql.js';
import { appendAudit } from './audit.repository.js';
import { inCare } from './in-care.js';
import { activeRules, ownRuleName } from './own-rule.repository.js';

/** An alert of a what-if, in the session in which it would have been. */
export interface WhatIfRung extends Pick<Rung, 'ruleId' | 'subject' | 'priority' | 'worstValue' | 'unit'> {
  sessionId: string;
  exerciseName: string;
  at: string;
  lastedS: number | null;
}

export interface WhatIfResult {
  from: string;
  until: string;
  sessions: number;
  leftOut: number;
  unreadable: number;
  alertsBefore: number;
  alertsAfter: number;
  gained: WhatIfRung[];
  lost: WhatIfRung[];
  changed: { before: WhatIfRung; after: WhatIfRung }[];
}

export interface WhatIfRecord {
  id: string;
  patientId: string;
  ruleId: string | null;
  version: number | null;
  state: 'waiting' | 'done' | 'failed';
  askedAt: string;
  result: WhatIfResult | null;
  /** What the rules of their own that come up are called, by rule and version. */
  names: { ruleId: string; subject: string; name: string }[];
}

/** `mostWaiting`: of one patient at once. */
export type AskWhatIf = { id: string; practitionerId: string; now: Date; mostWaiting: number } & ({ ruleId: string; version: number } | { prescriptionId: string; limits: PrescribedLimits });

/** What is to be found out. */
export interface WhatIfOrder {
  patientId: string;
  askedAt: Date;
  change: WhatIfChange;
  rulesToday: OwnRule[];
  /** null: whatever was exercised. */
  prescriptionId: string | null;
}

export interface WhatIfSession {
  prescription: Prescription;
  startedAtMs: number;
  streams: { id: string; ordinal: number; clockOffsetMs: number }[];
  reports: { atMs: number; report: PatientReport }[];
}

const insertForRule = `
  INSERT INTO what_if (id, patient_id, rule_id, version, asked_by, asked_at, state)
  SELECT $2, own_rule.patient_id, own_rule.id, own_rule_version.version, $1::uuid, $5, 'waiting'
  FROM own_rule JOIN own_rule_version ON own_rule_version.rule_id = own_rule.id AND own_rule_version.version = $4
  WHERE own_rule.id = $3 AND own_rule.removed_at IS NULL AND ${inCare('own_rule.patient_id', '$1')} RETURNING patient_id AS "patientId"`;

const insertForLimits = `
  INSERT INTO what_if (id, patient_id, prescription_id, limits, asked_by, asked_at, state)
  SELECT $2, prescription.patient_id, prescription.id, $4, $1::uuid, $5, 'waiting'
  FROM prescription WHERE prescription.id = $3 AND ${inCare('prescription.patient_id', '$1')} RETURNING patient_id AS "patientId"`;

const selectWhatIf = `
  SELECT id, patient_id AS "patientId", rule_id AS "ruleId", version, state, asked_at AS "askedAt", result
  FROM what_if WHERE id = $2 AND ${inCare('what_if.patient_id', '$1')}`;

const selectTried = `SELECT state = 'done' AS "isDone", limits FROM what_if WHERE id = $2 AND prescription_id = $3 AND ${inCare('what_if.patient_id', '$1')}`;

const selectNames = `
  SELECT 'OWN-' || rule_id AS "ruleId", 'version ' || version AS subject, ${ownRuleName} AS name
  FROM own_rule_version JOIN own_rule ON own_rule.id = own_rule_version.rule_id WHERE own_rule.patient_id = $1`;

const selectOrder = `
  SELECT what_if.patient_id AS "patientId", asked_at AS "askedAt", prescription_id AS "prescriptionId", limits,
    (SELECT content || jsonb_build_object('id', rule_id, 'version', version) FROM own_rule_version AS draft
      WHERE draft.rule_id = what_if.rule_id AND draft.version = what_if.version) AS rule,
    ${activeRules('what_if.patient_id')} AS "rulesToday"
  FROM what_if WHERE id = $1 AND state = 'waiting'`;

/** Newest first: the last are left out when there are too many. */
const selectSessions = `
  SELECT session.id FROM session
  WHERE patient_id = $1 AND state = 'finished' AND raw_removed_at IS NULL AND purpose = 'exercise' AND started_at >= $2 AND started_at < $3 AND ($4::uuid IS NULL OR prescription_id = $4)
  ORDER BY started_at DESC, id`;

const selectSession = `
  SELECT session.resolved AS prescription, extract(epoch FROM session.started_at)::float8 * 1000 AS "startedAtMs",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', stream.id::text, 'ordinal', ordinal, 'clockOffsetMs', clock_offset_ms) ORDER BY ordinal), '[]')
      FROM stream WHERE stream.session_id = session.id) AS streams,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('atMs', extract(epoch FROM reported_at) * 1000, 'report', content) ORDER BY reported_at, patient_report.id), '[]')
      FROM patient_report WHERE patient_report.session_id = session.id) AS reports
  FROM session WHERE session.id = $1`;

const finish = `UPDATE what_if SET state = $2, result = $3, finished_at = $4 WHERE id = $1 AND state = 'waiting'`;

const countWaiting = `SELECT count(*)::int AS count FROM what_if WHERE patient_id = $1 AND state = 'waiting'`;

/** Takes back what was written in the same transaction. */
class TooManyWhatIfs extends Error {}

type OrderRow = Omit<WhatIfOrder, 'change'> & { limits: PrescribedLimits | null; rule: OwnRule | null };

export class WhatIfRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** `no-such`: no such rule and version, or prescription, of a patient in this practitioner's care. */
  async ask(asked: AskWhatIf): Promise<'asked' | 'no-such' | 'too-many'> {
    const { id, practitionerId, now, mostWaiting } = asked;
    return inTransaction(this.dataSource, async (runner) => {
      const [text, values] = 'ruleId' in asked ? [insertForRule, [asked.ruleId, asked.version]] : [insertForLimits, [asked.prescriptionId, JSON.stringify(asked.limits)]];
      const written = await firstRow<{ patientId: string }>(runner, text, [practitionerId, id, ...values, now]);
      if (written === null) return 'no-such';
      await goOnAsServer(runner);
      const waiting = await firstRow<{ count: number }>(runner, countWaiting, [written.patientId]);
      if (waiting !== null && waiting.count > mostWaiting) throw new TooManyWhatIfs();
      await appendAudit(runner, { at: now, actorKind: 'practitioner', actorId: practitionerId, action: 'ask-what-if', subjectKind: 'patient', subjectId: written.patientId, detail: { whatIfId: id } });
      return 'asked' as const;
    }).catch((error: unknown) => {
      if (error instanceof TooManyWhatIfs) return 'too-many' as const;
      throw error;
    });
  }

  /** null: no such one of a patient in this practitioner's care. */
  async find(practitionerId: string, whatIfId: string): Promise<WhatIfRecord | null> {
    const row = await firstRow<Omit<WhatIfRecord, 'askedAt' | 'names'> & { askedAt: Date }>(this.dataSource, selectWhatIf, [practitionerId, whatIfId]);
    if (row === null) return null;
    const names = await rows<WhatIfRecord['names'][number]>(this.dataSource, selectNames, [row.patientId]);
    return { ...row, askedAt: row.askedAt.toISOString(), names: opened(this.dataSource, names, 'name') };
  }

  /** What it tried in that prescription's sessions; null: no such one of a patient in this practitioner's care. */
  async tried(practitionerId: string, { whatIfId, prescriptionId }: { whatIfId: string; prescriptionId: string }): Promise<{ isDone: boolean; limits: PrescribedLimits } | null> {
    return firstRow(this.dataSource, selectTried, [practitionerId, whatIfId, prescriptionId]);
  }

  /** Ids of those that are not done, the oldest first. */
  async due(limit: number): Promise<string[]> {
    return (await rows<{ id: string }>(this.dataSource, `SELECT id FROM what_if WHERE state = 'waiting' ORDER BY asked_at LIMIT $1`, [limit])).map(({ id }) => id);
  }

  /** null: unknown, or done already: a job may come twice. */
  async loadForRunning(whatIfId: string): Promise<WhatIfOrder | null> {
    const row = await firstRow<OrderRow>(this.dataSource, selectOrder, [whatIfId]);
    if (row === null) return null;
    const { limits, rule, ...order } = row;
    if (rule !== null) return { ...order, change: { rule } };
    if (limits === null) throw new RangeError(`what-if ${whatIfId} tries nothing`);
    return { ...order, change: { limits: limits.alertLimits, ceilingBpm: limits.ceilingBpm, hardLimitBpm: limits.hardLimitBpm } };
  }

  /** Ids of exercise sessions that are finished, newest first. */
  async sessionsOf({ patientId, prescriptionId }: Pick<WhatIfOrder, 'patientId' | 'prescriptionId'>, from: Date, until: Date): Promise<string[]> {
    return (await rows<{ id: string }>(this.dataSource, selectSessions, [patientId, from, until, prescriptionId])).map(({ id }) => id);
  }

  /** null: it is gone. */
  async session(sessionId: string): Promise<WhatIfSession | null> {
    return firstRow(this.dataSource, selectSession, [sessionId]);
  }

  async save(whatIfId: string, result: WhatIfResult, now: Date): Promise<void> {
    await rows(this.dataSource, finish, [whatIfId, 'done', JSON.stringify(result), now]);
  }

  async fail(whatIfId: string, now: Date): Promise<void> {
    await rows(this.dataSource, finish, [whatIfId, 'failed', null, now]);
  }
}
