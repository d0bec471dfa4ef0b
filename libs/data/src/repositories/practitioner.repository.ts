import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { ClinicEntity } from '../entities/clinic.entity.js';
import { PractitionerEntity } from '../entities/practitioner.entity.js';
import { SignInEntity } from '../entities/sign-in.entity.js';
import { firstRow, rows } from '../sql.js';

export interface PractitionerRecord {
  id: string;
  displayName: string;
  clinicId: string;
  clinicName: string;
}

export interface PractitionerWithPassword extends PractitionerRecord {
  passwordHash: string;
}

export interface NewPractitioner {
  id: string;
  clinicId: string;
  displayName: string;
  /** Compared without case. */
  signInName: string;
  /** As the platform's password function made it. */
  passwordHash: string;
}

export interface NewSignIn {
  practitionerId: string;
  /** At least 128 random bits. Only its SHA-256 is stored: a copy of the database signs nobody in. */
  token: string;
  now: Date;
  expiresAt: Date;
}

const selectPractitioner = `
  SELECT practitioner.id, practitioner.display_name AS "displayName", clinic.id AS "clinicId", clinic.name AS "clinicName"`;

const findByName = `${selectPractitioner}, practitioner.password_hash AS "passwordHash"
  FROM practitioner JOIN clinic ON clinic.id = practitioner.clinic_id WHERE practitioner.sign_in_name = $1`;

const findByToken = `${selectPractitioner}
  FROM sign_in JOIN practitioner ON practitioner.id = sign_in.practitioner_id JOIN clinic ON clinic.id = practitioner.clinic_id
  WHERE sign_in.token_hash = $1 AND sign_in.revoked_at IS NULL AND sign_in.expires_at > $2`;

const selectPatientIds = `
  SELECT DISTINCT patient_id AS id FROM care_team WHERE practitioner_id = $1 AND until IS NULL ORDER BY patient_id`;

export class PractitionerRepository {
  constructor(private readonly dataSource: DataSource) {}

  async createClinic(clinic: { id: string; name: string }): Promise<void> {
    await this.dataSource.getRepository(ClinicEntity).insert(clinic);
  }

  async create(practitioner: NewPractitioner): Promise<void> {
    const signInName = foldCase(practitioner.signInName);
    await this.dataSource.getRepository(PractitionerEntity).insert({ ...practitioner, signInName });
  }

  async findBySignInName(signInName: string): Promise<PractitionerWithPassword | null> {
    return firstRow(this.dataSource, findByName, [foldCase(signInName)]);
  }

  async createSignIn({ practitionerId, token, now, expiresAt }: NewSignIn): Promise<void> {
    const signIn = { tokenHash: hashOf(token), practitionerId, createdAt: now, expiresAt };
    await this.dataSource.getRepository(SignInEntity).insert(signIn);
  }

  /** Whose token it is; null when it is unknown, expired or revoked. */
  async findBySignInToken(token: string, now: Date): Promise<PractitionerRecord | null> {
    return firstRow(this.dataSource, findByToken, [hashOf(token), now]);
  }

  async revokeSignIn(token: string, now: Date): Promise<void> {
    await rows(this.dataSource, 'UPDATE sign_in SET revoked_at = $2 WHERE token_hash = $1 AND revoked_at IS NULL', [hashOf(token), now]);
  }

  /** Patients whose care team has this practitioner in it now. */
  async patientIdsInCare(practitionerId: string): Promise<string[]> {
    const found = await rows<{ id: string }>(this.dataSource, selectPatientIds, [practitionerId]);
    return found.map(({ id }) => id);
  }
}

function foldCase(signInName: string): string {
  return signInName.trim().toLowerCase();
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
