import { createHash } from 'node:crypto';
import type { Role } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { openText, opened, sealed, sealedText, sealText } from '../sealed-columns.js';
import { firstRow, firstServerRow, inServerTransaction, rows, serverRows } from '../sql.js';
import { insertAccount, SignInNameTaken } from './account.repository.js';
import { linkIdentity } from './identity-provider.repository.js';
import { inCare } from './in-care.js';
import { insertPractitioner } from './practitioner.repository.js';

export interface StaffInvitation {
  id: string;
  clinicId: string;
  /** Who comes. */
  displayName: string;
  roles: Role[];
  invitedBy: string;
  /** At least 128 random bits; only its SHA-256 is stored. */
  token: string;
  now: Date;
  expiresAt: Date;
}

export interface PatientInvitation extends Pick<StaffInvitation, 'id' | 'invitedBy' | 'token' | 'now' | 'expiresAt'> {
  patientId: string;
}

export interface InvitationRecord {
  id: string;
  displayName: string;
  roles: Role[];
  createdAt: Date;
  expiresAt: Date;
}

/** What somebody who has the link is told before they accept. */
export interface InvitationGreeting {
  displayName: string;
  clinicName: string;
  roles: Role[];
  /** Of the clinic; null: it has none. */
  providerId: string | null;
}

export interface Acceptance {
  token: string;
  signInName: string;
  passwordHash: string | null;
  /** By whom they sign in where they have no password. */
  identity: { providerId: string; subject: string } | null;
  newAccountId: string;
  now: Date;
}

export type AcceptanceOutcome = { ok: true; accountId: string } | { ok: false; reason: 'unknown' | 'name-taken' | 'identity-taken' };

const insertForStaff = `
  INSERT INTO invitation (id, clinic_id, display_name, roles, invited_by, token_hash, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`;

/** A patient who has an account already needs none. */
const insertForPatient = `
  INSERT INTO invitation (id, clinic_id, patient_id, roles, invited_by, token_hash, created_at, expires_at)
  SELECT $1, patient.clinic_id, patient.id, '{patient}', $3::uuid, $4, $5, $6 FROM patient
  WHERE patient.id = $2 AND ${inCare('patient.id', '$3')} RETURNING id`;

const isOpen = (now: string): string => `accepted_at IS NULL AND withdrawn_at IS NULL AND expires_at > ${now}`;

const findGreeting = `
  SELECT coalesce(${sealedText(sealed.invitedName)}, ${sealedText(sealed.patientName)}) AS "displayName", clinic.name AS "clinicName", roles, identity_provider.id AS "providerId"
  FROM invitation JOIN clinic ON clinic.id = invitation.clinic_id LEFT JOIN identity_provider ON identity_provider.clinic_id = clinic.id LEFT JOIN patient ON patient.id = invitation.patient_id
  WHERE token_hash = $1 AND ${isOpen('$2')}`;

const accept = `
  UPDATE invitation SET accepted_at = $2 WHERE token_hash = $1 AND ${isOpen('$2')}
  RETURNING id, clinic_id AS "clinicId", patient_id AS "patientId", ${sealedText(sealed.invitedName)} AS "displayName", roles`;

/** Whoever has the link is nobody yet: what they do with it is done as the server. */
export class InvitationRepository {
  constructor(private readonly dataSource: DataSource) {}

  async inviteStaff({ id, clinicId, displayName, roles, invitedBy, token, now, expiresAt }: StaffInvitation): Promise<void> {
    await rows(this.dataSource, insertForStaff, [id, clinicId, sealText(this.dataSource, { column: sealed.invitedName, ids: [clinicId, id] }, displayName), roles, invitedBy, hashOf(token), now, expiresAt]);
  }

  /** False: no such patient in this practitioner's care. */
  async invitePatient({ id, patientId, invitedBy, token, now, expiresAt }: PatientInvitation): Promise<boolean> {
    return (await firstRow(this.dataSource, insertForPatient, [id, patientId, invitedBy, hashOf(token), now, expiresAt])) !== null;
  }

  /** Of the clinic's staff, those that nobody has accepted yet. */
  async open(clinicId: string, now: Date): Promise<InvitationRecord[]> {
    const found = await rows<InvitationRecord>(this.dataSource, `
      SELECT id, ${sealedText(sealed.invitedName)} AS "displayName", roles, created_at AS "createdAt", expires_at AS "expiresAt" FROM invitation
      WHERE clinic_id = $1 AND patient_id IS NULL AND ${isOpen('$2')} ORDER BY created_at DESC, id`, [clinicId, now]);
    return opened(this.dataSource, found, 'displayName');
  }

  /** False: this clinic has no such open invitation. */
  async withdraw({ id, clinicId, now }: { id: string; clinicId: string; now: Date }): Promise<boolean> {
    const text = `UPDATE invitation SET withdrawn_at = $3 WHERE id = $1 AND clinic_id = $2 AND ${isOpen('$3')} RETURNING id`;
    return (await rows(this.dataSource, text, [id, clinicId, now])).length > 0;
  }

  async greeting(token: string, now: Date): Promise<InvitationGreeting | null> {
    return opened(this.dataSource, await serverRows<InvitationGreeting>(this.dataSource, findGreeting, [hashOf(token), now]), 'displayName')[0] ?? null;
  }

  /** Once. A name or an identity that somebody has already leaves the invitation open. */
  async accept({ token, signInName, passwordHash, identity, newAccountId, now }: Acceptance): Promise<AcceptanceOutcome> {
    try {
      return await inServerTransaction(this.dataSource, async (runner) => {
        const found = await firstServerRow<{ clinicId: string; patientId: string | null; displayName: string | null; roles: Role[] }>(runner, accept, [hashOf(token), now]);
        if (found === null) return { ok: false, reason: 'unknown' };
        const { clinicId, patientId, displayName, roles } = found;
        const id = patientId ?? newAccountId;
        if (displayName !== null) await insertPractitioner(runner, { id, clinicId, displayName: openText(runner, displayName) });
        await insertAccount(runner, { id, clinicId, roles, signInName, passwordHash });
        if (identity !== null && !(await linkIdentity(runner, { ...identity, accountId: id, now }))) throw new IdentityTaken();
        return { ok: true, accountId: id };
      });
    } catch (error) {
      if (error instanceof IdentityTaken) return { ok: false, reason: 'identity-taken' };
      if (isTaken(error)) return { ok: false, reason: 'name-taken' };
      throw error;
    }
  }
}

/** Takes the rest of the acceptance back. */
class IdentityTaken extends Error {}

/** PostgreSQL: unique_violation. */
function isTaken(error: unknown): boolean {
  if (error instanceof SignInNameTaken) return true;
  return typeof error === 'object' && error !== null && 'code' in error && error.code === '23505';
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
