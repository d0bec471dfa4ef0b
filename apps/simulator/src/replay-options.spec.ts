import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { readReplayOptions } from './replay-options.js';

const data = mkdtempSync(join(tmpdir(), 'tendon-replay-'));
const access = { httpUrl: 'http://127.0.0.1:1', mqttUrl: 'mqtt://127.0.0.1:2', signInName: 'therapist', password: 'secret' };
writeFileSync(join(data, 'demo.json'), JSON.stringify({ ...access, patients: [] }));
afterAll(() => rmSync(data, { recursive: true }));

describe('readReplayOptions', () => {
  it('finds the running Tendon in the data folder', () => {
    expect(readReplayOptions([data, '--speed', '4'], { TENDON_DATA: data })).toEqual({ recording: data, heartRate: null, reference: 'all', speed: 4, access });
  });

  it('approves what the person shows before, or less of it', () => {
    expect(readReplayOptions([data, '--reference', 'one'], { TENDON_DATA: data })?.reference).toBe('one');
  });

  it('takes another one, whose password comes from the environment alone', () => {
    const flags = ['--http', access.httpUrl, '--mqtt', access.mqttUrl, '--sign-in-name', 'therapist'];
    expect(readReplayOptions([data, ...flags], { TENDON_PASSWORD: 'secret' })?.access).toEqual(access);
    expect(() => readReplayOptions([data, ...flags], {})).toThrow(/belong together/);
    expect(() => readReplayOptions([data, '--password', 'x'], {})).toThrow(/password/);
  });

  it('says what is missing or wrong, by name and value', () => {
    expect(() => readReplayOptions([], {})).toThrow(/one recording, not 0/);
    expect(() => readReplayOptions(['/nowhere/at/all'], { TENDON_DATA: data })).toThrow(/\/nowhere\/at\/all: there is no such recording/);
    expect(() => readReplayOptions([data, '--speed', 'fast'], { TENDON_DATA: data })).toThrow(/--speed is a number from 0\.1 to 1000, not "fast"/);
    expect(() => readReplayOptions([data, '--reference', 'five'], { TENDON_DATA: data })).toThrow(/--reference is all or one or none, not "five"/);
    expect(() => readReplayOptions([data], { TENDON_DATA: join(data, 'no') })).toThrow(/npm start/);
  });

  it('helps when asked', () => {
    expect(readReplayOptions(['--help'], {})).toBeNull();
  });
});
