import { z } from 'zod';

/** Where the data come from; anything but `live` is labelled on every screen. */
export const Source = z.enum(['live', 'simulated', 'replayed']).meta({ id: 'Source' });
export type Source = z.infer<typeof Source>;

export const PatientCreate = z
  .strictObject({
    displayName: z.string().trim().min(1).max(200),
    birthYear: z.int().min(1900).max(2030),
    sex: z.enum(['female', 'male', 'unknown']).default('unknown'),
    /** Tags that change a rule, e.g. `fibromyalgia` (clinical E2, HR-02). */
    conditions: z.array(z.string().max(60)).max(20).default([]),
    restingHeartRateBpm: z.number().min(30).max(120).nullable().default(null),
    /** From a graded test, with its day; it is planned by for two years, as long as the medication is what it was then. */
    measuredMaxHeartRateBpm: z.number().min(80).max(240).nullable().default(null),
    measuredMaxOn: z.iso.date().nullable().default(null),
    measuredMaxOnSameMedication: z.boolean().default(true),
    betaBlocker: z.boolean().default(false),
    ivabradine: z.boolean().default(false),
    /** Verapamil or diltiazem. */
    nonDhpCcb: z.boolean().default(false),
    heartFailure: z.boolean().default(false),
    pacemaker: z.boolean().default(false),
    monitoringRequired: z.boolean().default(false),
  })
  .refine(({ measuredMaxHeartRateBpm, measuredMaxOn }) => (measuredMaxHeartRateBpm === null) === (measuredMaxOn === null), {
    path: ['measuredMaxOn'],
    message: 'a measured maximum has its day, and a day its maximum',
  })
  .meta({ id: 'PatientCreate' });
export type PatientCreate = z.infer<typeof PatientCreate>;

export const Patient = z
  .object({ id: z.uuid(), displayName: z.string(), birthYear: z.int(), conditions: z.array(z.string()) })
  .meta({ id: 'Patient' });
export type Patient = z.infer<typeof Patient>;
