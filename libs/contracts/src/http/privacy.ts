import { z } from 'zod';

/** A record that was or will be erased. */
export const Erasure = z
  .object({
    id: z.uuid(),
    patientId: z.uuid(),
    /** null: erased. */
    displayName: z.string().nullable(),
    askedAt: z.iso.datetime(),
    /** Until then it can be taken back. */
    dueAt: z.iso.datetime(),
    cancelledAt: z.iso.datetime().nullable(),
    erasedAt: z.iso.datetime().nullable(),
    /** A legal hold keeps it from being done. */
    isHeld: z.boolean(),
    /** Rows that were deleted, by table. */
    counts: z.record(z.string(), z.int()),
  })
  .meta({ id: 'Erasure' });
export type Erasure = z.infer<typeof Erasure>;

/** What a patient is told: their record goes, and when. */
export const ErasureToCome = z.object({ askedAt: z.iso.datetime(), dueAt: z.iso.datetime() }).meta({ id: 'ErasureToCome' });
export type ErasureToCome = z.infer<typeof ErasureToCome>;

export const ErasureAsked = z.object({ id: z.uuid(), dueAt: z.iso.datetime() }).meta({ id: 'ErasureAsked' });
export type ErasureAsked = z.infer<typeof ErasureAsked>;

/** Nothing of this patient's record is erased or removed while it stands. */
export const LegalHold = z.object({ patientId: z.uuid(), reason: z.string(), heldAt: z.iso.datetime() }).meta({ id: 'LegalHold' });
export type LegalHold = z.infer<typeof LegalHold>;

export const LegalHoldSet = z.strictObject({ reason: z.string().trim().min(10).max(500) }).meta({ id: 'LegalHoldSet' });
export type LegalHoldSet = z.infer<typeof LegalHoldSet>;

/** How long what is kept, days. */
export const Retention = z
  .strictObject({
    /** Packets of finished sessions; null: for as long as the record. Scores, alerts and summaries stay. */
    rawDays: z.int().min(30).max(3650).nullable(),
    /** What could not be analysed. */
    quarantineDays: z.int().min(1).max(365),
    /** Sign-ins that are over. */
    signInDays: z.int().min(7).max(730),
  })
  .meta({ id: 'Retention' });
export type Retention = z.infer<typeof Retention>;
