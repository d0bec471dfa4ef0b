import type { DataSource, QueryRunner } from 'typeorm';
import { plainMark, SealError, sealOf, type Seal } from './seal.js';
import { sealedColumns, type SealedColumn } from './sealed-columns.js';
import { inServerTransaction, rows } from './sql.js';

/** What was sealed anew, and what could not be: under a key that is not there, or changed. It stands as it stood. */
export interface Resealed {
  resealed: number;
  /** `table.column of row: why`, the first of each column and key. */
  problems: string[];
}

const rowsAtOnce = 200;

interface Found {
  ids: string[];
  text: string;
  place: string;
}

/**
 * Seals with the first of DATA_KEYS whatever was sealed with another one, or not at all; afterwards the others may go. A batch is a
 * transaction: when the process dies, the next run goes on. A text that somebody writes meanwhile stays as they wrote it.
 */
export async function reseal(dataSource: DataSource): Promise<Resealed> {
  const outcome: Resealed = { resealed: 0, problems: [] };
  for (const column of sealedColumns) await resealColumn(dataSource, column, outcome);
  return outcome;
}

async function resealColumn(dataSource: DataSource, column: SealedColumn, outcome: Resealed): Promise<void> {
  // What fails stays at the front of what is left.
  for (let failed = 0; ;) {
    const [read, failures] = await inServerTransaction(dataSource, (runner) => resealBatch(runner, { column, skip: failed, outcome }));
    failed += failures;
    if (read < rowsAtOnce) return;
  }
}

async function resealBatch(runner: QueryRunner, { column, skip, outcome }: { column: SealedColumn; skip: number; outcome: Resealed }): Promise<[read: number, failures: number]> {
  const seal = sealOf(runner);
  const found = await rows<Found>(runner, selectOld(column), [seal.keyIds[0], rowsAtOnce, skip]);
  let failures = 0;
  for (const one of found) {
    const problem = await resealOne(runner, column, one);
    if (problem === null) outcome.resealed++;
    else {
      failures++;
      if (!outcome.problems.some((known) => known.startsWith(`${column.table}.${column.column} `) && known.endsWith(problem))) outcome.problems.push(`${column.table}.${column.column} of ${one.ids.join(', ')}: ${problem}`);
    }
  }
  return [found.length, failures];
}

async function resealOne(runner: QueryRunner, column: SealedColumn, one: Found): Promise<string | null> {
  const seal = sealOf(runner);
  try {
    const text = clearText(seal, one);
    const values = [one.text, seal.seal(text, one.place), ...one.ids];
    await rows(runner, updateOne(column), column.lookUp === undefined ? values : [...values, seal.lookUp(text)]);
    return null;
  } catch (error) {
    if (error instanceof SealError) return error.message;
    throw error;
  }
}

function clearText(seal: Seal, { text, place }: Found): string {
  return text.startsWith(`${plainMark}:`) ? text.slice(plainMark.length + 1) : seal.open(text, place);
}

function selectOld({ table, column, ids }: SealedColumn): string {
  return `SELECT ARRAY[${ids.map((id) => `${id}::text`).join(', ')}] AS ids, ${column} AS text, '${table}.${column}:' || concat_ws(':', ${ids.join(', ')}) AS place
    FROM ${table} WHERE split_part(${column}, ':', 1) <> $1 ORDER BY ${ids.join(', ')}, ${column} LIMIT $2 OFFSET $3`;
}

function updateOne({ table, column, ids, lookUp }: SealedColumn): string {
  const more = lookUp === undefined ? '' : `, ${lookUp} = $${ids.length + 3}`;
  return `UPDATE ${table} SET ${column} = $2${more} WHERE ${column} = $1 AND ${ids.map((id, i) => `${id} = $${i + 3}::uuid`).join(' AND ')}`;
}
