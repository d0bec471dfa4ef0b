import { z } from 'zod';
import { Role } from '../roles.js';

export const SignInRequest = z
  .strictObject({ signInName: z.string().trim().min(1).max(200), password: z.string().min(1).max(200) })
  .meta({ id: 'SignInRequest' });
export type SignInRequest = z.infer<typeof SignInRequest>;

/** Whoever is signed in. `mustEnrol`: their clinic wants a second factor, and until they have one nothing else is open to them. */
export const Person = z
  .object({ id: z.uuid(), displayName: z.string(), clinicName: z.string(), roles: z.array(Role), mustEnrol: z.boolean() })
  .meta({ id: 'Person' });
export type Person = z.infer<typeof Person>;

/** The token is good until `expiresAt`; by then `/api/sign-in/renewal` gives another one for the cookie that came with this. */
export const SignedIn = z
  .object({ token: z.string(), expiresAt: z.iso.datetime(), person: Person })
  .meta({ id: 'SignedIn' });
export type SignedIn = z.infer<typeof SignedIn>;

/** null: the cookie stands for no sign-in, or for one that has ended. */
export const Renewed = z.object({ signedIn: SignedIn.nullable() }).meta({ id: 'Renewed' });
export type Renewed = z.infer<typeof Renewed>;

/** One of a person's open sign-ins. */
export const SignInView = z
  .object({
    id: z.uuid(),
    method: z.string(),
    /** What the browser calls itself. */
    agent: z.string(),
    createdAt: z.iso.datetime(),
    renewedAt: z.iso.datetime(),
    /** The one that asks. */
    current: z.boolean(),
  })
  .meta({ id: 'SignIn' });
export type SignInView = z.infer<typeof SignInView>;
