import type { DataSource } from 'typeorm';
import { createDataSource } from './data-source.js';
import { migrate } from './migrate.js';
import { reseal, type Resealed } from './reseal.js';
import { rows } from './sql.js';

/** What ingest, worker and gateway sign in as: it owns nothing and changes no table's form (row-security/roles.sql.ts). */
const appRole = 'tendon_app';

/** The same database for the servers. */
export function appUrlOf(ownerUrl: string, password: string): string {
  const url = new URL(ownerUrl);
  [url.username, url.password] = [appRole, password];
  return url.href;
}

/**
 * As the owner, before any server: the schema and what it keeps from whom, and the servers' own role with the password that is in
 * their URL. `withQueue`: they may make the schema of the queue, which holds ids alone. Then whatever is not sealed by the first key is.
 */
export async function prepareDatabase({ ownerUrl, appUrl, withQueue, keys }: { ownerUrl: string; appUrl: string; withQueue: boolean; keys: string }): Promise<Resealed> {
  const dataSource = await createDataSource({ url: ownerUrl, poolSize: 2, applicationName: 'tendon-owner', keys }).initialize();
  try {
    await migrate(dataSource);
    const { username, password } = new URL(appUrl);
    if (username === appRole) await letIn(dataSource, { password: decodeURIComponent(password), withQueue });
    return await reseal(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

async function letIn(dataSource: DataSource, { password, withQueue }: { password: string; withQueue: boolean }): Promise<void> {
  const [{ letSignIn, letMakeQueue }] = await rows<{ letSignIn: string; letMakeQueue: string }>(dataSource, `
    SELECT format('ALTER ROLE ${appRole} LOGIN PASSWORD %L', $1::text) AS "letSignIn", format('GRANT CREATE ON DATABASE %I TO ${appRole}', current_database()) AS "letMakeQueue"`, [password]);
  await rows(dataSource, letSignIn);
  if (withQueue) await rows(dataSource, letMakeQueue);
}
