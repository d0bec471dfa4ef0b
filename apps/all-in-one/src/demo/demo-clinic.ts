import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AccountRepository, PractitionerRepository } from '#libs/data';
import { createFirstClinic } from '../../../gateway/src/first-clinic.js';

/** How the demo clinic's therapist signs in. Made at the first start, readable by its owner alone. */
export interface DemoAccess {
  signInName: string;
  password: string;
  httpUrl: string;
  mqttUrl: string;
}

const signInName = 'therapist@demo.tendon';

export function demoFile(dataFolder: string): string {
  return join(dataFolder, 'demo.json');
}

interface DemoPlace {
  accounts: AccountRepository;
  practitioners: PractitionerRepository;
  dataFolder: string;
  urls: { httpUrl: string; mqttUrl: string };
}

/** Makes clinic and therapist when there are none; writes down where everything is now, for the simulator and `npm run replay`. */
export async function openDemoClinic({ accounts, practitioners, dataFolder, urls }: DemoPlace): Promise<DemoAccess> {
  const file = demoFile(dataFolder);
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DemoAccess) : null;
  const exists = (await accounts.findBySignInName(signInName)) !== null;
  const password = known !== null && exists ? known.password : await createTherapist({ accounts, practitioners }, exists);
  const access: DemoAccess = { ...known, signInName, password, ...urls };
  // In place at once: whoever waits for the file must not read half of it.
  writeFileSync(`${file}.new`, JSON.stringify(access, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return access;
}

async function createTherapist(people: Pick<DemoPlace, 'accounts' | 'practitioners'>, exists: boolean): Promise<string> {
  if (exists) throw new Error(`the database knows ${signInName}, but its password file is gone; remove the data folder to begin anew`);
  const password = randomBytes(12).toString('base64url');
  await createFirstClinic(people, { clinicName: 'Demo clinic', displayName: 'Demo therapist', signInName, password, secondFactor: 'optional' });
  return password;
}
