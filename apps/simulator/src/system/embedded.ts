import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtApp } from './built.js';
import { startChild, whenReady } from './child.js';
import type { System } from './system.js';

/** The embedded profile on free ports over a data folder of its own, which goes with it. */
export async function startEmbedded(): Promise<System> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'tendon-demo-'));
  // PostgreSQL does not run as root: as somebody else it must be able to enter. What is secret in it is closed by itself.
  chmodSync(dataFolder, 0o711);
  const env = { ...process.env, TENDON_PROFILE: 'embedded', TENDON_DATA: dataFolder, TENDON_DEMO: 'clinic', HTTP_PORT: '0', MQTT_PORT: '0', POSTGRES_PORT: '0' };
  const child = startChild('tendon', [process.execPath, builtApp('all-in-one/src/main.js')], { env });
  const file = join(dataFolder, 'demo.json');
  await whenReady(child, () => existsSync(file));
  const access = JSON.parse(readFileSync(file, 'utf8')) as { httpUrl: string; mqttUrl: string; signInName: string; password: string };
  await whenReady(child, async () => (await fetch(`${access.httpUrl}/health/ready`).catch(() => null))?.ok === true);
  return {
    httpUrl: access.httpUrl,
    liveUrl: access.httpUrl,
    mqttUrl: access.mqttUrl,
    credentials: { signInName: access.signInName, password: access.password },
    pids: new Map([['tendon', child.pid]]),
    metricsUrls: [`${access.httpUrl}/metrics`],
    said: () => child.said(),
    stop: async () => {
      await child.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
