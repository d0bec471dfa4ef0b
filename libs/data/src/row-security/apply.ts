import { createHash } from 'node:crypto';
import type { QueryRunner } from 'typeorm';
import { rows } from '../sql.js';
import { functions } from './functions.sql.js';
import { closeSchema, createRoles, letAppBecomePerson, openSchema } from './roles.sql.js';
import { rowRules, type RowRule } from './tables.js';

/** TypeORM's own list, which holds nothing of a person. */
const ownTables = new Set(['migration']);
const appliedMark = 'row security ';

/**
 * Roles, grants and policies of every table, as this version of the program has them. After every migration; does nothing when
 * they stand as they should. Rejects when a table has no rule: like a route without a policy, it must not come into use.
 */
export async function applyRowSecurity(runner: QueryRunner): Promise<void> {
  const tables = await tablesOf(runner);
  const bare = tables.filter((table) => !(table in rowRules));
  if (bare.length > 0) throw new Error(`no row security declared in libs/data/src/row-security/tables.ts: ${bare.join(', ')}`);
  const statements = [createRoles, letAppBecomePerson, closeSchema, openSchema, ...functions, ...tables.flatMap((table) => statementsFor(table, rowRules[table]))];
  const mark = `${appliedMark}${createHash('sha256').update(statements.join(';')).digest('hex')}`;
  if ((await readMark(runner)) === mark) return;
  await runner.startTransaction();
  try {
    for (const statement of statements) await runner.query(statement);
    await runner.query(`COMMENT ON TABLE migration IS '${mark}'`);
    await runner.commitTransaction();
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  }
}

async function tablesOf(runner: QueryRunner): Promise<string[]> {
  const found = await rows<{ name: string }>(runner, `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`);
  return found.map(({ name }) => name).filter((name) => !ownTables.has(name));
}

async function readMark(runner: QueryRunner): Promise<string | null> {
  const [found] = await rows<{ mark: string | null }>(runner, `SELECT obj_description('public.migration'::regclass) AS mark`);
  return found.mark;
}

function statementsFor(table: string, rule: RowRule): string[] {
  const serverMay = { all: 'SELECT, INSERT, UPDATE, DELETE', append: 'SELECT, INSERT, DELETE', kept: 'SELECT, INSERT' }[rule.changes];
  return [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
    `REVOKE ALL ON ${table} FROM PUBLIC, tendon_app, tendon_person, tendon_readonly, tendon_audit`,
    `GRANT ${serverMay} ON ${table} TO tendon_app`,
    // For the owner too, who need not be a superuser: forced, it holds for them.
    ...policy(table, { name: 'owner', of: 'ALL', to: 'CURRENT_USER', sees: 'true', writes: 'true' }),
    ...policy(table, { name: 'server', of: 'ALL', to: 'tendon_app', sees: 'true', writes: 'true' }),
    ...personsPolicies(table, rule),
    ...(rule.secret ? dropPolicy(table, 'readonly') : [`GRANT SELECT ON ${table} TO tendon_readonly`, ...policy(table, { name: 'readonly', of: 'SELECT', to: 'tendon_readonly', sees: 'true' })]),
    ...(table === 'audit_event' ? [`GRANT SELECT ON ${table} TO tendon_audit`, ...policy(table, { name: 'audit', of: 'SELECT', to: 'tendon_audit', sees: 'true' })] : []),
  ];
}

function personsPolicies(table: string, { sees, writes, changes }: RowRule): string[] {
  const names = { see: 'person_sees', insert: 'person_adds', update: 'person_changes' };
  return [
    ...(sees === null ? dropPolicy(table, names.see) : [`GRANT SELECT ON ${table} TO tendon_person`, ...policy(table, { name: names.see, of: 'SELECT', to: 'tendon_person', sees })]),
    ...(writes === null
      ? [...dropPolicy(table, names.insert), ...dropPolicy(table, names.update)]
      : [
          `GRANT INSERT${changes === 'all' ? ', UPDATE' : ''} ON ${table} TO tendon_person`,
          ...policy(table, { name: names.insert, of: 'INSERT', to: 'tendon_person', writes }),
          ...(changes === 'all' ? policy(table, { name: names.update, of: 'UPDATE', to: 'tendon_person', sees: writes, writes }) : dropPolicy(table, names.update)),
        ]),
  ];
}

interface Policy {
  name: string;
  of: 'ALL' | 'SELECT' | 'INSERT' | 'UPDATE';
  to: string;
  sees?: string;
  writes?: string;
}

function policy(table: string, { name, of, to, sees, writes }: Policy): string[] {
  const using = sees === undefined ? '' : ` USING (${sees})`;
  const check = writes === undefined ? '' : ` WITH CHECK (${writes})`;
  return [...dropPolicy(table, name), `CREATE POLICY ${name} ON ${table} FOR ${of} TO ${to}${using}${check}`];
}

function dropPolicy(table: string, name: string): string[] {
  return [`DROP POLICY IF EXISTS ${name} ON ${table}`];
}
