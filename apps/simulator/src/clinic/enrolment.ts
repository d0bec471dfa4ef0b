import type { Patient } from '#libs/contracts';
import { ConsoleClient } from '../demo/console-client.js';
import { calibrate, calibrateSensors, enrol, type Course } from '../demo/course.js';
import type { Recording } from '../recordings/recording.js';
import { guidedPerformance, syntheticPatient } from '../synthetic/synthetic-patient.js';
import { readDemoFile, writePatients, type EnrolledPatient } from './demo-file.js';
import type { SimulatedPerson } from './roster.js';

/** Long enough to tell what sensors there are; the calibration has its own length. */
const sampleSeconds = 5;

/** Everybody of the roster known to the clinic and calibrated: once. What is written down and still there is used again. */
export async function enrolAll(demoFile: string, roster: SimulatedPerson[]): Promise<void> {
  const { httpUrl, mqttUrl, signInName, password } = readDemoFile(demoFile);
  const console = await ConsoleClient.signIn({ http: httpUrl, live: httpUrl }, { signInName, password });
  const present = new Set((await console.get<Patient[]>('/api/patients')).map(({ id }) => id));
  const enrolled = await Promise.allSettled(roster.map((person) => prepare({ console, demoFile, mqttUrl, present }, person)));
  // Only when all have come to an end may it be tried again, so that nobody is enrolled twice.
  const failed = enrolled.find((each) => each.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

interface Clinic {
  console: ConsoleClient;
  demoFile: string;
  mqttUrl: string;
  /** Ids of the patients whom the server knows. */
  present: Set<string>;
}

async function prepare(clinic: Clinic, person: SimulatedPerson): Promise<void> {
  const recording = syntheticPatient({ seed: person.seed, seconds: sampleSeconds, character: person.character });
  const known = enrolledIn(clinic.demoFile, person);
  const patient = known !== null && clinic.present.has(known.patientId) ? known : await enrolOne(clinic, person.displayName, recording);
  if (patient.calibrated) return;
  const course = courseOf(patient, recording, clinic.mqttUrl);
  // First how the sensors are worn, so that the reference knows how the trunk leans.
  if (person.isSensorCalibrated === true) await calibrateSensors(clinic.console, course, guidedPerformance(person.seed, 0));
  await calibrate(clinic.console, course);
  remember(clinic.demoFile, { ...patient, calibrated: true });
}

async function enrolOne({ console, demoFile, mqttUrl }: Clinic, displayName: string, recording: Recording): Promise<EnrolledPatient> {
  const { patientId, prescriptionId, deviceId, secret } = await enrol(console, { recording, displayName, mqttUrl });
  const patient = { displayName, patientId, prescriptionId, deviceId, secret, calibrated: false };
  remember(demoFile, patient);
  return patient;
}

export function enrolledIn(demoFile: string, { displayName }: SimulatedPerson): EnrolledPatient | null {
  return readDemoFile(demoFile).patients?.find((each) => each.displayName === displayName) ?? null;
}

export function courseOf({ patientId, prescriptionId, deviceId, secret }: EnrolledPatient, recording: Recording, mqttUrl: string): Course {
  return { recording, patientId, prescriptionId, deviceId, secret, mqttUrl };
}

/** At once, so that an interrupted start does not enrol anybody twice. */
function remember(demoFile: string, patient: EnrolledPatient): void {
  const others = (readDemoFile(demoFile).patients ?? []).filter(({ displayName }) => displayName !== patient.displayName);
  writePatients(demoFile, [...others, patient]);
}
