import { z } from 'zod';

/** 0 to 10 in half steps. */
const Scale = z.number().min(0).max(10).multipleOf(0.5);
const Symptom = z.enum(['chest-pain', 'fainting', 'severe-breathlessness', 'palpitations', 'confusion', 'stroke-signs', 'leg-weakness', 'saddle-numbness', 'bladder-bowel-change']);
const PainQuality = z.enum(['dull', 'stiff', 'sharp', 'burning', 'numb-tingling']);

/** What a patient says in a session, or of its pain afterwards, once it is over. It is durable before it is answered, and the rules hear each once. */
export const PatientReportCreate = z
  .discriminatedUnion('report', [
    z.strictObject({ report: z.literal('sos') }),
    z.strictObject({ report: z.literal('symptom'), symptom: Symptom }),
    z.strictObject({ report: z.literal('pain'), pain: Scale, quality: PainQuality.nullable().default(null), moment: z.enum(['before', 'during', 'after', 'one-hour', 'two-hours', 'next-morning']).default('during') }),
    z.strictObject({ report: z.literal('dizziness'), dizziness: Scale }),
    z.strictObject({ report: z.literal('effort'), rpe: Scale }),
    z.strictObject({ report: z.literal('fine') }),
  ])
  .meta({ id: 'PatientReportCreate' });
export type PatientReportCreate = z.infer<typeof PatientReportCreate>;

export const PatientReported = z.object({ id: z.uuid(), reportedAt: z.iso.datetime() }).meta({ id: 'PatientReported' });
export type PatientReported = z.infer<typeof PatientReported>;

/** The average pain of a day, for the diary; said again it is corrected. */
export const DayPainCreate = z.strictObject({ day: z.iso.date(), pain: Scale }).meta({ id: 'DayPainCreate' });
export type DayPainCreate = z.infer<typeof DayPainCreate>;
