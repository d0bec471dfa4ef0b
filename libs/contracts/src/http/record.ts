import { z } from 'zod';

const Purpose = z.enum(['treatment', 'research', 'teaching']);

/** What a patient agrees to (`purpose`), for whom, until when. */
export const ConsentGive = z
  .strictObject({ purpose: Purpose, recipient: z.string().trim().min(1).max(200), until: z.iso.datetime().nullable().default(null) })
  .meta({ id: 'ConsentGive' });
export type ConsentGive = z.infer<typeof ConsentGive>;

export const Consent = z
  .object({ id: z.uuid(), purpose: Purpose, recipient: z.string(), givenAt: z.iso.datetime(), until: z.iso.datetime().nullable(), withdrawnAt: z.iso.datetime().nullable() })
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

export const PatientName = z.object({ id: z.uuid(), displayName: z.string() }).meta({ id: 'PatientName' });
export type PatientName = z.infer<typeof PatientName>;
