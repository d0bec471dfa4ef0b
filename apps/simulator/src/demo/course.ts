import type { DeviceCreated, Patient, Prescription, PrescriptionCreate, Reference, SessionDetail } from '#libs/contracts';
import { runDevice, type DeviceReport, type DeviceRun } from '../device/simulated-device.js';
import { packetise } from '../device/packetise.js';
import { bindingOf } from '../recordings/binding.js';
import type { Recording, Signal } from '../recordings/recording.js';
import type { ConsoleClient } from './console-client.js';

/** A patient with a device, ready to exercise. */
export interface Course {
  recording: Recording;
  patientId: string;
  prescriptionId: string;
  deviceId: string;
  secret: string;
  mqttUrl: string;
}

const unknownAgeYears = 45;
/** A calibration is not watched live: it may be sent as fast as it is stored. */
const calibrationSpeed = 50;
const referenceWithinMs = 60_000;

/** Registers patient, prescription and device as a therapist would. */
export async function enrol(console: ConsoleClient, { recording, displayName, mqttUrl }: { recording: Recording; displayName: string; mqttUrl: string }): Promise<Course> {
  const birthYear = new Date().getUTCFullYear() - (recording.ageYears ?? unknownAgeYears);
  const patient = await console.post<Patient>('/api/patients', { displayName, birthYear });
  const plan: Pick<PrescriptionCreate, 'exerciseId' | 'sensors'> = { exerciseId: recording.exerciseId, sensors: bindingsOf(recording.signals) };
  const prescription = await console.post<Prescription>(`/api/patients/${patient.id}/prescriptions`, plan);
  const device = await console.post<DeviceCreated>(`/api/patients/${patient.id}/devices`, { label: recording.id, source: recording.source, sourceLabel: recording.label });
  return { recording, patientId: patient.id, prescriptionId: prescription.id, deviceId: device.id, secret: device.secret, mqttUrl };
}

export function bindingsOf(signals: readonly Signal[]): PrescriptionCreate['sensors'] {
  const sensors = [...new Map(signals.map((signal) => [signal.sensor, signal])).values()];
  return sensors.map((signal) => (signal.kind === 'imu'
    ? bindingOf(signal)
    : { sensor: signal.sensor, kind: 'heart-rate', placement: { segment: 'chest', side: 'midline' } }));
}

/** Streams the person's own calibration set, approves its repetitions and names the faults that it shows; null: the recording has none. */
export async function calibrate(console: ConsoleClient, course: Course): Promise<Reference | null> {
  const { calibration } = course.recording;
  if (calibration === null) return null;
  const report = await runDevice({ ...course, packets: packetise(calibration.signals), purpose: 'calibration', speed: calibrationSpeed });
  const ordered = await console.post<Reference>(`/api/prescriptions/${course.prescriptionId}/references`, { sessionId: report.sessionId, approved: calibration.approved, shown: calibration.faults });
  for (const deadline = Date.now() + referenceWithinMs; ; ) {
    const reference = await console.get<Reference>(`/api/references/${ordered.id}`);
    if (reference.state === 'active') return reference;
    if (reference.state === 'refused') throw new Error(`${course.recording.id}: reference refused: ${reference.refusal}`);
    if (Date.now() > deadline) throw new Error(`${course.recording.id}: reference not built within ${referenceWithinMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Not watched either, but a session may not run ahead of the server's clock by a minute. */
const guidedSpeed = 5;

/** As a therapist asks for it: the next session is a guided calibration of the sensors. Whether it was passed. */
export async function calibrateSensors(console: ConsoleClient, course: Course, signals: readonly Signal[]): Promise<boolean> {
  await console.post<Prescription>(`/api/prescriptions/${course.prescriptionId}/calibration`, {});
  const { sessionId, purpose } = await runDevice({ ...course, packets: [], guided: packetise(signals), purpose: 'exercise', speed: guidedSpeed });
  if (purpose !== 'guided-calibration') throw new Error(`${course.recording.id}: the session is ${purpose}`);
  for (const deadline = Date.now() + referenceWithinMs; ; ) {
    const { worn, state } = await console.get<SessionDetail>(`/api/sessions/${sessionId}`);
    if (worn?.guided?.passed === true) return true;
    if (state === 'finished') return false;
    if (Date.now() > deadline) throw new Error(`${course.recording.id}: no verdict within ${referenceWithinMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Exercises once, from the first sample to the last being durable. */
export function exercise(course: Course, how: Pick<DeviceRun, 'packets' | 'guided' | 'speed' | 'onSent' | 'onTold' | 'patienceMs' | 'signal'>): Promise<DeviceReport> {
  return runDevice({ ...course, ...how, purpose: 'exercise' });
}
