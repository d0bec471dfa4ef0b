import { AccountRepository, PractitionerRepository, createDataSource, prepareDatabase } from '#libs/data';
import { configOrExit } from '#libs/platform';
import { createFirstClinic } from './first-clinic.js';

/**
 * Cluster profile, before everything else: brings the schema up to date, seals with the first of DATA_KEYS what another key sealed, and makes the
 * first clinic when one is named. May run as often as wanted. Ends with 1 when something could not be opened: its key must not go yet.
 */
const { databaseUrl, databaseOwnerUrl, first, dataKeys } = configOrExit();
const ownerUrl = databaseOwnerUrl === '' ? databaseUrl : databaseOwnerUrl;
const dataSource = createDataSource({ url: ownerUrl, poolSize: 2, applicationName: 'tendon-set-up', keys: dataKeys });
try {
  const { resealed, problems } = await prepareDatabase({ ownerUrl, appUrl: databaseUrl, withQueue: false, keys: dataKeys });
  await dataSource.initialize();
  process.stdout.write(`the schema is up to date; ${resealed} texts sealed anew\n`);
  for (const problem of problems) process.stderr.write(`not sealed anew: ${problem}\n`);
  if (problems.length > 0) process.exitCode = 1;
  if (first.signInName !== '') {
    const isNew = await createFirstClinic({ accounts: new AccountRepository(dataSource), practitioners: new PractitionerRepository(dataSource) }, { ...first, displayName: first.signInName });
    process.stdout.write(isNew ? 'the first clinic is there\n' : 'the first clinic was there already\n');
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  if (dataSource.isInitialized) await dataSource.destroy();
}
