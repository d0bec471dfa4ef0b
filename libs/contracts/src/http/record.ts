import { z } from 'zod';

const Purpose = z.enum(['treatment', 'research', 'teaching']);

/**
 * What a patient agrees to (`purpose`), for whom, until when. Named by their id, for treatment, a therapist of the clinic sees the record
 * by it, until then or until it is withdrawn; anybody else is named in words, and sees nothing here.
 */
export const ConsentGive = z
  .strictObject({ purpose: Purpose, recipient: z.string().trim().min(1).max(200).optional(), practitionerId: z.uuid().optional(), until: z.iso.datetime().nullable().default(null) })
  .refine(({ recipient, practitionerId }) => (recipient === undefined) !== (practitionerId === undefined), { path: ['recipient'], message: 'either a recipient in words or a practitionerId' })
  .refine(({ purpose, practitionerId }) => practitionerId === undefined || purpose === 'treatment', { path: ['purpose'], message: 'a therapist sees the record for treatment alone' })
  .meta({ id: 'ConsentGive' });
export type ConsentGive = z.infer<typeof ConsentGive>;

export const Consent = z
  .object({ id: z.uuid(), purpose: Purpose, recipient: z.string(), opensRecord: z.boolean(), givenAt: z.iso.datetime(), until: z.iso.datetime().nullable(), withdrawnAt: z.iso.datetime().nullable() })
  .meta({ id: 'Consent' });
export type Consent = z.infer<typeof Consent>;

/** Who could see the record, since when and until when. */
export const RecordAccess = z
  .object({
    displayName: z.string(),
    since: z.iso.datetime(),
    until: z.iso.datetime().nullable(),
    /** They let themselves in, for this reason; null: they were asked. */
    emergencyReason: z.string().nullable(),
  })
  .meta({ id: 'RecordAccess' });
export type RecordAccess = z.infer<typeof RecordAccess>;

/** The patient reads the reason. */
export const EmergencyAccess = z.strictObject({ reason: z.string().trim().min(10).max(500) }).meta({ id: 'EmergencyAccess' });
export type EmergencyAccess = z.infer<typeof EmergencyAccess>;

/** A therapist of the clinic who is not in the care team. */
export const TherapistName = z.object({ id: z.uuid(), displayName: z.string() }).meta({ id: 'TherapistName' });
export type TherapistName = z.infer<typeof TherapistName>;

export const PatientName = z.object({ id: z.uuid(), displayName: z.string() }).meta({ id: 'PatientName' });
export type PatientName = z.infer<typeof PatientName>;
