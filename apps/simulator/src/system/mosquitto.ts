import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { repositoryFile } from './built.js';
import { startChild, whenReady, type Child } from './child.js';
import { accepts, freePort } from './ports.js';

export interface Mosquitto {
  child: Child;
  /** After it was stopped, on the same ports and with what it had kept. */
  startAgain(): Promise<Child>;
  devicePort: number;
  ingestPort: number;
  accountsFile: string;
  ingestPassword: string;
}

const configuration = repositoryFile('docker/mosquitto');

/** The very configuration of docker/mosquitto, with other ports and paths. `more`: lines at its end. */
export async function startMosquitto(folder: string, more = ''): Promise<Mosquitto> {
  const own = join(folder, 'mosquitto');
  // Mosquitto writes its roles there, as whoever it is.
  const state = join(own, 'state');
  for (const [path, mode] of [[own, 0o755], [state, 0o777]] as const) {
    mkdirSync(path);
    chmodSync(path, mode);
  }
  const [devicePort, websocketPort, ingestPort] = [await freePort(), await freePort(), await freePort()];
  const [accountsFile, rolesFile] = [join(own, 'passwords'), join(state, 'dynamic-security.json')];
  const conf = readFileSync(join(configuration, 'mosquitto.conf'), 'utf8')
    .replace('/mosquitto/accounts/passwords', accountsFile).replace('/mosquitto/data/dynamic-security.json', rolesFile)
    .replace('/usr/lib/mosquitto_dynamic_security.so', dynamicSecurityPlugin())
    .replace('listener 1883', `listener ${devicePort} 127.0.0.1`).replace('listener 9001', `listener ${websocketPort} 127.0.0.1`).replace('listener 1884', `listener ${ingestPort} 127.0.0.1`);
  // As root it becomes somebody else, who must be able to read its files.
  const user = process.getuid?.() === 0 ? 'user nobody\n' : '';
  writeFileSync(join(own, 'mosquitto.conf'), `${user}${conf}${more}`, { mode: 0o644 });
  const env = { ...process.env, PATH: `${process.env['PATH'] ?? ''}${delimiter}/usr/sbin` };
  const start = async (): Promise<Child> => {
    const child = startChild('mosquitto', ['/bin/sh', join(configuration, 'entrypoint.sh'), join(own, 'mosquitto.conf'), accountsFile, rolesFile, join(configuration, 'dynamic-security.json')], { env });
    // Each was free when it was asked for, and may be somebody else's by now: then it is said here, not by an ingest process that waits in vain.
    await whenReady(child, async () => (await accepts(devicePort)) && accepts(ingestPort));
    return child;
  };
  return { child: await start(), startAgain: start, devicePort, ingestPort, accountsFile, ingestPassword: randomBytes(24).toString('base64url') };
}

/** Debian has it under the machine's own name. */
function dynamicSecurityPlugin(): string {
  const folders = ['/usr/lib', '/usr/local/lib', ...readdirSync('/usr/lib').map((name) => join('/usr/lib', name))];
  const found = folders.map((folder) => join(folder, 'mosquitto_dynamic_security.so')).find((file) => existsSync(file));
  if (found === undefined) throw new Error('mosquitto has no dynamic-security plugin here');
  return found;
}
