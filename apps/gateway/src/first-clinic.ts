import { randomUUID } from 'node:crypto';
import type { PractitionerRepository } from '#libs/data';
import { hashPassword } from './sign-in/password.js';

export interface FirstClinic {
  clinicName: string;
  displayName: string;
  signInName: string;
  password: string;
}

/** NIST SP 800-63B-4, section 3.1.1.2: where a password is the only factor, 15 characters. */
export const shortestPassword = 15;

/** A clinic and the therapist who can sign in to it. False: that sign-in name is known already, and nothing was changed. */
export async function createFirstClinic(practitioners: PractitionerRepository, { clinicName, displayName, signInName, password }: FirstClinic): Promise<boolean> {
  if (password.length < shortestPassword) throw new RangeError(`a password of ${password.length} characters; at least ${shortestPassword}`);
  if ((await practitioners.findBySignInName(signInName)) !== null) return false;
  const clinicId = randomUUID();
  await practitioners.createClinic({ id: clinicId, name: clinicName });
  await practitioners.create({ id: randomUUID(), clinicId, displayName, signInName, passwordHash: await hashPassword(password) });
  return true;
}
