import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readDemoFile, writePatients } from './demo-file.js';

const clinic = { httpUrl: 'http://127.0.0.1:1', mqttUrl: 'mqtt://127.0.0.1:2', signInName: 'somebody', password: 'x', fromAnotherVersion: [1, 2] };
const patient = { displayName: 'Demo: Nobody (simulated)', patientId: 'p', prescriptionId: 'q', deviceId: 'd', secret: 's', calibrated: false };

describe('the demo file', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tendon-demo-file-'));
    file = join(folder, 'demo.json');
    writeFileSync(file, JSON.stringify(clinic), { mode: 0o600 });
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('keeps what else is in it, and leaves nothing beside it', () => {
    writePatients(file, [patient]);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ ...clinic, patients: [patient] });
    expect(readDemoFile(file).patients).toEqual([patient]);
    expect(readdirSync(folder)).toEqual(['demo.json']);
  });

  it('is for its owner alone, since it holds secrets', () => {
    writePatients(file, [patient]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});
