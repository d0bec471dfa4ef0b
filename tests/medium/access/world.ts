import { randomBytes, randomUUID } from 'node:crypto';
import { DeviceClaimRepository, DeviceRepository, InvitationRepository, OwnRuleRepository, RecordRepository, ReferenceRepository, SecondFactorRepository, SignInRepository, WhatIfRepository } from '#libs/data';
import type { Role } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { hashPassword } from '../../../apps/gateway/src/sign-in/password.js';
import { addAlert, addCarer, addPatient, addPractitioner, deviceSecret, openPatientAccount, openStream, ownRule, seed, type Seed, type SeededAlert } from '../../support/database-seed.js';

export const actorNames = [
  'anonymous', 'patient A', 'patient B', 'therapist in care', 'therapist outside', 'former therapist', 'therapist of another clinic', 'clinic admin', 'auditor', 'device', 'other device',
] as const;
export type ActorName = (typeof actorNames)[number];

/** One patient's record with everything that an id in a path may name. */
export interface PatientRecord extends Seed {
  sessionId: string;
  alertId: string;
  pauseId: string;
  ruleId: string;
  whatIfId: string;
  referenceId: string;
  taughtExerciseId: string;
  instructionId: string;
  claimId: string;
  invitationId: string;
  /** Somebody of the clinic's staff who is in no team. */
  accountId: string;
}

export interface WorldActor {
  name: ActorName;
  roles: Role[];
  id: string | null;
  headers: Record<string, string>;
  /** Another of their sign-ins. */
  otherSignInId: string;
  signInId: string;
  passkeyId: string;
  /** For patients. */
  consentId: string;
  ownClaimId: string;
  ownSessionId: string;
  ownInstructionId: string;
}

/** Everybody's. */
export const worldPassword = 'wet paint on 7 benches';
let passwordHash: string | null = null;

/** Two clinics, a patient's record in each, and everybody who might ask for them. */
export interface World {
  /** Of clinic 1; the therapist in care is theirs. */
  a: PatientRecord;
  /** Of clinic 2. */
  c: PatientRecord;
  actors: Record<ActorName, WorldActor>;
  /** An auditor of whom nobody asks. */
  foreign: WorldActor;
}

export async function makeWorld(dataSource: DataSource): Promise<World> {
  const [a, c] = [await makeRecord(dataSource), await makeRecord(dataSource)];
  const colleague = await addPractitioner(dataSource, a.clinicId);
  const b = await addPatient(dataSource, colleague);
  await addInstruction(dataSource, { ...b, clinicId: a.clinicId, sessionId: (await openStream(dataSource, b)).sessionId });
  const former = await addPractitioner(dataSource, a.clinicId);
  await addCarer(dataSource, a.patientId, former);
  await dataSource.query('UPDATE care_team SET until = now() WHERE practitioner_id = $1', [former]);
  const staff = async (...roles: Role[]): Promise<string> => {
    const id = await addPractitioner(dataSource, a.clinicId);
    await dataSource.query('UPDATE account SET roles = $2 WHERE id = $1', [id, roles]);
    return id;
  };
  const people: [ActorName, string | null, Role[]][] = [
    ['anonymous', null, []],
    ['patient A', await openPatientAccount(dataSource, a.patientId), ['patient']],
    ['patient B', await openPatientAccount(dataSource, b.patientId), ['patient']],
    ['therapist in care', a.practitionerId, ['therapist']],
    ['therapist outside', await addPractitioner(dataSource, a.clinicId), ['therapist']],
    ['former therapist', former, ['therapist']],
    ['therapist of another clinic', c.practitionerId, ['therapist']],
    ['clinic admin', await staff('clinic-admin'), ['clinic-admin']],
    ['auditor', await staff('auditor'), ['auditor']],
  ];
  passwordHash ??= await hashPassword(worldPassword);
  await dataSource.query('UPDATE account SET password_hash = $2 WHERE id = ANY($1::uuid[])', [people.flatMap(([, id]) => id ?? []), passwordHash]);
  const actors = Object.fromEntries(await Promise.all(people.map(async ([name, id, roles]) => [name, await signedIn(dataSource, { name, id, roles })])));
  const device = (name: ActorName, { deviceId }: Seed): WorldActor => ({
    name, roles: [], id: null, signInId: randomUUID(), otherSignInId: randomUUID(), passkeyId: randomUUID(), consentId: randomUUID(), ownClaimId: randomUUID(), ownSessionId: randomUUID(), ownInstructionId: randomUUID(), headers: { authorization: `Basic ${Buffer.from(`${deviceId}:${deviceSecret}`).toString('base64')}` },
  });
  return {
    a, c,
    actors: { ...actors, device: device('device', a), 'other device': device('other device', c) } as World['actors'],
    foreign: await signedIn(dataSource, { name: 'auditor', id: await staff('auditor'), roles: ['auditor'] }),
  };
}

async function makeRecord(dataSource: DataSource): Promise<PatientRecord> {
  const seeded = await seed(dataSource);
  const { patientId, practitionerId, prescriptionId, clinicId } = seeded;
  const { sessionId } = await openStream(dataSource, seeded);
  const [referenceId, claimId, invitationId, taughtExerciseId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const now = new Date();
  const expiresAt = new Date(now.getTime() + 600_000);
  await new ReferenceRepository(dataSource).create({ id: referenceId, prescriptionId, sessionId, approved: [{ startMs: 0, endMs: 1000 }], practitionerId, now });
  await addTaughtExercise(dataSource, { id: taughtExerciseId, clinicId, patientId, sessionId, practitionerId, now });
  await new DeviceClaimRepository(dataSource).create({ id: claimId, patientId, practitionerId, code: randomUUID(), label: 'phone', now, expiresAt });
  await new InvitationRepository(dataSource).inviteStaff({ id: invitationId, clinicId, displayName: 'Somebody', roles: ['therapist'], invitedBy: practitionerId, token: randomUUID(), now, expiresAt });
  const { alertId, instructionId } = await addInstruction(dataSource, { ...seeded, sessionId });
  const pauseId = randomUUID();
  await dataSource.query('INSERT INTO plan_pause (id, patient_id, alert_id, paused_at) VALUES ($1, $2, $3, $4)', [pauseId, seeded.patientId, alertId, now]);
  const [ruleId, whatIfId] = [randomUUID(), randomUUID()];
  await new OwnRuleRepository(dataSource).create(patientId, { ruleId, practitionerId, name: 'Too fast', content: ownRule, now });
  await new WhatIfRepository(dataSource).ask({ id: whatIfId, ruleId, version: 1, practitionerId, now, mostWaiting: 1 });
  return { ...seeded, sessionId, referenceId, taughtExerciseId, instructionId, claimId, invitationId, alertId, pauseId, ruleId, whatIfId, accountId: await addPractitioner(dataSource, clinicId) };
}

/** Somebody is told to stop, and ingest has said so. */
async function addInstruction(dataSource: DataSource, seeded: SeededAlert): Promise<{ alertId: string; instructionId: string }> {
  const alertId = await addAlert(dataSource, seeded);
  const instructionId = randomUUID();
  await dataSource.query(`INSERT INTO instruction (id, session_id, patient_id, alert_id, act, words, told_at) VALUES ($1, $2, $3, $4, 'stop', 'Stop.', now())`, [instructionId, seeded.sessionId, seeded.patientId, alertId]);
  return { alertId, instructionId };
}

/** Not built: of the session that goes on nothing can be made yet. */
async function addTaughtExercise(dataSource: DataSource, { id, clinicId, patientId, sessionId, practitionerId, now }: { id: string; clinicId: string; patientId: string; sessionId: string; practitionerId: string; now: Date }): Promise<void> {
  await dataSource.query(`INSERT INTO taught_exercise (id, clinic_id, name, state, created_at) VALUES ($1, $2, 'Pouring', 'building', $3)`, [id, clinicId, now]);
  await dataSource.query(`INSERT INTO exercise_lesson (exercise_id, patient_id, session_id, words, approved, taught_by) VALUES ($1, $2, $3, '{}', '[]', $4)`, [id, patientId, sessionId, practitionerId]);
}

async function signedIn(dataSource: DataSource, { name, id, roles }: { name: ActorName; id: string | null; roles: Role[] }): Promise<WorldActor> {
  const [signInId, otherSignInId, passkeyId, consentId, ownClaimId, access] = [randomUUID(), randomUUID(), randomUUID(), randomUUID(), randomUUID(), randomBytes(32).toString('base64url')];
  const now = new Date();
  const expiresAt = new Date(now.getTime() + 3_600_000);
  const signIns = new SignInRepository(dataSource);
  const begin = (signIn: string, token: string): Promise<void> => signIns.begin({
    id: signIn, accountId: id ?? '', method: 'test', agent: 'test', mustEnrol: false, tokens: { access: token, refresh: randomBytes(32).toString('base64url') }, now, accessExpiresAt: expiresAt, expiresAt });
  if (id !== null) {
    await begin(signInId, access);
    await begin(otherSignInId, randomBytes(32).toString('base64url'));
    await new SecondFactorRepository(dataSource).addPasskey({ id: passkeyId, accountId: id, credentialId: randomUUID(), publicKey: Buffer.alloc(4), counter: 0, transports: [], label: 'key', createdAt: now });
  }
  let own = { ownSessionId: randomUUID(), ownInstructionId: randomUUID() };
  if (id !== null && roles.includes('patient')) {
    [own] = await dataSource.query<(typeof own)[]>('SELECT session_id AS "ownSessionId", id AS "ownInstructionId" FROM instruction WHERE patient_id = $1', [id]);
    await new RecordRepository(dataSource).consent({ id: consentId, patientId: id, purpose: 'research', recipient: 'University', until: null, now });
    const [{ practitionerId }] = await dataSource.query<{ practitionerId: string }[]>('SELECT practitioner_id AS "practitionerId" FROM care_team WHERE patient_id = $1 AND until IS NULL', [id]);
    await new DeviceClaimRepository(dataSource).create({ id: ownClaimId, patientId: id, practitionerId, code: randomUUID(), label: 'phone', now, expiresAt });
  }
  return { name, id, roles, signInId, otherSignInId, passkeyId, consentId, ownClaimId, ...own, headers: id === null ? {} : { authorization: `Bearer ${access}` } };
}

/** The device of this record revoked, as for a recovery ticket. */
export async function revokeDevice(dataSource: DataSource, { deviceId, practitionerId }: PatientRecord): Promise<void> {
  await new DeviceRepository(dataSource).revoke({ deviceId, practitionerId, reason: 'lost', now: new Date() });
}
