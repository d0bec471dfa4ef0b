import { z } from 'zod';

/** Something measured, or why it is not known: never a number in place of one. */
export function measured<T extends z.ZodType>(value: T) {
  return z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value, flags: z.array(z.string()) }),
    z.object({ ok: z.literal(false), reason: z.enum(['MISSING_INPUT', 'OUT_OF_RANGE', 'INSUFFICIENT_DATA', 'LOW_QUALITY', 'NOT_APPLICABLE', 'STALE']), detail: z.string() }),
  ]);
}

const MeasuredNumber = measured(z.number()).meta({ id: 'MeasuredNumber' });

/** Who said it: a therapist wrote it down, or the patient did. */
const ReportSource = z.enum(['therapist', 'patient']);
const TalkTest = z.enum(['sing', 'talk', 'few-words']);
/** Borg CR10, 0 to 10 in half steps. */
const Rpe = z.number().min(0).max(10).multipleOf(0.5);

export const EffortReportCreate = z
  .strictObject({
    moment: z.enum(['during', 'after']),
    rpe: Rpe.nullable().default(null),
    /** "Right now you could sing; talk but not sing; say only a few words." */
    talkTest: TalkTest.nullable().default(null),
  })
  .refine(({ rpe, talkTest }) => rpe !== null || talkTest !== null, { path: ['rpe'], message: 'a rating or a talk test' })
  .meta({ id: 'EffortReportCreate' });
export type EffortReportCreate = z.infer<typeof EffortReportCreate>;

export const EffortReport = z
  .object({ id: z.uuid(), moment: z.enum(['during', 'after']), rpe: z.number().nullable(), talkTest: TalkTest.nullable(), reportedAt: z.iso.datetime(), source: ReportSource })
  .meta({ id: 'EffortReport' });
export type EffortReport = z.infer<typeof EffortReport>;

const TimeInZone = z.object({
  below: z.number(), in: z.number(), above: z.number(), 'over-ceiling': z.number(), 'over-limit': z.number(),
  /** Told apart, and given to no zone. */
  unmeasured: z.number(),
});

const Recovery = z.object({
  peakBpm: z.number(), at60SBpm: z.number(), dropBpm: z.number(),
  /** 12 bpm or less: a note on a trend, no alert. */
  isAbnormal: z.boolean(),
  /** Why it says nothing; empty: it may be interpreted. */
  notInterpretable: z.array(z.string()),
});

const Respiration = z.object({ breathsPerMin: z.number(), windows: z.int(), of: z.int(), disagreeing: z.int() });
const Breathing = z.object({ percent: z.number(), breaths: z.int(), medianS: z.number(), cadenceErrorS: z.number(), codes: z.array(z.string()) });

/** How hard a session was; made when it is finished, and again when late packets have come. */
export const IntensitySummary = z
  .object({
    workS: z.number(),
    lengthS: z.number(),
    zoneS: TimeInZone.nullable(),
    percentInZone: z.number().nullable(),
    doseMin: z.number().nullable(),
    meanBpm: z.number().nullable(),
    highestBpm: z.number().nullable(),
    trimpBanister: MeasuredNumber,
    trimpEdwards: MeasuredNumber,
    recovery: measured(Recovery),
    restingHeartRateBpm: MeasuredNumber,
    rmssdMs: MeasuredNumber,
    respiration: measured(Respiration),
    breathing: measured(Breathing),
    artefactFraction: z.number().nullable(),
  })
  .meta({ id: 'IntensitySummary' });

export const SessionIntensity = z
  .object({
    /** null: not finished, or not summed up yet. */
    summary: IntensitySummary.nullable(),
    effort: z.array(EffortReport),
    /** Rating after the session times minutes. */
    effortLoad: MeasuredNumber,
  })
  .meta({ id: 'SessionIntensity' });
export type SessionIntensity = z.infer<typeof SessionIntensity>;

/** What limits are derived from; sessions that have begun keep theirs. */
export const HeartFacts = z
  .strictObject({
    restingHeartRateBpm: z.number().min(30).max(120).nullable(),
    /** From a graded test, with its day. */
    measuredMaxHeartRateBpm: z.number().min(80).max(240).nullable(),
    measuredMaxOn: z.iso.date().nullable(),
    measuredMaxOnSameMedication: z.boolean(),
    betaBlocker: z.boolean(),
    ivabradine: z.boolean(),
    /** Verapamil or diltiazem. */
    nonDhpCcb: z.boolean(),
    heartFailure: z.boolean(),
    pacemaker: z.boolean(),
    /** Without a heart rate at all times the session is to be paused. */
    monitoringRequired: z.boolean(),
  })
  .refine(({ measuredMaxHeartRateBpm, measuredMaxOn }) => (measuredMaxHeartRateBpm === null) === (measuredMaxOn === null), {
    path: ['measuredMaxOn'],
    message: 'a measured maximum has its day, and a day its maximum',
  })
  .meta({ id: 'HeartFacts' });
export type HeartFacts = z.infer<typeof HeartFacts>;

/** Asked before a session. null: not answered, which a therapist must weigh; blood pressure is only looked at where it was taken. */
export const PreExerciseAnswers = z
  .strictObject({
    restingHeartRateBpm: z.number().min(25).max(240).nullable(),
    systolicMmHg: z.number().min(50).max(300).nullable().default(null),
    diastolicMmHg: z.number().min(30).max(200).nullable().default(null),
    feverOrAcuteIllness: z.boolean().nullable(),
    heartSymptoms24h: z.boolean().nullable(),
    newNeurologicalSigns: z.boolean().nullable(),
    pain: z.number().min(0).max(10).multipleOf(0.5).nullable(),
    dizziness: z.number().min(0).max(10).multipleOf(0.5).nullable(),
  })
  .meta({ id: 'PreExerciseAnswers' });
export type PreExerciseAnswers = z.infer<typeof PreExerciseAnswers>;

/** NO_GO keeps sessions from starting for twelve hours, or until what it rests on is answered otherwise. */
export const PreExerciseCheck = z
  .object({
    id: z.uuid(),
    answers: PreExerciseAnswers,
    outcome: z.object({
      decision: z.enum(['GO', 'CAUTION', 'NO_GO']),
      /** `fromBefore`: by an earlier answer of the last twelve hours alone, which nobody has asked for again. */
      reasons: z.array(z.object({ reason: z.string(), weight: z.enum(['CAUTION', 'NO_GO']), fromBefore: z.literal(true).optional() })),
      isUrgent: z.boolean(),
    }),
    answeredAt: z.iso.datetime(),
    source: ReportSource,
  })
  .meta({ id: 'PreExerciseCheck' });
export type PreExerciseCheck = z.infer<typeof PreExerciseCheck>;

/** A patient whose newest answers of the last twelve hours are not simply GO. */
export const HeldPatient = z.object({ patientId: z.uuid(), patientName: z.string(), check: PreExerciseCheck }).meta({ id: 'HeldPatient' });
export type HeldPatient = z.infer<typeof HeldPatient>;

const Week = z.object({
  /** Monday, UTC. */
  start: z.iso.datetime(),
  sessions: z.int(),
  /** `isMet` null: not known, since `unmeasured` sessions may have met it. `minutes`: at least. */
  dose: z.object({ sessions: z.int(), minutes: z.number(), isMet: z.boolean().nullable(), isMoreThanAdvised: z.boolean(), unmeasured: z.int() }),
  /** `monotony` and `strain` null: the week goes on, not all was rated, or every day was alike. */
  load: z.object({ load: z.number(), monotony: z.number().nullable(), strain: z.number().nullable() }),
  unrated: z.int(),
  hasRisen: z.boolean().nullable(),
});

/** What a patient's heart may do, and what it has done week by week. */
export const PatientIntensity = z
  .object({
    maxHeartRate: measured(z.object({ bpm: z.number(), method: z.string(), seeBpm: z.number(), advisoryOnly: z.boolean() })),
    heart: HeartFacts,
    /** What other systems would take; to compare with. */
    otherFormulasBpm: z.object({ fox: z.number(), gellishLinear: z.number(), gellishNonlinear: z.number(), acsm: z.number(), gulati: z.number().nullable() }),
    restingBaselineBpm: MeasuredNumber,
    /** RMSSD at rest in the last seven days, ms: to compare the patient with themselves. */
    rmssdMs: measured(z.object({ typical: z.number(), low: z.number(), high: z.number(), values: z.int() })),
    /** The last eight, oldest first. */
    weeks: z.array(Week),
    /** Newest first. */
    /** How long the head turned in gaze stabilisation, by day (UTC) of the last seven; a day without it is not there. */
    headTurnDays: z.array(z.object({ day: z.iso.date(), minutes: z.number() })),
    checks: z.array(PreExerciseCheck),
  })
  .meta({ id: 'PatientIntensity' });
export type PatientIntensity = z.infer<typeof PatientIntensity>;
