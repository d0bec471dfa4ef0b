import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtApp } from '../../apps/simulator/src/system/built.js';
import { startChild, whenReady } from '../../apps/simulator/src/system/child.js';

export interface DemoServer {
  url: string;
  signInName: string;
  password: string;
  stop(): Promise<void>;
}

/** `npm start` as it was built, with its eight simulated patients, on free ports over a data folder of its own. */
export async function startDemoServer(): Promise<DemoServer> {
  const main = builtApp('all-in-one/src/main.js');
  builtApp('console/index.html');
  const dataFolder = mkdtempSync(join(tmpdir(), 'tendon-console-'));
  // PostgreSQL does not run as root: as somebody else it must be able to enter. What is secret in it is closed by itself.
  chmodSync(dataFolder, 0o711);
  const env = { ...process.env, TENDON_PROFILE: 'embedded', TENDON_DATA: dataFolder, TENDON_DEMO: 'patients', HTTP_PORT: '0', MQTT_PORT: '0', POSTGRES_PORT: '0' };
  const child = startChild('tendon', [process.execPath, main], { env });
  const stop = async (): Promise<void> => {
    await child.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  };
  try {
    const file = join(dataFolder, 'demo.json');
    await whenReady(child, () => existsSync(file));
    const { httpUrl, signInName, password } = JSON.parse(readFileSync(file, 'utf8')) as { httpUrl: string; signInName: string; password: string };
    await whenReady(child, async () => (await fetch(`${httpUrl}/health/ready`).catch(() => null))?.ok === true);
    return { url: httpUrl, signInName, password, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
