import { parseArgs } from 'node:util';
import { faultByName } from '../faults/index.js';

export interface DemoOptions {
  json: boolean;
  recording: string | null;
  heartRate: string | null;
  speed: number;
  sessions: number;
  /** How long the simulated patients exercise; null: as long as the recording, or 60. */
  seconds: number | null;
  profile: 'embedded' | 'cluster';
  fault: string | null;
  seed: number;
}

export const usage = `npm run demo -- [--json] [--recording <path>] [--heart-rate <path>] [--speed N] [--sessions N] [--seconds S]
                 [--profile embedded|cluster] [--fault <name>] [--seed N]`;

/** Throws a RangeError that names the option and the value. */
export function readOptions(args: string[]): DemoOptions {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: 'boolean', default: false },
      recording: { type: 'string' },
      'heart-rate': { type: 'string' },
      speed: { type: 'string', default: '1' },
      sessions: { type: 'string', default: '1' },
      seconds: { type: 'string' },
      profile: { type: 'string', default: 'embedded' },
      fault: { type: 'string' },
      seed: { type: 'string', default: '1' },
    },
  });
  if (values.profile !== 'embedded' && values.profile !== 'cluster') throw new RangeError(`--profile is embedded or cluster, not "${values.profile}"`);
  return {
    json: values.json,
    recording: values.recording ?? null,
    heartRate: values['heart-rate'] ?? null,
    speed: numberIn('--speed', values.speed, { min: 0.1, max: 1000 }),
    sessions: wholeIn('--sessions', values.sessions, { min: 1, max: 2000 }),
    seconds: values.seconds === undefined ? null : numberIn('--seconds', values.seconds, { min: 5, max: 86_400 }),
    profile: values.profile,
    fault: values.fault === undefined ? null : faultByName(values.fault).name,
    seed: wholeIn('--seed', values.seed, { min: 0, max: 2 ** 31 }),
  };
}

function numberIn(name: string, text: string, { min, max }: { min: number; max: number }): number {
  const value = Number(text);
  if (!(value >= min && value <= max)) throw new RangeError(`${name} is a number from ${min} to ${max}, not "${text}"`);
  return value;
}

function wholeIn(name: string, text: string, range: { min: number; max: number }): number {
  const value = numberIn(name, text, range);
  if (!Number.isInteger(value)) throw new RangeError(`${name} is a whole number, not "${text}"`);
  return value;
}
