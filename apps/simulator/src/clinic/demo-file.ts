import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** What the server wrote down of its demo clinic, and what we add: the patients and the secrets of their devices. */
export interface DemoFile {
  httpUrl: string;
  mqttUrl: string;
  signInName: string;
  password: string;
  patients?: EnrolledPatient[];
}

export interface EnrolledPatient {
  displayName: string;
  patientId: string;
  prescriptionId: string;
  deviceId: string;
  secret: string;
  /** There is an approved reference. */
  calibrated: boolean;
}

export function readDemoFile(path: string): DemoFile {
  return JSON.parse(readFileSync(path, 'utf8')) as DemoFile;
}

/** Everything else in the file stays; whoever reads it meanwhile gets the old or the new one, whole. For its owner alone. */
export function writePatients(path: string, patients: EnrolledPatient[]): void {
  const unfinished = `${path}.patients`;
  writeFileSync(unfinished, JSON.stringify({ ...readDemoFile(path), patients }, null, 2), { mode: 0o600 });
  renameSync(unfinished, path);
}
