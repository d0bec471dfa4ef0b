import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { AccountRepository, PractitionerRepository, appUrlOf, newSealKeys, prepareDatabase } from '#libs/data';
import { Config, configOrExit, stopOnSignals } from '#libs/platform';
import { demoFile, openDemoClinic } from './demo/demo-clinic.js';
import { startPatients } from './demo/patients.js';
import { keptSecret } from './kept-secret.js';
import { startPostgres } from './postgres/start-postgres.js';
import { startServers } from './start-servers.js';

const startedMs = performance.now();
const progress = (step: string): void => void process.stdout.write(`  ${((performance.now() - startedMs) / 1000).toFixed(1)} s  ${step}\n`);

const given = configOrExit();
mkdirSync(given.dataFolder, { recursive: true, mode: 0o755 });
const postgres = await startPostgres({ dataFolder: given.dataFolder, port: given.postgresPort, progress });
const appUrl = appUrlOf(postgres.url, keptSecret(given.dataFolder, 'app-password', () => randomBytes(24).toString('base64url')));
const dataKeys = given.dataKeys || keptSecret(given.dataFolder, 'data-keys', newSealKeys);
const { problems } = await prepareDatabase({ ownerUrl: postgres.url, appUrl, withQueue: true, keys: dataKeys });
for (const problem of problems) process.stderr.write(`cannot be opened: ${problem}\n`);
const config = new Config({ ...given, databaseUrl: appUrl, dataKeys });

progress('starting ingest, worker and gateway');
const servers = await startServers(config);
const { httpUrl, mqttUrl } = servers;
const access = config.demo === 'off' ? null : await openDemoClinic({ accounts: servers.app.get(AccountRepository), practitioners: servers.app.get(PractitionerRepository), dataFolder: config.dataFolder, urls: { httpUrl, mqttUrl } });
const patients = config.demo === 'patients' ? startPatients(demoFile(config.dataFolder)) : null;

let stopping = false;
stopOnSignals({ close: stop });
void postgres.exited.then(() => {
  if (stopping) return;
  process.stderr.write('the database stopped; so do we\n');
  process.exit(1);
});
const signIn = access === null ? '' : ` - sign in as ${access.signInName} with password ${access.password}`;
process.stdout.write(`Tendon is at ${httpUrl}${signIn}${patients === null ? '' : ' (8 simulated patients)'}\n`);

/** What comes in first stops first; the database last. */
async function stop(): Promise<void> {
  stopping = true;
  process.stdout.write('stopping\n');
  await patients?.stop();
  await servers.stop();
  await postgres.stop();
}
