import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { shownKinds, type ShownKind } from './demo/shown.js';

export interface ReplayOptions {
  recording: string;
  /** A second recording whose heart rate is joined to the first. */
  heartRate: string | null;
  /** What of the recording's own calibration is approved first. */
  reference: ShownKind;
  speed: number;
  access: { httpUrl: string; mqttUrl: string; signInName: string; password: string };
}

export const replayUsage = `npm run replay -- <recording> [--heart-rate <recording>] [--reference all|one|none] [--speed N]

Streams a recording to a running Tendon as if it were a patient's sensors. What is known as a recording stands in
apps/simulator/README.md. What the person shows before it, where the recording has that, is approved first: all of it, faults by their names
(--reference all, which is so without a choice), one correct repetition, or none. The Tendon is the one that \`npm start\` runs (its address is in the data folder, TENDON_DATA), or
another one: --http <url> --mqtt <url> --sign-in-name <name>, with the password in TENDON_PASSWORD.`;

const flags = {
  'heart-rate': { type: 'string' }, reference: { type: 'string', default: 'all' }, speed: { type: 'string', default: '1' }, http: { type: 'string' }, mqtt: { type: 'string' },
  'sign-in-name': { type: 'string' }, help: { type: 'boolean', short: 'h', default: false },
} as const;

/** null: help was asked for. Throws a RangeError that names the option and the value. */
export function readReplayOptions(args: string[], env: NodeJS.ProcessEnv): ReplayOptions | null {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: flags });
  if (values.help) return null;
  if (positionals.length !== 1) throw new RangeError(`one recording, not ${positionals.length}`);
  const speed = Number(values.speed);
  if (!(speed >= 0.1 && speed <= 1000)) throw new RangeError(`--speed is a number from 0.1 to 1000, not "${values.speed}"`);
  const reference = shownKinds.find((kind) => kind === values.reference);
  if (reference === undefined) throw new RangeError(`--reference is ${shownKinds.join(' or ')}, not "${values.reference}"`);
  return { recording: existing(positionals[0]), heartRate: values['heart-rate'] === undefined ? null : existing(values['heart-rate']), reference, speed, access: accessFrom(values, env) };
}

/** A set of squat-kr is named by what its files begin with: its folder must be there. */
function existing(path: string): string {
  if (!existsSync(path) && !existsSync(join(path, '..'))) throw new RangeError(`${path}: there is no such recording`);
  return path;
}

function accessFrom(values: { http?: string; mqtt?: string; 'sign-in-name'?: string }, env: NodeJS.ProcessEnv): ReplayOptions['access'] {
  const { http, mqtt, 'sign-in-name': signInName } = values;
  const password = env['TENDON_PASSWORD'];
  if (http !== undefined && mqtt !== undefined && signInName !== undefined && password !== undefined) return { httpUrl: http, mqttUrl: mqtt, signInName, password };
  if (http !== undefined || mqtt !== undefined || signInName !== undefined) throw new RangeError('--http, --mqtt, --sign-in-name and TENDON_PASSWORD belong together');
  const file = resolve(env['TENDON_DATA'] ?? '.data', 'demo.json');
  if (!existsSync(file)) throw new RangeError(`${file} is not there: is Tendon running (npm start)?`);
  const known = JSON.parse(readFileSync(file, 'utf8')) as ReplayOptions['access'];
  return { httpUrl: known.httpUrl, mqttUrl: known.mqttUrl, signInName: known.signInName, password: known.password };
}
