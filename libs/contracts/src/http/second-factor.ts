import { z } from 'zod';
import { SignedIn } from './sign-in.js';

/** The password was right, and is not enough. `totp`: a code of the app, or a recovery code, with the challenge. `passkey`: start anew with it. */
export const SecondFactorAsked = z
  .object({ challenge: z.string(), methods: z.array(z.enum(['totp', 'passkey', 'recovery-code'])) })
  .meta({ id: 'SecondFactorAsked' });
export type SecondFactorAsked = z.infer<typeof SecondFactorAsked>;

/** In, or asked for more. */
export const SignInAnswer = z.union([SignedIn, SecondFactorAsked]).meta({ id: 'SignInAnswer' });
export type SignInAnswer = z.infer<typeof SignInAnswer>;

const ChallengeToken = z.string().regex(/^[\w-]{43}$/);
/** Six digits of an app, or one of the recovery codes. */
const Code = z.string().trim().min(6).max(30);

export const SecondFactorAnswer = z.strictObject({ challenge: ChallengeToken, code: Code }).meta({ id: 'SecondFactorAnswer' });
export type SecondFactorAnswer = z.infer<typeof SecondFactorAnswer>;

/** `options` are WebAuthn's own, for navigator.credentials. */
export const PasskeyAsked = z.object({ challenge: z.string(), options: z.record(z.string(), z.unknown()) }).meta({ id: 'PasskeyAsked' });
export type PasskeyAsked = z.infer<typeof PasskeyAsked>;

/** As navigator.credentials.get() gave it, in JSON. Its own fields are WebAuthn's, and the library checks them. */
const CredentialJson = z.looseObject({ id: z.string().max(1400), rawId: z.string().max(1400), type: z.literal('public-key'), response: z.record(z.string(), z.unknown()) });

export const PasskeyAnswer = z.strictObject({ challenge: ChallengeToken, credential: CredentialJson }).meta({ id: 'PasskeyAnswer' });
export type PasskeyAnswer = z.infer<typeof PasskeyAnswer>;

export const PasskeyAdd = z
  .strictObject({ challenge: ChallengeToken, credential: CredentialJson, label: z.string().trim().min(1).max(60) })
  .meta({ id: 'PasskeyAdd' });
export type PasskeyAdd = z.infer<typeof PasskeyAdd>;

export const PasskeyView = z
  .object({ id: z.uuid(), label: z.string(), createdAt: z.iso.datetime(), usedAt: z.iso.datetime().nullable() })
  .meta({ id: 'Passkey' });
export type PasskeyView = z.infer<typeof PasskeyView>;

/** How an account is kept safe. */
export const Safety = z
  .object({
    totp: z.boolean(),
    passkeys: z.array(PasskeyView),
    recoveryCodesLeft: z.int(),
    /** The clinic wants its staff to have a second factor. */
    isRequired: z.boolean(),
    /** Whether they may sign in by the account that their clinic gives them. */
    clinicAccount: z.enum(['none', 'offered', 'linked']),
  })
  .meta({ id: 'Safety' });
export type Safety = z.infer<typeof Safety>;

/** Told once. `uri` is what the QR code for the app says. */
export const TotpProposed = z.object({ secret: z.string(), uri: z.string() }).meta({ id: 'TotpProposed' });
export type TotpProposed = z.infer<typeof TotpProposed>;

export const TotpConfirm = z.strictObject({ code: z.string().regex(/^\d{6}$/) }).meta({ id: 'TotpConfirm' });
export type TotpConfirm = z.infer<typeof TotpConfirm>;

/** Told once: each signs in once where the app is lost. */
export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) }).meta({ id: 'RecoveryCodes' });
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;
