import { z } from 'zod';
import { Role } from '../roles.js';
import { NewPassword } from './account.js';

/** What staff of a clinic may be. */
const StaffRole = Role.exclude(['patient']);

export const StaffMember = z
  .object({ id: z.uuid(), displayName: z.string(), signInName: z.string(), roles: z.array(Role), closedAt: z.iso.datetime().nullable() })
  .meta({ id: 'StaffMember' });
export type StaffMember = z.infer<typeof StaffMember>;

export const StaffInvite = z
  .strictObject({ displayName: z.string().trim().min(1).max(200), roles: z.array(StaffRole).min(1).max(3) })
  .refine(({ roles }) => new Set(roles).size === roles.length, { path: ['roles'], message: 'each role once' })
  .meta({ id: 'StaffInvite' });
export type StaffInvite = z.infer<typeof StaffInvite>;

/** The token is told here once. It stands behind `#` in the link, where no server and no log gets to see it. */
export const InvitationMade = z.object({ id: z.uuid(), token: z.string(), expiresAt: z.iso.datetime() }).meta({ id: 'InvitationMade' });
export type InvitationMade = z.infer<typeof InvitationMade>;

export const InvitationView = z
  .object({ id: z.uuid(), displayName: z.string(), roles: z.array(Role), createdAt: z.iso.datetime(), expiresAt: z.iso.datetime() })
  .meta({ id: 'Invitation' });
export type InvitationView = z.infer<typeof InvitationView>;

const InvitationToken = z.string().regex(/^[\w-]{43}$/);

export const InvitationShown = z.strictObject({ token: InvitationToken }).meta({ id: 'InvitationShown' });
export type InvitationShown = z.infer<typeof InvitationShown>;

export const InvitationGreeting = z
  .object({
    displayName: z.string(),
    clinicName: z.string(),
    roles: z.array(Role),
    /** By whose account they may accept it; null: the clinic has none. */
    providerId: z.uuid().nullable(),
  })
  .meta({ id: 'InvitationGreeting' });
export type InvitationGreeting = z.infer<typeof InvitationGreeting>;

export const InvitationAccept = z
  .strictObject({ token: InvitationToken, signInName: z.string().trim().min(3).max(200), password: NewPassword })
  .refine(({ signInName, password }) => !password.toLowerCase().includes(signInName.toLowerCase()), { path: ['password'], message: 'must not have the sign-in name in it' })
  .meta({ id: 'InvitationAccept' });
export type InvitationAccept = z.infer<typeof InvitationAccept>;

export const CareTeam = z
  .object({
    patientId: z.uuid(),
    displayName: z.string(),
    /** They can sign in. */
    hasAccount: z.boolean(),
    /** Those who may see the patient now. */
    members: z.array(z.object({ practitionerId: z.uuid(), displayName: z.string(), since: z.iso.datetime(), until: z.iso.datetime().nullable(), isBackup: z.boolean() })),
  })
  .meta({ id: 'CareTeam' });
export type CareTeam = z.infer<typeof CareTeam>;

export const CareTeamJoin = z
  .strictObject({
    practitionerId: z.uuid(),
    /** null: until somebody ends it. */
    until: z.iso.datetime().nullable().default(null),
    /** Is rung only when nobody else answers. */
    isBackup: z.boolean().default(false),
  })
  .meta({ id: 'CareTeamJoin' });
export type CareTeamJoin = z.infer<typeof CareTeamJoin>;

/** The token is told here once; it stands behind `#` in the link. */
export const PasswordResetMade = z.object({ token: z.string(), expiresAt: z.iso.datetime() }).meta({ id: 'PasswordResetMade' });
export type PasswordResetMade = z.infer<typeof PasswordResetMade>;

export const PasswordReset = z.strictObject({ token: InvitationToken, password: NewPassword }).meta({ id: 'PasswordReset' });
export type PasswordReset = z.infer<typeof PasswordReset>;
