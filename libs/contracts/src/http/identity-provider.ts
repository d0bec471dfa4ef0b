import { z } from 'zod';
import { SecondFactorAsked } from './second-factor.js';
import { SignedIn } from './sign-in.js';

/** A clinic whose people may sign in by the account that it gives them. */
export const ProviderOffer = z.object({ id: z.uuid(), clinicName: z.string() }).meta({ id: 'ProviderOffer' });
export type ProviderOffer = z.infer<typeof ProviderOffer>;

/** `url`: where the browser is to go; it comes back to `/sign-in/answer`. */
export const ProviderAsked = z.object({ url: z.url({ protocol: /^https?$/ }) }).meta({ id: 'ProviderAsked' });
export type ProviderAsked = z.infer<typeof ProviderAsked>;

const Token = z.string().regex(/^[\w-]{43}$/);

/** `invitation`: whoever signs in accepts it, without a password of ours. */
export const ProviderAsk = z.strictObject({ providerId: z.uuid(), invitation: Token.nullable().default(null) }).meta({ id: 'ProviderAsk' });
export type ProviderAsk = z.infer<typeof ProviderAsk>;

/** What the provider had the browser bring: RFC 6749 section 4.1.2, RFC 9207. */
export const ProviderAnswer = z
  .strictObject({ state: Token, code: z.string().min(1).max(4096), issuer: z.string().max(500).nullable().default(null) })
  .meta({ id: 'ProviderAnswer' });
export type ProviderAnswer = z.infer<typeof ProviderAnswer>;

/** `linked`, `proven`: what whoever is signed in has asked for is done. */
export const ProviderDone = z.object({ done: z.enum(['linked', 'proven']) }).meta({ id: 'ProviderDone' });

export const ProviderOutcome = z.union([SignedIn, SecondFactorAsked, ProviderDone]).meta({ id: 'ProviderOutcome' });
export type ProviderOutcome = z.infer<typeof ProviderOutcome>;

/** `endSessionUrl`: where one leaves the clinic's account too; null: there is nothing to leave. */
export const SignedOut = z.object({ endSessionUrl: z.url({ protocol: /^https?$/ }).nullable() }).meta({ id: 'SignedOut' });
export type SignedOut = z.infer<typeof SignedOut>;

const Issuer = z.url({ protocol: /^https?$/ }).max(500);
const Text = z.string().trim().min(1).max(500);

export const IdentityProviderSet = z
  .strictObject({
    /** As the provider calls itself: its description is at `<issuer>/.well-known/openid-configuration`. */
    issuer: Issuer,
    clientId: Text,
    /** null: as it is. */
    clientSecret: Text.nullable(),
    /** Whose second factor counts where the clinic requires one: the provider's, or one of ours. */
    secondFactor: z.enum(['provider', 'own']),
    /** `acr` that the provider must answer with; null: as it sees fit. */
    acr: Text.nullable().default(null),
  })
  .meta({ id: 'IdentityProviderSet' });
export type IdentityProviderSet = z.infer<typeof IdentityProviderSet>;

/** The secret is told to nobody. */
export const IdentityProviderView = z
  .object({ id: z.uuid(), issuer: z.string(), clientId: z.string(), secondFactor: z.enum(['provider', 'own']), acr: z.string().nullable(), changedAt: z.iso.datetime() })
  .meta({ id: 'IdentityProvider' });
export type IdentityProviderView = z.infer<typeof IdentityProviderView>;

/** null: the clinic has none. */
export const IdentityProviderOfClinic = z.object({ provider: IdentityProviderView.nullable() }).meta({ id: 'IdentityProviderOfClinic' });
export type IdentityProviderOfClinic = z.infer<typeof IdentityProviderOfClinic>;
