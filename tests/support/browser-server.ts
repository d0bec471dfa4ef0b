import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtApp } from '../../apps/simulator/src/system/built.js';
import { startChild, whenReady } from '../../apps/simulator/src/system/child.js';

export interface DemoServer {
  url: string;
  mqttUrl: string;
  signInName: string;
  password: string;
  /** What another console of the same therapist does meanwhile. */
  acknowledge(alertId: string): Promise<void>;
  stop(): Promise<void>;
}

/** `npm start` as it was built, with its eight simulated patients or without, on free ports over a data folder of its own. */
export async function startDemoServer(demo: 'patients' | 'clinic' = 'patients', settings: Record<string, string> = {}): Promise<DemoServer> {
  const main = builtApp('all-in-one/src/main.js');
  builtApp('console/index.html');
  const dataFolder = mkdtempSync(join(tmpdir(), 'tendon-console-'));
  // PostgreSQL does not run as root: as somebody else it must be able to enter. What is secret in it is closed by itself.
  chmodSync(dataFolder, 0o711);
  const env = { ...process.env, TENDON_PROFILE: 'embedded', TENDON_DATA: dataFolder, TENDON_DEMO: demo, HTTP_PORT: '0', MQTT_PORT: '0', POSTGRES_PORT: '0', ...settings };
  const child = startChild('tendon', [process.execPath, main], { env });
  const stop = async (): Promise<void> => {
    await child.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  };
  try {
    const file = join(dataFolder, 'demo.json');
    await whenReady(child, () => existsSync(file));
    const { httpUrl, mqttUrl, signInName, password } = JSON.parse(readFileSync(file, 'utf8')) as { httpUrl: string; mqttUrl: string; signInName: string; password: string };
    await whenReady(child, async () => (await fetch(`${httpUrl}/health/ready`).catch(() => null))?.ok === true);
    return { url: httpUrl, mqttUrl, signInName, password, acknowledge: (alertId) => acknowledge(httpUrl, { signInName, password }, alertId), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function acknowledge(url: string, credentials: { signInName: string; password: string }, alertId: string): Promise<void> {
  const { token } = (await post(`${url}/api/sign-in`, credentials, {})) as { token: string };
  await post(`${url}/api/alerts/${alertId}/acknowledgement`, { outcome: 'false-alarm' }, { authorization: `Bearer ${token}` });
}

async function post(url: string, body: object, headers: Record<string, string>): Promise<unknown> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${new URL(url).pathname}: ${response.status}`);
  return response.json();
}
