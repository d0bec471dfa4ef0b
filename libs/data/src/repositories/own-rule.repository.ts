import type { OwnRuleContent } from '#libs/domain';
import type { DataSource, QueryRunner } from 'typeorm';
import { opened, sealed, sealedText, sealText } from '../sealed-columns.js';
import { firstRow, goOnAsServer, inTransaction, rows } from '../sql.js';
import { appendAudit } from './audit.repository.js';
import { inCare } from './in-care.js';

/** A rule of a therapist's own, in its newest version: the contract's `OwnRule`. */
export interface OwnRuleRecord {
  id: string;
  patientId: string;
  version: number;
  name: string;
  content: OwnRuleContent;
  writtenByName: string;
  writtenAt: string;
  activeVersion: number | null;
  whatIf: { id: string; state: 'waiting' | 'done' | 'failed' } | null;
}

export interface WriteOwnRule {
  ruleId: string;
  practitionerId: string;
  name: string;
  content: OwnRuleContent;
  now: Date;
}

export type Activation = 'done' | 'no-such-rule' | 'no-such-version' | 'not-tried';

/** Those that are on, of the patient in that column, as the domain's `OwnRule`s, oldest first. */
export const activeRules = (patientColumn: string): string => `
    (SELECT coalesce(jsonb_agg(content || jsonb_build_object('id', own_rule.id, 'version', version) ORDER BY own_rule.created_at, own_rule.id), '[]')
      FROM own_rule JOIN own_rule_version ON own_rule_version.rule_id = own_rule.id AND own_rule_version.version = own_rule.active_version
      WHERE own_rule.patient_id = ${patientColumn} AND own_rule.removed_at IS NULL)`;

/** Of an alert, the version that raised it: it stands in the alert. */
export const ownVersionJoin = `
  LEFT JOIN own_rule_version ON own_rule_version.rule_id = CASE WHEN alert.rule_id LIKE 'OWN-%' THEN substr(alert.rule_id, 5)::uuid END
    AND own_rule_version.version = CASE WHEN alert.rule_id LIKE 'OWN-%' THEN split_part(alert.subject, ' ', 2)::integer END`;

export const ownRuleName = sealedText(sealed.ownRuleName);

const mine = `own_rule.removed_at IS NULL AND ${inCare('own_rule.patient_id', '$1')}`;

const selectRules = `
  SELECT own_rule.id, own_rule.patient_id AS "patientId", newest.version, ${sealedText(sealed.ownRuleName, 'newest')} AS name, newest.content, ${sealedText(sealed.practitionerName)} AS "writtenByName",
    newest.written_at AS "writtenAt", own_rule.active_version AS "activeVersion",
    (SELECT jsonb_build_object('id', what_if.id, 'state', what_if.state) FROM what_if
      WHERE what_if.rule_id = own_rule.id AND what_if.version = newest.version ORDER BY asked_at DESC LIMIT 1) AS "whatIf"
  FROM own_rule
  CROSS JOIN LATERAL (SELECT * FROM own_rule_version WHERE own_rule_version.rule_id = own_rule.id ORDER BY version DESC LIMIT 1) AS newest
  JOIN practitioner ON practitioner.id = newest.written_by
  WHERE ${mine}`;

const selectNames = `
  SELECT DISTINCT ON (own_rule.id) 'OWN-' || own_rule.id AS "ruleId", ${ownRuleName} AS name
  FROM own_rule JOIN own_rule_version ON own_rule_version.rule_id = own_rule.id WHERE ${inCare('own_rule.patient_id', '$1')}
  ORDER BY own_rule.id, own_rule_version.version DESC`;

const insertRule = `
  INSERT INTO own_rule (id, patient_id, created_at)
  SELECT $2, patient.id, $4 FROM patient WHERE patient.id = $3 AND ${inCare('patient.id', '$1')} RETURNING patient_id AS "patientId"`;

/** The lock keeps two who write at once from writing one version. */
const lockRule = `SELECT patient_id AS "patientId", active_version AS "activeVersion" FROM own_rule WHERE own_rule.id = $2 AND ${mine} FOR UPDATE`;

const insertVersion = `
  INSERT INTO own_rule_version (rule_id, version, name, content, written_by, written_at)
  SELECT $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5 FROM own_rule_version WHERE rule_id = $1 RETURNING version`;

const countRules = `SELECT count(*)::int AS count FROM own_rule WHERE patient_id = $1 AND removed_at IS NULL`;

export class OwnRuleRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Oldest first. */
  async list(practitionerId: string, patientId: string): Promise<OwnRuleRecord[]> {
    return this.read(`${selectRules} AND own_rule.patient_id = $2 ORDER BY own_rule.created_at, own_rule.id`, [practitionerId, patientId]);
  }

  /** null: no such rule of a patient in this practitioner's care. */
  async find(practitionerId: string, ruleId: string): Promise<OwnRuleRecord | null> {
    return (await this.read(`${selectRules} AND own_rule.id = $2`, [practitionerId, ruleId]))[0] ?? null;
  }

  /** What the rules of this practitioner's patients are called now, removed ones too, by how they stand in an alert. */
  async names(practitionerId: string): Promise<Map<string, string>> {
    const found = await rows<{ ruleId: string; name: string }>(this.dataSource, selectNames, [practitionerId]);
    return new Map(opened(this.dataSource, found, 'name').map(({ ruleId, name }) => [ruleId, name]));
  }

  async count(patientId: string): Promise<number> {
    return (await firstRow<{ count: number }>(this.dataSource, countRules, [patientId]))?.count ?? 0;
  }

  /** Switched off. False: no such patient in this practitioner's care. */
  async create(patientId: string, { ruleId, practitionerId, name, content, now }: WriteOwnRule): Promise<boolean> {
    return inTransaction(this.dataSource, async (runner) => {
      if ((await firstRow(runner, insertRule, [practitionerId, ruleId, patientId, now])) === null) return false;
      await rows(runner, insertVersion, [ruleId, nameOf(runner, ruleId, name), JSON.stringify(content), practitionerId, now]);
      await audit(runner, { action: 'write-own-rule', practitionerId, patientId, now, detail: { ruleId, version: 1 } });
      return true;
    });
  }

  /** Another version; the one that is on stays on. False: no such rule of a patient in this practitioner's care. */
  async rewrite({ ruleId, practitionerId, name, content, now }: WriteOwnRule): Promise<boolean> {
    return inTransaction(this.dataSource, async (runner) => {
      const rule = await firstRow<{ patientId: string }>(runner, lockRule, [practitionerId, ruleId]);
      if (rule === null) return false;
      const written = await firstRow<{ version: number }>(runner, insertVersion, [ruleId, nameOf(runner, ruleId, name), JSON.stringify(content), practitionerId, now]);
      await audit(runner, { action: 'write-own-rule', practitionerId, patientId: rule.patientId, now, detail: { ruleId, version: written?.version } });
      return true;
    });
  }

  /** On for sessions that begin from now on, once somebody has seen what it would have told. */
  async activate({ practitionerId, ruleId, version, now }: { practitionerId: string; ruleId: string; version: number; now: Date }): Promise<Activation> {
    return inTransaction(this.dataSource, async (runner) => {
      const rule = await firstRow<{ patientId: string }>(runner, lockRule, [practitionerId, ruleId]);
      if (rule === null) return 'no-such-rule';
      if ((await firstRow(runner, `SELECT FROM own_rule_version WHERE rule_id = $1 AND version = $2`, [ruleId, version])) === null) return 'no-such-version';
      if ((await firstRow(runner, `SELECT FROM what_if WHERE rule_id = $1 AND version = $2 AND state = 'done'`, [ruleId, version])) === null) return 'not-tried';
      await rows(runner, `UPDATE own_rule SET active_version = $2 WHERE id = $1`, [ruleId, version]);
      await audit(runner, { action: 'activate-own-rule', practitionerId, patientId: rule.patientId, now, detail: { ruleId, version } });
      return 'done';
    });
  }

  /** Off for sessions that begin from now on; removed: and no longer in the list. False: no such rule of a patient in this practitioner's care. */
  async deactivate({ practitionerId, ruleId, isRemoved, now }: { practitionerId: string; ruleId: string; isRemoved: boolean; now: Date }): Promise<boolean> {
    return inTransaction(this.dataSource, async (runner) => {
      const rule = await firstRow<{ patientId: string; activeVersion: number | null }>(runner, lockRule, [practitionerId, ruleId]);
      if (rule === null) return false;
      await rows(runner, `UPDATE own_rule SET active_version = NULL, removed_at = $2 WHERE id = $1`, [ruleId, isRemoved ? now : null]);
      await audit(runner, { action: isRemoved ? 'remove-own-rule' : 'deactivate-own-rule', practitionerId, patientId: rule.patientId, now, detail: { ruleId, version: rule.activeVersion } });
      return true;
    });
  }

  private async read(text: string, values: unknown[]): Promise<OwnRuleRecord[]> {
    const found = await rows<Omit<OwnRuleRecord, 'writtenAt'> & { writtenAt: Date }>(this.dataSource, text, values);
    return opened(this.dataSource, found, 'name', 'writtenByName').map((row) => ({ ...row, writtenAt: row.writtenAt.toISOString() }));
  }
}

function nameOf(on: QueryRunner, ruleId: string, name: string): string {
  return sealText(on, { column: sealed.ownRuleName, ids: [ruleId] }, name);
}

async function audit(runner: QueryRunner, { action, practitionerId, patientId, now, detail }: { action: string; practitionerId: string; patientId: string; now: Date; detail: Record<string, unknown> }): Promise<void> {
  await goOnAsServer(runner);
  await appendAudit(runner, { at: now, actorKind: 'practitioner', actorId: practitionerId, action, subjectKind: 'patient', subjectId: patientId, detail });
}
