import type { DataSource } from 'typeorm';
import { serverRows } from './sql.js';

/** A table of which rows are a patient's, and which: SQL with the patient's id as $1. */
export interface OwnedTable {
  table: string;
  isTheirs: string;
}

/** A column of one table that names a row of another by its id. */
export interface Reference {
  child: string;
  column: string;
  parent: string;
}

/** For speed these have no foreign key (migration 0001). */
const withoutForeignKey: Reference[] = [
  { child: 'packet', column: 'stream_id', parent: 'stream' },
  { child: 'quarantine', column: 'device_id', parent: 'device' },
];

/** They know a patient by number when everything else has gone: the audit trail, and the erasure itself. */
const kept = new Set(['audit_event', 'erasure']);

const selectReferences = `
  SELECT child.relname AS child, attname AS column, parent.relname AS parent
  FROM pg_constraint JOIN pg_class child ON child.oid = conrelid JOIN pg_class parent ON parent.oid = confrelid
    JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
  WHERE contype = 'f' AND cardinality(conkey) = 1 AND child.relnamespace = 'public'::regnamespace ORDER BY child.relname, attname`;

const selectNamed = `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'patient_id'`;

/** Every table with rows of patients, as the schema says it: a new table is one of them without being named anywhere. What refers to another comes first. */
export async function ownedTables(dataSource: DataSource): Promise<OwnedTable[]> {
  const references = await serverRows<Reference>(dataSource, selectReferences);
  const named = await serverRows<{ name: string }>(dataSource, selectNamed);
  return arrangeOwned([...references, ...withoutForeignKey], named.map(({ name }) => name));
}

/** `named`: tables with a column `patient_id`. */
export function arrangeOwned(references: Reference[], named: string[]): OwnedTable[] {
  // A patient's account has the patient's id; a practitioner's has another.
  const owned = new Map<string, string>([['patient', 'patient.id = $1'], ['account', 'account.id = $1']]);
  for (const table of named) if (!kept.has(table)) owned.set(table, `${table}.patient_id = $1`);
  for (let before = 0; before !== owned.size; ) {
    before = owned.size;
    for (const { child, column, parent } of references) {
      const theirs = owned.get(parent);
      if (theirs !== undefined && !owned.has(child) && !kept.has(child)) owned.set(child, `${child}.${column} = ANY (ARRAY(SELECT ${parent}.id FROM ${parent} WHERE ${theirs}))`);
    }
  }
  return childrenFirst([...owned.keys()], references).map((table) => ({ table, isTheirs: owned.get(table) ?? 'false' }));
}

function childrenFirst(tables: string[], references: Reference[]): string[] {
  const sorted = new Set<string>();
  const visit = (table: string, path: string[]): void => {
    if (sorted.has(table)) return;
    if (path.includes(table)) throw new Error(`tables refer to each other in a circle: ${[...path, table].join(', ')}`);
    for (const { child, parent } of references) if (parent === table && child !== table && tables.includes(child)) visit(child, [...path, table]);
    sorted.add(table);
  };
  for (const table of tables) visit(table, []);
  return [...sorted];
}
