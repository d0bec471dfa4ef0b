import type { Pool, PoolClient } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { currentActing } from './acting.js';

/** Runs one statement, on any connection of the pool or inside the runner's transaction, and returns its rows. On behalf of a person it sees what they may see. */
export async function rows<Row>(on: DataSource | QueryRunner, text: string, values: unknown[] = []): Promise<Row[]> {
  if ('isTransactionActive' in on) return inRunner(on, text, values);
  const actor = currentActing();
  return actor === undefined ? serverRows(on, text, values) : personsRows(on, { actorId: actor.actorId, text, values });
}

export async function firstRow<Row>(on: DataSource | QueryRunner, text: string, values: unknown[] = []): Promise<Row | null> {
  return (await rows<Row>(on, text, values))[0] ?? null;
}

/** As the server, whoever asked: for what no person reads or writes by themselves, such as tokens and the audit trail. */
export async function serverRows<Row>(on: DataSource | QueryRunner, text: string, values: unknown[] = []): Promise<Row[]> {
  if ('isTransactionActive' in on) return inRunner(on, text, values);
  return (await poolOf(on).query(text, values)).rows as Row[];
}

export async function firstServerRow<Row>(on: DataSource | QueryRunner, text: string, values: unknown[] = []): Promise<Row | null> {
  return (await serverRows<Row>(on, text, values))[0] ?? null;
}

/** The same for a hot path: parsed and planned once per connection, under this name. Only servers have hot paths. */
export async function prepared<Row>(on: DataSource, statement: { name: string; text: string; values: unknown[] }): Promise<Row[]> {
  return (await poolOf(on).query(statement)).rows as Row[];
}

/** Commits what `work` did, or nothing of it. On behalf of a person it sees and changes what they may. */
export async function inTransaction<T>(dataSource: DataSource, work: (runner: QueryRunner) => Promise<T>): Promise<T> {
  const actor = currentActing();
  return inServerTransaction(dataSource, async (runner) => {
    if (actor !== undefined) await runner.query(becomePerson, [actor.actorId ?? '']);
    return work(runner);
  });
}

/** The same as the server, whoever asked. */
export async function inServerTransaction<T>(dataSource: DataSource, work: (runner: QueryRunner) => Promise<T>): Promise<T> {
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

/** The rest of this transaction is the server's: what follows from a person's act and is not theirs to see, such as the inboxes of others. */
export async function goOnAsServer(runner: QueryRunner): Promise<void> {
  await runner.query(becomeServer);
}

/** The driver's own pool: for statements that are prepared by name, which TypeORM cannot pass on. */
export function poolOf(dataSource: DataSource): Pool {
  return (dataSource.driver as unknown as { master: Pool }).master;
}

/** `true`: for this transaction only, so that nothing of it is left on a connection that goes back to the pool. */
const becomePerson = `SELECT set_config('role', 'tendon_person', true), set_config('tendon.actor', $1, true)`;
const becomeServer = `SELECT set_config('role', 'none', true), set_config('tendon.actor', '', true)`;

async function inRunner<Row>(runner: QueryRunner, text: string, values: unknown[]): Promise<Row[]> {
  return ((await runner.query(text, values, true)) as { records: Row[] }).records;
}

/** A transaction around the one statement, since the role and the person are set for a transaction. */
async function personsRows<Row>(dataSource: DataSource, { actorId, text, values }: { actorId: string | null; text: string; values: unknown[] }): Promise<Row[]> {
  const client = await poolOf(dataSource).connect();
  let failure: Error | undefined;
  try {
    await client.query('BEGIN');
    await client.query(becomePerson, [actorId ?? '']);
    const result = await client.query(text, values);
    await client.query('COMMIT');
    return result.rows as Row[];
  } catch (error) {
    failure = await rolledBack(client);
    throw error;
  } finally {
    client.release(failure);
  }
}

/** A connection that cannot even roll back must not go back to the pool: it is somebody's still. */
async function rolledBack(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query('ROLLBACK');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
