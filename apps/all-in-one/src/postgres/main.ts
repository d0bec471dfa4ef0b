import { configOrExit, stopOnSignals } from '#libs/platform';
import { startPostgres } from './start-postgres.js';

/** The embedded PostgreSQL alone, for a cluster on a machine that has none: `DATABASE_URL` on the first line it prints. */
const { dataFolder, postgresPort } = configOrExit();
const postgres = await startPostgres({ dataFolder, port: postgresPort, progress: () => undefined });
stopOnSignals({ close: () => postgres.stop() });
process.stdout.write(`${JSON.stringify({ databaseUrl: postgres.url })}\n`);
