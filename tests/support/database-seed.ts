import { createHash, randomUUID } from 'node:crypto';
import {
  DeviceRepository, PatientRepository, PractitionerRepository, PrescriptionRepository, Seal, StreamRepository,
  type OpenStream, type OpenedStream, type ReceivedPacket, type SessionFacts,
} from '#libs/data';
import { exerciseById, type OwnRuleContent, type Prescription } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { testDataKeys } from './database.js';

export const startedAt = new Date('2026-11-24T10:00:00.000Z');
export const deviceSecret = 'b1946ac92492d2347c6235b4d2611184';

/** A clinic with one practitioner, and one patient of theirs with a device and a prescription. */
export interface Seed {
  clinicId: string;
  practitionerId: string;
  patientId: string;
  deviceId: string;
  prescriptionId: string;
}

export async function seed(dataSource: DataSource): Promise<Seed> {
  const clinicId = randomUUID();
  await new PractitionerRepository(dataSource).createClinic({ id: clinicId, name: 'Riverside' });
  const practitionerId = await addPractitioner(dataSource, clinicId);
  return { clinicId, practitionerId, ...(await addPatient(dataSource, practitionerId)) };
}

export async function addPractitioner(dataSource: DataSource, clinicId: string, id: string = randomUUID()): Promise<string> {
  await new PractitionerRepository(dataSource).create({ id, clinicId, displayName: 'Therapist', roles: ['therapist'], signInName: `T-${id}`, passwordHash: 'scrypt$' });
  return id;
}

export async function addPatient(dataSource: DataSource, practitionerId: string): Promise<Pick<Seed, 'patientId' | 'deviceId' | 'prescriptionId'>> {
  const [patientId, deviceId, prescriptionId] = [randomUUID(), randomUUID(), randomUUID()];
  await new PatientRepository(dataSource).create({
    id: patientId, practitionerId, displayName: 'Patient One', birthYear: 1971, sex: 'female', conditions: ['fibromyalgia'],
    restingHeartRateBpm: 62, measuredMaxHeartRateBpm: null, measuredMaxOn: null, measuredMaxOnSameMedication: true, betaBlocker: false, ivabradine: false, nonDhpCcb: false,
    heartFailure: false, pacemaker: false, monitoringRequired: false, now: startedAt,
  });
  await new DeviceRepository(dataSource).register({
    id: deviceId, patientId, practitionerId, label: 'knee', source: 'simulated', sourceLabel: 'simulated patient', secret: deviceSecret, now: startedAt,
  });
  await new PrescriptionRepository(dataSource).create({
    id: prescriptionId, patientId, practitionerId, exerciseId: 'seated-knee-extension', side: 'left', involvedSide: null,
    sensors: [{ sensor: 0, kind: 'imu', placement: { segment: 'shank', side: 'left' } }], intensityScheme: 'percent-max', zonePercent: null, ceilingBpm: null, hardLimitBpm: 150, supervised: false, alertLimits: {}, now: startedAt,
  });
  return { patientId, deviceId, prescriptionId };
}

/** By which a patient signs in, with their id as the name and without a password. */
export async function openPatientAccount(dataSource: DataSource, patientId: string): Promise<string> {
  const seal = new Seal(testDataKeys);
  const [{ clinicId }] = await dataSource.query<{ clinicId: string }[]>('SELECT clinic_id AS "clinicId" FROM patient WHERE id = $1', [patientId]);
  await dataSource.query(`INSERT INTO account (id, clinic_id, roles, sign_in_name, sign_in_name_look_up) VALUES ($1, $2, '{patient}', $3, $4)`, [
    patientId, clinicId, seal.seal(patientId, `account.sign_in_name:${clinicId}:${patientId}`), seal.lookUp(patientId)]);
  return patientId;
}

/** Over 120 bpm for half a minute. */
export const ownRule: OwnRuleContent = {
  when: { join: 'all', groups: [{ join: 'all', comparisons: [{ what: { measure: 'heart-rate' }, is: 'above', than: 120, margin: 3 }] }] },
  forS: 30, priority: 'low', graver: null, stepDownAfterS: null, quietS: 30,
};

/** Another carer of the same patient. */
export async function addCarer(dataSource: DataSource, patientId: string, practitionerId: string): Promise<void> {
  await dataSource.query('INSERT INTO care_team (patient_id, practitioner_id) VALUES ($1, $2)', [patientId, practitionerId]);
}

export function opening(seeded: Pick<Seed, 'deviceId' | 'prescriptionId'>, changes: Partial<OpenStream> = {}): OpenStream {
  return {
    deviceId: seeded.deviceId, prescriptionId: seeded.prescriptionId, nonce: randomUUID(), deviceTimeUs: 2_000_000, purpose: 'exercise',
    now: startedAt, newSessionId: randomUUID(), newEpoch: randomUUID(), shardCount: 8, resolve: resolvePlainly, ...changes,
  };
}

export async function openStream(dataSource: DataSource, seeded: Pick<Seed, 'deviceId' | 'prescriptionId'>): Promise<OpenedStream> {
  const opened = await new StreamRepository(dataSource).open(opening(seeded));
  if (!opened.ok) throw new Error(opened.reason);
  return opened;
}

export function resolvePlainly({ patient, prescription, reference, alternatives }: SessionFacts): Prescription {
  const exercise = exerciseById(prescription.exerciseId);
  if (exercise === null) throw new Error(`no exercise "${prescription.exerciseId}"`);
  return {
    exercise,
    side: prescription.side, ...(reference !== null && 'kind' in reference ? { reference: null, walk: reference } : { reference }), sensors: prescription.sensors, conditions: patient.conditions,
    monitoringRequired: patient.monitoringRequired,
    alternatives: alternatives.flatMap(({ exerciseId, reference: other }) => ('kind' in other ? [] : [{ exerciseId, reference: other }])),
    intensity: {
      maxHeartRateBpm: 169.5, maxHeartRateMethod: 'tanaka', maxHeartRateSeeBpm: 10, advisoryOnly: true, rateLimitingMedication: false,
      restingHeartRateBpm: patient.restingHeartRateBpm, scheme: 'percent-max', zoneLowBpm: 110, zoneHighBpm: 127,
      ceilingBpm: prescription.ceilingBpm ?? 136, ceilingFromPlan: false, hardLimitBpm: prescription.hardLimitBpm ?? 144, hardLimitFromPlan: prescription.hardLimitBpm !== null, flags: [],
    },
  };
}

export function packet({ deviceId, epoch }: { deviceId: string; epoch: string }, sequence: number, content = `packet ${sequence}`): ReceivedPacket {
  const payload = Buffer.from(content);
  const hash = createHash('sha256').update(payload).digest().subarray(0, 16);
  return { deviceId, epoch, sequence, deviceTimeUs: 2_000_000 + 250_000 * sequence, receivedAt: new Date(startedAt.getTime() + 250 * sequence), payload, hash, lastSequence: null };
}

export interface SeededAlert {
  patientId: string;
  clinicId: string;
  sessionId: string;
}

/** As analysis would write it, without telling anybody. */
export async function addAlert(dataSource: DataSource, { patientId, clinicId, sessionId }: SeededAlert, subject: string = randomUUID()): Promise<string> {
  const id = randomUUID();
  await dataSource.query(
    `INSERT INTO alert (id, clinic_id, patient_id, session_id, rule_id, subject, kind, priority, state, retrospective, raised_at, raised_ms, last_ms,
       count, worst_value, limit_value, unit, cause_stream, cause_sequence)
     VALUES ($1, $2, $3, $4, 'HR-03', $5, 'clinical', 'high', 'open', false, $6, 61000, 64000, 2, 158.5, 150, 'bpm', 0, 7)`,
    [id, clinicId, patientId, sessionId, subject, startedAt],
  );
  return id;
}
