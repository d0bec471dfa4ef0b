import { z } from 'zod';
import { Source } from './patient.js';

export const DeviceCreate = z
  .strictObject({
    label: z.string().trim().min(1).max(120),
    source: Source.default('live'),
    /** What is simulated or replayed, in words for the screen; required unless `live`. */
    sourceLabel: z.string().trim().max(300).default(''),
  })
  .refine(({ source, sourceLabel }) => source === 'live' || sourceLabel !== '', { path: ['sourceLabel'], message: 'say what is simulated or replayed' })
  .meta({ id: 'DeviceCreate' });
export type DeviceCreate = z.infer<typeof DeviceCreate>;

/** The secret is shown here once and kept nowhere in clear. */
export const DeviceCreated = z.object({ id: z.uuid(), secret: z.string() }).meta({ id: 'DeviceCreated' });
export type DeviceCreated = z.infer<typeof DeviceCreated>;

/** What looked wrong. `taken-over`: two clients with one credential; `diverged`: two packets under one number; `flood`: more than any device sends. */
export const DeviceEventKind = z.enum(['taken-over', 'diverged', 'flood']).meta({ id: 'DeviceEventKind' });

export const DeviceView = z
  .object({
    id: z.uuid(),
    label: z.string(),
    source: Source,
    createdAt: z.iso.datetime(),
    revokedAt: z.iso.datetime().nullable(),
    revocationReason: z.string().nullable(),
    /** A new credential was asked for and has not been made yet. */
    rotationAskedAt: z.iso.datetime().nullable(),
    /** When its newest credential that counts was made. */
    credentialAt: z.iso.datetime().nullable(),
    lastStreamAt: z.iso.datetime().nullable(),
    /** In the last 30 days. */
    events: z.array(z.object({ kind: DeviceEventKind, at: z.iso.datetime() })),
  })
  .meta({ id: 'DeviceView' });
export type DeviceView = z.infer<typeof DeviceView>;

export const DeviceRevoke = z.strictObject({ reason: z.enum(['lost', 'stolen', 'replaced', 'returned', 'suspect']) }).meta({ id: 'DeviceRevoke' });
export type DeviceRevoke = z.infer<typeof DeviceRevoke>;

/** Told once: with it a revoked device may bring what it recorded before, and nothing else. */
export const RecoveryTicket = z.object({ name: z.string(), secret: z.string(), expiresAt: z.iso.datetime() }).meta({ id: 'RecoveryTicket' });
export type RecoveryTicket = z.infer<typeof RecoveryTicket>;

export const ClaimCreate = z.strictObject({ label: z.string().trim().min(1).max(120) }).meta({ id: 'ClaimCreate' });
export type ClaimCreate = z.infer<typeof ClaimCreate>;

/** The code is told here once. In the link it stands behind #, which browsers send to nobody. */
export const ClaimCreated = z.object({ id: z.uuid(), code: z.string(), link: z.string(), expiresAt: z.iso.datetime() }).meta({ id: 'ClaimCreated' });
export type ClaimCreated = z.infer<typeof ClaimCreated>;

export const ClaimView = z
  .object({
    id: z.uuid(),
    label: z.string(),
    /** As the device calls itself; null: none has come with the code yet. */
    model: z.string().nullable(),
    state: z.enum(['waiting', 'redeemed', 'confirmed', 'refused', 'expired']),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    deviceId: z.uuid().nullable(),
  })
  .meta({ id: 'ClaimView' });
export type ClaimView = z.infer<typeof ClaimView>;

/** The six digits on the device's screen. */
export const ClaimConfirm = z.strictObject({ number: z.string().regex(/^\d{6}$/) }).meta({ id: 'ClaimConfirm' });
export type ClaimConfirm = z.infer<typeof ClaimConfirm>;

/** 32 random bytes, base64url, made by the device and by nobody else. */
const DeviceSecret = z.string().regex(/^[\w-]{43}$/, 'expected 32 bytes in base64url');

export const ClaimRedeem = z
  .strictObject({ code: z.string().min(10).max(20), secret: DeviceSecret, model: z.string().trim().min(1).max(80) })
  .meta({ id: 'ClaimRedeem' });
export type ClaimRedeem = z.infer<typeof ClaimRedeem>;

/** Ask again with the same code and secret until `confirmed`; the number is for the device's screen. */
export const ClaimRedeemed = z
  .object({ deviceId: z.uuid(), name: z.string(), checkNumber: z.string(), confirmed: z.boolean() })
  .meta({ id: 'ClaimRedeemed' });
export type ClaimRedeemed = z.infer<typeof ClaimRedeemed>;

export const OwnDevice = z
  .object({ deviceId: z.uuid(), name: z.string(), credentialAt: z.iso.datetime(), rotationDue: z.boolean() })
  .meta({ id: 'OwnDevice' });
export type OwnDevice = z.infer<typeof OwnDevice>;

export const CredentialCreate = z.strictObject({ secret: DeviceSecret }).meta({ id: 'CredentialCreate' });
export type CredentialCreate = z.infer<typeof CredentialCreate>;

export const CredentialCreated = z.object({ name: z.string() }).meta({ id: 'CredentialCreated' });
export type CredentialCreated = z.infer<typeof CredentialCreated>;
