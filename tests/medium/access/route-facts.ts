import { randomBytes, randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { revokeDevice, worldPassword, type PatientRecord } from './world.js';

/** What the matrix must know of a route beside its policy. A route that changes something and is not here fails the matrix. */
export interface RouteFacts {
  /** A body that the route takes, about this record. */
  body?: (record: PatientRecord) => unknown;
  /** The same with ids of a foreign record in it: as good as missing. */
  foreignBody?: (own: PatientRecord, foreign: PatientRecord) => unknown;
  prepare?: (dataSource: DataSource, record: PatientRecord) => Promise<void>;
  /** What it answers, for those who may, beside 200, 201 and 204: the state of the record does not let it succeed. */
  alsoDone?: number[];
}

const secret = (): string => randomBytes(32).toString('base64url');
const sensors = [{ sensor: 0, kind: 'imu', placement: { segment: 'shank', side: 'left' } }];
const well = { restingHeartRateBpm: 68, feverOrAcuteIllness: false, heartSymptoms24h: false, newNeurologicalSigns: false, pain: 2, dizziness: 0 };
const heart = {
  restingHeartRateBpm: null, measuredMaxHeartRateBpm: null, measuredMaxOn: null, measuredMaxOnSameMedication: true, betaBlocker: false, ivabradine: false, nonDhpCcb: false,
  heartFailure: false, pacemaker: false, monitoringRequired: false,
};
const ownRule = { name: 'Too fast', when: { join: 'all', groups: [{ join: 'all', comparisons: [{ what: { measure: 'heart-rate' }, is: 'above', than: 120 }] }] }, forS: 30, priority: 'low', quietS: 60 };
const credential = { id: 'x', rawId: 'x', type: 'public-key', response: {} };
const invited = (): unknown => ({ token: secret(), signInName: randomUUID(), password: 'wet paint on 7 benches' });

const waitForErasure = async (dataSource: DataSource, { clinicId, patientId, practitionerId }: PatientRecord): Promise<void> =>
  void (await dataSource.query(`INSERT INTO erasure (id, clinic_id, patient_id, asked_by, asked_at, due_at) VALUES ($1, $2, $3, $4, now(), now() + interval '1 day')`, [randomUUID(), clinicId, patientId, practitionerId]));
const holdRecord = async (dataSource: DataSource, { patientId, practitionerId }: PatientRecord): Promise<void> =>
  void (await dataSource.query(`INSERT INTO legal_hold (id, patient_id, reason, held_by, held_at) VALUES ($1, $2, '', $3, now())`, [randomUUID(), patientId, practitionerId]));

/** By method and path. */
export const routeFacts: Record<string, RouteFacts> = {
  'POST /api/account/password': { body: () => ({ password: 'wet paint on 7 benches' }) },
  'POST /api/account/proof': { body: () => ({ password: worldPassword }) },
  'POST /api/account/totp': {},
  // Nothing was proposed.
  'POST /api/account/totp/confirmation': { body: () => ({ code: '123456' }), alsoDone: [409] },
  'DELETE /api/account/totp': {},
  'POST /api/account/recovery-codes': {},
  'POST /api/account/passkeys/challenge': {},
  // No authenticator has made it.
  'POST /api/account/passkeys': { body: () => ({ challenge: secret(), label: 'key', credential }), alsoDone: [400] },
  'DELETE /api/account/passkeys/:passkeyId': {},
  'POST /api/accounts/:accountId/closure': {},
  'DELETE /api/accounts/:accountId/closure': { prepare: async (dataSource, { accountId }) => void (await dataSource.query('UPDATE account SET disabled_at = now() WHERE id = $1', [accountId])) },
  'POST /api/accounts/:accountId/password-reset': {},
  'POST /api/sign-in/password-reset': { body: () => ({ token: secret(), password: 'wet paint on 7 benches' }) },
  'POST /api/alerts/:alertId/acknowledgement': { body: () => ({ outcome: 'false-alarm' }) },
  'PUT /api/alerts/:alertId/assignment': { body: () => ({ practitionerId: null }), foreignBody: (_own, { practitionerId }) => ({ practitionerId }) },
  'POST /api/alerts/:alertId/comments': { body: () => ({ words: 'spoke to her' }) },
  'POST /api/alerts/:alertId/verdict': { body: () => ({ verdict: 'useful' }), prepare: async (dataSource, { alertId }) => void (await dataSource.query(`UPDATE alert SET state = 'cleared' WHERE id = $1`, [alertId])) },
  // High priority is never snoozed.
  'POST /api/alerts/:alertId/snooze': { body: () => ({ minutes: 5 }), alsoDone: [409] },
  'POST /api/care-teams/:patientId/members': { body: ({ accountId }) => ({ practitionerId: accountId }), foreignBody: (_own, { accountId }) => ({ practitionerId: accountId }) },
  'DELETE /api/care-teams/:patientId/members/:practitionerId': {},
  'PUT /api/clinic/contact': { body: () => ({ webhookUrl: 'https://contact.example.org/', email: null }) },
  // Nobody is set, or was set by the route above and told a moment ago.
  'POST /api/clinic/contact/test': { alsoDone: [409] },
  'PUT /api/alert-budget': { body: () => ({ perPatientDay: 0.2 }) },
  // No device has come with the code.
  'GET /api/sessions/:sessionId/rescore': { alsoDone: [409] },
  'GET /api/sessions/:sessionId/angle': { alsoDone: [409] },
  'POST /api/device-claims/:claimId/confirmation': { body: () => ({ number: '123456' }), alsoDone: [409] },
  'POST /api/record/device-claims/:ownClaimId/confirmation': { body: () => ({ number: '123456' }), alsoDone: [409] },
  'POST /api/record/sessions/:ownSessionId/reports': { body: () => ({ report: 'fine' }) },
  // What is open has told them otherwise meanwhile.
  'POST /api/record/instructions/:ownInstructionId/shown': { alsoDone: [409] },
  'POST /api/device-claims/redemption': { body: () => ({ code: 'ABCDEFGHJK', secret: secret(), model: 'phone' }) },
  'POST /api/device/credentials': { body: () => ({ secret: secret() }) },
  'POST /api/device/credentials/confirmation': {},
  'POST /api/devices/:deviceId/recovery-ticket': { prepare: revokeDevice },
  'POST /api/devices/:deviceId/revocation': { body: () => ({ reason: 'lost' }) },
  'POST /api/devices/:deviceId/rotation': {},
  'POST /api/invitations': { body: () => ({ displayName: 'Somebody', roles: ['therapist'] }) },
  'DELETE /api/invitations/:invitationId': {},
  'POST /api/invitations/acceptance': { body: invited },
  'POST /api/invitations/greeting': { body: () => ({ token: secret() }) },
  'POST /api/patients': { body: () => ({ displayName: 'New', birthYear: 1970 }) },
  'POST /api/patients/:patientId/device-claims': { body: () => ({ label: 'phone' }) },
  'POST /api/patients/:patientId/devices': { body: () => ({ label: 'knee' }) },
  'PUT /api/patients/:patientId/heart': { body: () => heart },
  'POST /api/patients/:patientId/invitation': {},
  'POST /api/patients/:patientId/pain-diary': { body: () => ({ day: '2026-11-28', pain: 3 }) },
  'POST /api/patients/:patientId/pre-exercise-checks': { body: () => well },
  'POST /api/patients/:patientId/prescriptions': { body: () => ({ exerciseId: 'seated-knee-extension', side: 'left', sensors }) },
  'POST /api/patients/:patientId/own-rules': { body: () => ownRule },
  'PUT /api/own-rules/:ruleId': { body: () => ownRule },
  // Nobody has asked what if.
  'POST /api/own-rules/:ruleId/activation': { body: () => ({ version: 1 }), alsoDone: [409] },
  'DELETE /api/own-rules/:ruleId/activation': {},
  'DELETE /api/own-rules/:ruleId': { prepare: async (dataSource, { ruleId }) => void (await dataSource.query('UPDATE own_rule SET removed_at = NULL WHERE id = $1', [ruleId])) },
  // Others have asked before.
  'POST /api/own-rules/:ruleId/what-ifs': { body: () => ({ version: 1 }), alsoDone: [409] },
  'POST /api/prescriptions/:prescriptionId/what-ifs': { body: () => ({ ceilingBpm: 120 }), alsoDone: [409] },
  'POST /api/plan-pauses/:pauseId/review': {
    body: () => ({ note: 'spoke to the patient' }),
    prepare: async (dataSource, { pauseId }) => void (await dataSource.query('UPDATE plan_pause SET reviewed_at = NULL WHERE id = $1', [pauseId])),
  },
  'POST /api/prescriptions/:prescriptionId/references': {
    body: ({ sessionId }) => ({ sessionId, approved: [{ startMs: 0, endMs: 1000 }] }),
    foreignBody: (_own, { sessionId }) => ({ sessionId, approved: [{ startMs: 0, endMs: 1000 }] }),
  },
  'PUT /api/prescriptions/:prescriptionId/limits': { body: () => ({ was: { alertLimits: {}, ceilingBpm: null, hardLimitBpm: 150 }, whatIfId: null }) },
  'PUT /api/prescriptions/:prescriptionId/involved-side': { body: () => ({ was: null, involvedSide: null }) },
  'POST /api/prescriptions/:prescriptionId/calibration': { body: () => ({}) },
  'DELETE /api/prescriptions/:prescriptionId/calibration': {},
  // The session of the record goes on, and its exercise is not built.
  'POST /api/sessions/:sessionId/taught-exercises': { body: () => ({ name: 'Pouring', region: 'shoulder', audience: 'clinic', approved: [{ startMs: 0, endMs: 1000 }] }), alsoDone: [409] },
  'GET /api/sessions/:sessionId/previews/:taughtExerciseId': { alsoDone: [409] },
  'POST /api/taught-exercises/:taughtExerciseId/activation': { alsoDone: [409] },
  'DELETE /api/taught-exercises/:taughtExerciseId': {},
  'POST /api/sessions/:sessionId/effort': { body: () => ({ moment: 'after', rpe: 4 }) },
  // It still runs.
  'POST /api/sessions/:sessionId/set-counts': { body: () => ({ set: 1, repetitions: 8 }), alsoDone: [409] },
  'POST /api/sessions/:sessionId/reports': { body: () => ({ report: 'fine' }) },
  'POST /api/patients/:patientId/emergency-access': { body: () => ({ reason: 'found on the floor' }), alsoDone: [409] },
  'POST /api/patients/:patientId/erasure': {},
  'DELETE /api/patients/:patientId/erasure': { prepare: waitForErasure },
  'PUT /api/patients/:patientId/legal-hold': { body: () => ({ reason: 'a letter of the court' }) },
  'DELETE /api/patients/:patientId/legal-hold': { prepare: holdRecord },
  'PUT /api/retention': { body: () => ({ rawDays: null, quarantineDays: 30, signInDays: 90 }) },
  'POST /api/record/consents': { body: () => ({ purpose: 'research', recipient: 'University' }) },
  'DELETE /api/record/consents/:consentId': {},
  'POST /api/sign-in': { body: () => ({ signInName: randomUUID(), password: 'x' }), alsoDone: [401] },
  'POST /api/sign-in/renewal': {},
  // The clinics of the matrix have no provider, and none would answer.
  'POST /api/sign-in/provider': { body: () => ({ providerId: randomUUID() }) },
  'POST /api/sign-in/provider-answer': { body: () => ({ state: secret(), code: 'x' }), alsoDone: [401] },
  'POST /api/account/provider-proof': { alsoDone: [409] },
  'POST /api/account/provider-link': { alsoDone: [409] },
  'DELETE /api/account/provider-link': { alsoDone: [404, 409] },
  'PUT /api/clinic/identity-provider': { body: () => ({ issuer: 'https://127.0.0.1', clientId: 'x', clientSecret: 'y', secondFactor: 'own' }), alsoDone: [400] },
  'DELETE /api/clinic/identity-provider': { alsoDone: [404] },
  'POST /api/sign-in/second-factor': { body: () => ({ challenge: secret(), code: '123456' }), alsoDone: [401] },
  'POST /api/sign-in/passkey-challenge': {},
  'POST /api/sign-in/passkey': { body: () => ({ challenge: secret(), credential }), alsoDone: [401] },
  'DELETE /api/sign-ins': {},
  'DELETE /api/sign-ins/:signInId': {},
  'POST /api/sign-out': {},
};

/** Query strings without which a route refuses. */
export const queries: Record<string, string> = { 'GET /api/inbox': '?after=0' };

/** What an id in a path may be: how it is found in a record. */
export const params: Record<string, (record: PatientRecord) => string> = {
  patientId: ({ patientId }) => patientId,
  sessionId: ({ sessionId }) => sessionId,
  alertId: ({ alertId }) => alertId,
  pauseId: ({ pauseId }) => pauseId,
  prescriptionId: ({ prescriptionId }) => prescriptionId,
  referenceId: ({ referenceId }) => referenceId,
  taughtExerciseId: ({ taughtExerciseId }) => taughtExerciseId,
  ruleId: ({ ruleId }) => ruleId,
  whatIfId: ({ whatIfId }) => whatIfId,
  deviceId: ({ deviceId }) => deviceId,
  claimId: ({ claimId }) => claimId,
  invitationId: ({ invitationId }) => invitationId,
  accountId: ({ accountId }) => accountId,
  practitionerId: ({ practitionerId }) => practitionerId,
};

/** Ids of a record that no list may show to whoever must not see it. */
export function marksOf({ patientId, sessionId, alertId, prescriptionId, deviceId, ruleId }: PatientRecord): string[] {
  return [patientId, sessionId, alertId, prescriptionId, deviceId, ruleId];
}

