import { z } from 'zod';

export const SignInRequest = z
  .strictObject({ signInName: z.string().trim().min(1).max(200), password: z.string().min(1).max(200) })
  .meta({ id: 'SignInRequest' });
export type SignInRequest = z.infer<typeof SignInRequest>;

export const Practitioner = z
  .object({ id: z.uuid(), displayName: z.string(), clinicName: z.string() })
  .meta({ id: 'Practitioner' });
export type Practitioner = z.infer<typeof Practitioner>;

export const SignedIn = z
  .object({ token: z.string(), expiresAt: z.iso.datetime(), practitioner: Practitioner })
  .meta({ id: 'SignedIn' });
export type SignedIn = z.infer<typeof SignedIn>;
