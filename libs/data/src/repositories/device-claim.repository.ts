import { createHash, timingSafeEqual } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { opened, openText, sealed, sealedText, sealText } from '../sealed-columns.js';
import { firstRow, inServerTransaction, inTransaction, rows } from '../sql.js';
import { hashOfSecret, insertFirstCredential } from './device-credential.repository.js';
import { inCare } from './in-care.js';
import { mosquittoPassword } from './mosquitto-password.js';

export interface NewClaim {
  id: string;
  patientId: string;
  practitionerId: string;
  code: string;
  label: string;
  now: Date;
  expiresAt: Date;
}

/** `redeemed`: a device has come with the code and waits for a person. `refused`: three wrong numbers. */
export type ClaimState = 'waiting' | 'redeemed' | 'confirmed' | 'refused' | 'expired';

export interface ClaimRecord {
  id: string;
  label: string;
  model: string | null;
  createdAt: Date;
  expiresAt: Date;
  deviceId: string | null;
  state: ClaimState;
}

export interface Redemption {
  code: string;
  /** Made by the device, 256 random bits. */
  secret: string;
  model: string;
  newDeviceId: string;
  now: Date;
}

export interface Redeemed {
  deviceId: string;
  /** Six digits, for the device's screen. */
  checkNumber: string;
  isConfirmed: boolean;
}

/** What became of a number that somebody typed. */
export type ClaimConfirmation = { ok: true; deviceId: string; patientId: string } | { ok: false; reason: 'unknown' | 'not-redeemed' | 'wrong-number' };

const openClaimsOfPatient = 5;
const wrongNumbersAllowed = 3;
/** After a device has come with the code, a person has so long to look and type. */
const confirmWithinMs = 2 * 60_000;

/** Whoever cares for the patient, or the patient. */
const ofPerson = `(${inCare('device_claim.patient_id', '$3')} OR device_claim.patient_id = $3::uuid)`;

const state = `CASE WHEN confirmed_at IS NOT NULL THEN 'confirmed' WHEN wrong_numbers >= ${wrongNumbersAllowed} THEN 'refused'
  WHEN expires_at <= $2 THEN 'expired' WHEN redeemed_at IS NOT NULL THEN 'redeemed' ELSE 'waiting' END`;

const lockPatient = `SELECT clinic_id AS "clinicId" FROM patient WHERE id = $1 AND ${inCare('patient.id', '$2')} FOR NO KEY UPDATE`;
const countOpen = `SELECT count(*)::int AS open FROM device_claim WHERE patient_id = $1 AND confirmed_at IS NULL AND expires_at > $2`;
const insertClaim = `
  INSERT INTO device_claim (id, clinic_id, patient_id, practitioner_id, code_hash, label, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`;
const selectClaims = `
  SELECT id, ${sealedText(sealed.claimLabel)} AS label, model, created_at AS "createdAt", expires_at AS "expiresAt", device_id AS "deviceId", ${state} AS state
  FROM device_claim`;

/** A code that ran out before anybody came is nothing; one that a device came with stays for that device until it is confirmed or has run out. */
const lockByCode = `
  SELECT id, device_id AS "deviceId", secret_hash AS "secretHash", check_number AS "checkNumber", confirmed_at IS NOT NULL AS "isConfirmed"
  FROM device_claim WHERE code_hash = $1 AND (expires_at > $2 OR confirmed_at > $2::timestamptz - interval '10 minutes') AND wrong_numbers < ${wrongNumbersAllowed} FOR NO KEY UPDATE`;
const redeem = `
  UPDATE device_claim SET device_id = $2, model = $3, secret_hash = $4, broker_password = $5, check_number = $6, redeemed_at = $7,
    expires_at = least(expires_at, $8) WHERE id = $1`;

const lockForConfirmation = `
  SELECT patient_id AS "patientId", device_id AS "deviceId", check_number AS "checkNumber" FROM device_claim
  WHERE id = $1 AND confirmed_at IS NULL AND expires_at > $2 AND wrong_numbers < ${wrongNumbersAllowed} AND ${ofPerson} FOR NO KEY UPDATE`;
const countWrong = `UPDATE device_claim SET wrong_numbers = wrong_numbers + 1 WHERE id = $1`;
const confirmClaim = `UPDATE device_claim SET confirmed_at = $2 WHERE id = $1 RETURNING secret_hash AS "secretHash", broker_password AS "brokerPassword", ${sealedText(sealed.claimLabel)} AS label`;
const becomeDevice = `
  INSERT INTO device (id, clinic_id, patient_id, label, source, created_at)
  SELECT device_id, clinic_id, patient_id, $3, 'live', $2 FROM device_claim WHERE id = $1`;

/**
 * How a device and a patient come together: a person asks for a code, the device comes with it and shows a number, the person
 * types that number. A code read over somebody's shoulder is of no use: nobody will type the thief's number.
 */
export class DeviceClaimRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** `unknown`: no such patient in care. `too-many`: five codes of this patient are open. */
  async create(claim: NewClaim): Promise<'created' | 'unknown' | 'too-many'> {
    const { id, patientId, practitionerId, code, label, now, expiresAt } = claim;
    return inTransaction(this.dataSource, async (runner) => {
      const patient = await firstRow<{ clinicId: string }>(runner, lockPatient, [patientId, practitionerId]);
      if (patient === null) return 'unknown';
      const open = await firstRow<{ open: number }>(runner, countOpen, [patientId, now]);
      if (open !== null && open.open >= openClaimsOfPatient) return 'too-many';
      await rows(runner, insertClaim, [id, patient.clinicId, patientId, practitionerId, hashOfSecret(code), sealText(runner, { column: sealed.claimLabel, ids: [patientId, id] }, label), now, expiresAt]);
      return 'created';
    });
  }

  /** By whoever cares for the patient, or by the patient. */
  async find({ claimId, personId, now }: { claimId: string; personId: string; now: Date }): Promise<ClaimRecord | null> {
    return opened(this.dataSource, await rows<ClaimRecord>(this.dataSource, `${selectClaims} WHERE id = $1 AND ${ofPerson}`, [claimId, now, personId]), 'label')[0] ?? null;
  }

  /** Those that a device has come for, and nobody has typed its number yet. */
  async redeemedOf(patientId: string, now: Date): Promise<ClaimRecord[]> {
    const waiting = `patient_id = $1 AND redeemed_at IS NOT NULL AND confirmed_at IS NULL AND expires_at > $2 AND wrong_numbers < ${wrongNumbersAllowed}`;
    return opened(this.dataSource, await rows<ClaimRecord>(this.dataSource, `${selectClaims} WHERE ${waiting} ORDER BY created_at, id`, [patientId, now]), 'label');
  }

  /** Single use: only the secret that came first with a code is answered again, so that a device may ask until it is confirmed. null: no such code. */
  async redeem({ code, secret, model, newDeviceId, now }: Redemption): Promise<Redeemed | null> {
    return inServerTransaction(this.dataSource, async (runner) => {
      const claim = await firstRow<{ id: string; deviceId: string | null; secretHash: Buffer | null; checkNumber: string | null; isConfirmed: boolean }>(runner, lockByCode, [hashOfSecret(code), now]);
      if (claim === null) return null;
      const { deviceId, secretHash, checkNumber, isConfirmed } = claim;
      if (deviceId !== null && secretHash !== null && checkNumber !== null) {
        return timingSafeEqual(secretHash, hashOfSecret(secret)) ? { deviceId, checkNumber, isConfirmed } : null;
      }
      const fresh = checkNumberOf({ claimId: claim.id, code, secret });
      const lastMoment = new Date(now.getTime() + confirmWithinMs);
      await rows(runner, redeem, [claim.id, newDeviceId, model, hashOfSecret(secret), mosquittoPassword(secret), fresh, now, lastMoment]);
      return { deviceId: newDeviceId, checkNumber: fresh, isConfirmed: false };
    });
  }

  /** Makes the device, when the number is the one it shows. Three wrong ones end the claim. By whoever may see it; a patient writes nothing by themselves, so it is written as the server. */
  async confirm({ claimId, personId, number, now }: { claimId: string; personId: string; number: string; now: Date }): Promise<ClaimConfirmation> {
    if ((await this.find({ claimId, personId, now })) === null) return { ok: false, reason: 'unknown' };
    return inServerTransaction(this.dataSource, async (runner) => {
      const claim = await firstRow<{ patientId: string; deviceId: string | null; checkNumber: string | null }>(runner, lockForConfirmation, [claimId, now, personId]);
      if (claim === null) return { ok: false, reason: 'unknown' };
      const { patientId, deviceId, checkNumber } = claim;
      if (deviceId === null || checkNumber === null) return { ok: false, reason: 'not-redeemed' };
      if (checkNumber !== number) {
        await rows(runner, countWrong, [claimId]);
        return { ok: false, reason: 'wrong-number' };
      }
      const kept = await firstRow<{ secretHash: Buffer; brokerPassword: string; label: string }>(runner, confirmClaim, [claimId, now]);
      if (kept === null) return { ok: false, reason: 'unknown' };
      const { label, ...credential } = kept;
      await rows(runner, becomeDevice, [claimId, now, sealText(runner, { column: sealed.deviceLabel, ids: [patientId, deviceId] }, openText(runner, label))]);
      await insertFirstCredential(runner, { deviceId, ...credential, now });
      return { ok: true, deviceId, patientId };
    });
  }
}

/** Six digits of code, secret and claim: nobody who lacks one of them can choose theirs to meet another's. */
function checkNumberOf({ claimId, code, secret }: { claimId: string; code: string; secret: string }): string {
  const digest = createHash('sha256').update(`${claimId} ${code} ${secret}`).digest();
  return String(digest.readUInt32BE(0) % 1_000_000).padStart(6, '0');
}
