import { randomUUID } from 'node:crypto';
import { shortestPassword } from '#libs/contracts';
import type { AccountRepository, PractitionerRepository } from '#libs/data';
import { hashNewPassword } from './sign-in/new-password.js';

export interface FirstClinic {
  clinicName: string;
  displayName: string;
  signInName: string;
  password: string;
  /** Whether staff must have one. */
  secondFactor: 'required' | 'optional';
}

interface People {
  accounts: AccountRepository;
  practitioners: PractitionerRepository;
}

/** A clinic and the therapist who signs in to it and looks after it. False: that sign-in name is known already, and nothing was changed. */
export async function createFirstClinic({ accounts, practitioners }: People, { clinicName, displayName, signInName, password, secondFactor }: FirstClinic): Promise<boolean> {
  if (password.length < shortestPassword) throw new RangeError(`a password of ${password.length} characters; at least ${shortestPassword}`);
  if ((await accounts.findBySignInName(signInName)) !== null) return false;
  const clinicId = randomUUID();
  await practitioners.createClinic({ id: clinicId, name: clinicName, secondFactor });
  await practitioners.create({ id: randomUUID(), clinicId, displayName, roles: ['therapist', 'clinic-admin', 'auditor'], signInName, passwordHash: await hashNewPassword(password, [signInName, displayName, clinicName]) });
  return true;
}
