import { randomBytes, randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';

/** What a row cannot be made of by its types alone. */
const special: Record<string, Record<string, unknown>> = { legal_hold: { ended_at: new Date() } };

interface Column {
  table: string;
  name: string;
  type: string;
  isNeeded: boolean;
  /** By a foreign key, or by its name. */
  refersTo: string | null;
  /** What a check allows. */
  allowed: string | null;
}

const selectColumns = `
  SELECT c.table_name AS table, c.column_name AS name, c.udt_name AS type, c.is_nullable = 'NO' AND c.column_default IS NULL AND c.is_identity = 'NO' AS "isNeeded",
    coalesce((SELECT confrelid::regclass::text FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
      WHERE contype = 'f' AND conrelid = c.table_name::regclass AND attname = c.column_name LIMIT 1),
      (SELECT t.tablename FROM pg_tables t WHERE t.schemaname = 'public' AND c.column_name = t.tablename || '_id')) AS "refersTo",
    (SELECT (regexp_matches(pg_get_constraintdef(oid), '''([^'']+)''::text\\]\\)', 'g'))[1] FROM pg_constraint
      WHERE contype = 'c' AND conrelid = c.table_name::regclass AND pg_get_constraintdef(oid) LIKE '%(' || c.column_name || ' = ANY%' LIMIT 1) AS allowed
  FROM information_schema.columns c JOIN pg_tables ON pg_tables.tablename = c.table_name AND pg_tables.schemaname = 'public'
  WHERE c.table_schema = 'public' ORDER BY c.table_name, c.ordinal_position`;

/** They know a patient by number for ever. */
const kept = new Set(['audit_event', 'erasure', 'migration']);

/** Every id that stands for the patient and their things, by table. `known` are those that are there. */
export type RecordIds = Record<string, string>;

/**
 * Puts a row of this patient into every table that refers to them at any distance, as the schema says it, with `mark` in each text:
 * a table that somebody adds tomorrow gets one too. Checks that such a row does not meet are dropped: the database is the test's own.
 * Changes and returns `known`.
 */
export async function fillRecord(dataSource: DataSource, known: RecordIds, mark: string): Promise<{ known: RecordIds; filled: string[] }> {
  const columns = await dataSource.query<Column[]>(selectColumns);
  const tables = new Map<string, Column[]>();
  for (const column of columns) if (!kept.has(column.table)) tables.set(column.table, [...(tables.get(column.table) ?? []), column]);
  const theirs = new Set(Object.keys(known).filter((table) => table !== 'clinic' && table !== 'practitioner'));
  const filled: string[] = [];
  for (let before = -1; before !== filled.length; ) {
    before = filled.length;
    for (const [table, own] of tables) {
      const refers = own.filter(({ refersTo }) => refersTo !== null);
      const isOurs = refers.some(({ refersTo }) => theirs.has(refersTo ?? ''));
      const isReady = refers.every(({ refersTo, isNeeded, name }) => (refersTo ?? '') in known || (!isNeeded && name !== 'stream_id' && name !== 'device_id'));
      if (theirs.has(table) || !isOurs || !isReady) continue;
      theirs.add(table);
      filled.push(table);
      await fillOne(dataSource, { table, own, known, mark });
    }
  }
  return { known, filled };
}

async function fillOne(dataSource: DataSource, { table, own, known, mark }: { table: string; own: Column[]; known: RecordIds; mark: string }): Promise<void> {
  const values = new Map<string, unknown>();
  for (const column of own) {
    const value = special[table]?.[column.name] !== undefined ? special[table][column.name] : valueOf(column, known, mark);
    if (value !== undefined) values.set(column.name, value);
  }
  const names = [...values.keys()];
  const text = `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_name, i) => `$${i + 1}`).join(', ')}) ON CONFLICT DO NOTHING RETURNING *`;
  const insert = (): Promise<Record<string, unknown>[]> => dataSource.query(text, [...values.values()]);
  const [row] = await insert().catch(async () => {
    const checks = await dataSource.query<{ name: string }[]>(`SELECT conname AS name FROM pg_constraint WHERE contype = 'c' AND conrelid = $1::regclass`, [table]);
    for (const { name } of checks) await dataSource.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
    return insert().catch((error: unknown) => {
      throw new Error(`tests/support/fill-record.ts: a row of ${table} needs a word in \`special\`: ${String(error)}`);
    });
  });
  if (row?.['id'] !== undefined) known[table] = String(row['id']);
}

function valueOf({ type, isNeeded, refersTo, allowed }: Column, known: RecordIds, mark: string): unknown {
  if (refersTo !== null && refersTo in known) return known[refersTo];
  if (allowed !== null) return isNeeded ? allowed : undefined;
  if (type === 'text') return mark;
  // Hashes must differ.
  if (type === 'bytea') return Buffer.concat([Buffer.from(mark), randomBytes(8)]);
  if (!isNeeded) return undefined;
  const byType: Record<string, unknown> = { uuid: randomUUID(), bool: false, timestamptz: new Date(), jsonb: JSON.stringify({ mark }), date: '2026-01-01', _text: [mark], int8multirange: '{}' };
  return type in byType ? byType[type] : 1;
}
