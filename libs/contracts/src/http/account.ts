import { z } from 'zod';

/** "It is still me": opens what asks again for ten minutes. */
export const Proof = z.strictObject({ password: z.string().min(1).max(200) }).meta({ id: 'Proof' });
export type Proof = z.infer<typeof Proof>;

/** NIST SP 800-63B-4, section 3.1.1.2: 15 characters where a password may be the only factor, no rules of composition, long ones welcome. */
export const shortestPassword = 15;

export const NewPassword = z.string().min(shortestPassword).max(200);

export const PasswordChange = z.strictObject({ password: NewPassword }).meta({ id: 'PasswordChange' });
export type PasswordChange = z.infer<typeof PasswordChange>;
