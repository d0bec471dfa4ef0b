import type { Pool } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';

/** Runs one statement, on any connection of the pool or inside the runner's transaction, and returns its rows. */
export async function rows<Row>(on: DataSource | QueryRunner, text: string, values: unknown[] = []): Promise<Row[]> {
  if (!('isTransactionActive' in on)) return (await poolOf(on).query(text, values)).rows as Row[];
  const result = await on.query(text, values, true);
  return result.records as Row[];
}

export async function firstRow<Row>(on: DataSource | QueryRunner, text: string, values: unknown[] = []): Promise<Row | null> {
  return (await rows<Row>(on, text, values))[0] ?? null;
}

/** The same for a hot path: parsed and planned once per connection, under this name. */
export async function prepared<Row>(on: DataSource, statement: { name: string; text: string; values: unknown[] }): Promise<Row[]> {
  return (await poolOf(on).query(statement)).rows as Row[];
}

/** Commits what `work` did, or nothing of it. */
export async function inTransaction<T>(dataSource: DataSource, work: (runner: QueryRunner) => Promise<T>): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.startTransaction();
    const result = await work(runner);
    await runner.commitTransaction();
    return result;
  } catch (error) {
    // A broken connection cannot roll back, and need not: the first error is the one to tell.
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
}

/** The driver's own pool: for statements that are prepared by name, which TypeORM cannot pass on. */
export function poolOf(dataSource: DataSource): Pool {
  return (dataSource.driver as unknown as { master: Pool }).master;
}
