import { z } from 'zod';
import { SessionPurpose } from '../device.js';
import { Source } from './patient.js';
import { Worn } from './worn.js';

/** One session as a tile of the wall needs it. */
export const SessionSummary = z
  .object({
    id: z.uuid(),
    patientId: z.uuid(),
    patientName: z.string(),
    prescriptionId: z.uuid(),
    exerciseId: z.string(),
    exerciseName: z.string(),
    purpose: SessionPurpose,
    source: Source,
    sourceLabel: z.string(),
    state: z.enum(['running', 'ended', 'finished']),
    startedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
    /** Without a heart rate the patient is to stop, as it was when the session began (clinical B15). */
    monitoringRequired: z.boolean(),
    /** Limits in force when the session began; null: no heart-rate plan. */
    intensity: z
      .object({
        zoneLowBpm: z.number(),
        zoneHighBpm: z.number(),
        ceilingBpm: z.number(),
        hardLimitBpm: z.number(),
        /** A therapist has set it: it holds also where the maximum is a guess. */
        ceilingFromPlan: z.boolean(),
        hardLimitFromPlan: z.boolean(),
        maxHeartRateBpm: z.number(),
        maxHeartRateMethod: z.string(),
        scheme: z.enum(['percent-max', 'percent-reserve']),
        /** The maximum is too uncertain for zones to lead: effort and talk test do. */
        advisoryOnly: z.boolean(),
      })
      .nullable(),
    referenceRangeOfMotionDeg: z.number().nullable(),
    referenceRepetitions: z.int().nullable(),
    /** How the reference stood when the session began: `stale` says why it no longer held, so that scores are not to be gone by; null: it held. Of a session without one null. */
    referenceStanding: z.object({ ageDays: z.int(), stale: z.enum(['old', 'worn-otherwise']).nullable() }).nullable(),
    repetitionCount: z.int(),
    packetsStored: z.int(),
    /** How its sensors are worn; null: nothing to say of it. */
    worn: Worn.nullable(),
    /** When a therapist last said, or took back, what a set was; null: nobody has. */
    countsCorrectedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'SessionSummary' });
export type SessionSummary = z.infer<typeof SessionSummary>;

export const FeedbackCode = z
  .object({
    code: z.string(),
    severity: z.enum(['mild', 'clear']),
    /** Where it shows. Absent, like `side` and `spread`, from scorers before 1.1. */
    bodyPart: z.string().optional(),
    side: z.enum(['left', 'right', 'both']).optional(),
    feature: z.string(),
    value: z.number(),
    reference: z.number(),
    /** It is a limit that holds for everybody. Absent: it is what is usual for this patient, or the scorer was one before 3.14. */
    isLimit: z.literal(true).optional(),
    /** The patient's usual variation of this feature. */
    spread: z.number().optional(),
    unit: z.string(),
    u: z.number(),
  })
  .meta({ id: 'FeedbackCode' });
export type FeedbackCode = z.infer<typeof FeedbackCode>;

/** How set and session stand after a repetition, and what the patient is to be told then. */
export const Standing = z
  .object({
    set: z.object({
      /** 1..n within the session; a rest ends a set. */
      number: z.int(),
      repetitions: z.int(),
      /** How many of them could be judged. */
      scored: z.int(),
      /** null: too few could be judged. */
      score: z.number().nullable(),
      /** Signs of fatigue, at least two or none; null: too few repetitions to tell. */
      fatigue: z.array(z.enum(['smaller', 'slower', 'rougher', 'longer', 'shakier'])).nullable(),
    }),
    /** `poorShare` from 0 to 1, null: nothing could be judged. `faults`: the most common clear ones. */
    session: z.object({ score: z.number().nullable(), poorShare: z.number().nullable(), faults: z.array(z.object({ code: z.string(), repetitions: z.int() })),
      /** Of the range of motion, deg, by medians, against the newest session of the other side in the last seven days; null: there is none. Absent from scorers before 3.2. */
      symmetry: z.object({ left: z.number(), right: z.number(),
        /** 100 times the side that hurts over the other; null: not said which, or both. */
        limbSymmetryPercent: z.number().nullable().optional(),
        symmetryIndexPercent: z.number(), lowerSide: z.enum(['left', 'right']).nullable(), noted: z.boolean(), code: z.string().nullable(),
        /** Both sides are of this session, whose sides take turns. Absent from scorers before 3.6: they are not. */
        isWithinSession: z.boolean().optional() }).nullable().optional(),
      /** Sway with closed eyes against the newest session with open ones in the last seven days (root mean square, m/s2, and their ratio). Absent: eyes are open, or nothing was measured with open ones. */
      romberg: z.object({ closedMPerS2: z.number(), openMPerS2: z.number(), ratio: z.number(), isRemarkable: z.boolean() }).optional(),
    }),
    /** One thing at a time, at most every ten seconds; `code` null is praise. null: nothing is said. None asks for more while it hurts. */
    cue: z.object({ code: z.string().nullable(), text: z.string(), tMs: z.number() }).nullable(),
  })
  .meta({ id: 'Standing' });
export type Standing = z.infer<typeof Standing>;

/** One repetition with its judgement; `score` is null exactly when `verdict` is `cannot-judge`, and `reason` says why. */
export const RepetitionView = z
  .object({
    sessionId: z.uuid(),
    number: z.int(),
    /** Rises each time the repetition is analysed again with another result. */
    revision: z.int(),
    state: z.enum(['provisional', 'final']),
    startMs: z.number(),
    turnMs: z.number(),
    backMs: z.number(),
    endMs: z.number(),
    /** The exercise that it is: the prescribed one, or another that the patient has a reference of. */
    exerciseId: z.string(),
    /** Which side did it, where the sides take turns; null: the sensors cannot tell. Absent where one side is prescribed, or both at once. */
    side: z.enum(['left', 'right']).nullable().optional(),
    features: z.record(z.string(), z.number().nullable()),
    /** How far the joint itself may be off the feature `rangeOfMotionDeg`, to either side, deg, nine times in ten (proposed); null: no range was measured. */
    rangeUncertaintyDeg: z.number().nullable(),
    /** How it was done: `correct`, `too-fast`, `low-amplitude`, or a fault that the patient has shown; null: nothing to compare with. */
    execution: z.object({ type: z.string(), probability: z.number(), basis: z.enum(['own-types', 'own-correct', 'population']) }).nullable(),
    verdict: z.enum(['scored', 'partly', 'cannot-judge']),
    score: z.number().nullable(),
    band: z.enum(['good', 'fair', 'poor']).nullable(),
    domains: z.array(z.object({ domain: z.string(), score: z.number().nullable(), weight: z.number() })),
    codes: z.array(FeedbackCode),
    reason: z.string().nullable(),
    /** null: analysed by a scorer before 1.1. */
    standing: Standing.nullable(),
    scorer: z.object({ id: z.string(), version: z.string() }),
    /** The packet that completed it: device, epoch and sequence. */
    completedBy: z.object({ deviceId: z.uuid(), epoch: z.uuid(), sequence: z.int() }).nullable(),
  })
  .meta({ id: 'Repetition' });
export type RepetitionView = z.infer<typeof RepetitionView>;

const Edges = z.object({ lowDeg: z.array(z.number()), highDeg: z.array(z.number()) });
/**
 * Where the approved repetitions went, deg from where each began, at equally spaced times from its start to its end: mean less and plus two spreads.
 * `side`: where the sides take turns, the one it is of; `otherSide`: the other one's, absent where nothing was approved of it.
 */
export const Corridor = Edges.extend({ side: z.enum(['left', 'right']).optional(), otherSide: Edges.optional() }).meta({ id: 'Corridor' });
export type Corridor = z.infer<typeof Corridor>;

/** The primary angle of a finished session, made again from its packets; pieces on a uniform grid, null where it could not be measured. */
export const SessionAngle = z
  .object({ sessionId: z.uuid(), curves: z.array(z.object({ fromMs: z.number(), stepMs: z.number(), angleDeg: z.array(z.number().nullable()) })) })
  .meta({ id: 'SessionAngle' });
export type SessionAngle = z.infer<typeof SessionAngle>;

/** A set with what was counted and, beside it, what a therapist who looked says that it was. */
export const SetCount = z
  .object({
    /** 1..n within the session. */
    set: z.int(),
    counted: z.int(),
    /** The newest; null: nobody has corrected it, or they took it back. `countedThen`: what had been counted when it was said. */
    correction: z.object({ repetitions: z.int(), countedThen: z.int(), practitionerName: z.string(), at: z.iso.datetime() }).nullable(),
  })
  .meta({ id: 'SetCount' });
export type SetCount = z.infer<typeof SetCount>;

/** `set`: one of the session's, or the next one: a set in which nothing was counted. `repetitions` null: what was said before is taken back. */
export const SetCountCorrect = z.strictObject({ set: z.int().min(1), repetitions: z.int().min(0).max(1000).nullable() }).meta({ id: 'SetCountCorrect' });
export type SetCountCorrect = z.infer<typeof SetCountCorrect>;

/** Of head turns, 0 to 10: what was said before and since, how much it rose, and whether it was back within 15 minutes after the end. null: not known. */
const DizzinessCourse = z
  .object({
    before: z.number().nullable(), most: z.number().nullable(), rise: z.number().nullable(), isTooMuch: z.boolean().nullable(),
    back: z.enum(['no-rise', 'in-time', 'not-yet', 'not-back', 'not-known']), backAfterMs: z.number().nullable(),
  })
  .meta({ id: 'DizzinessCourse' });

/** `dizziness` null: not a session of head turns. `corridor` null: the session has no reference. `sets` with what was said by hand; `repetitionCount` stays what was counted. */
export const SessionDetail = SessionSummary.extend({ corridor: Corridor.nullable(), repetitions: z.array(RepetitionView), sets: z.array(SetCount), dizziness: DizzinessCourse.nullable() }).meta({ id: 'SessionDetail' });
export type SessionDetail = z.infer<typeof SessionDetail>;

const ScoredRepetition = z.object({
  number: z.int(), startMs: z.number(), endMs: z.number(), type: z.string().nullable(), score: z.number().nullable(),
  codes: z.array(z.object({ code: z.string(), severity: z.enum(['mild', 'clear']) })), scorer: z.object({ id: z.string(), version: z.string() }),
});

/** A stored session by the scorer of today. By the scorer that made it, it is the same to the last bit. */
export const SessionRescore = z
  .object({
    sessionId: z.uuid(),
    scorer: z.object({ id: z.string(), version: z.string() }),
    packets: z.int(),
    repetitions: z.int(),
    identical: z.boolean(),
    /** In order of start. `before` null: found now only; `after` null: found no more; `changed`: paths of the values that differ. */
    differences: z.array(z.object({ before: ScoredRepetition.nullable(), after: ScoredRepetition.nullable(), changed: z.array(z.string()) })),
  })
  .meta({ id: 'SessionRescore' });
export type SessionRescore = z.infer<typeof SessionRescore>;

/** Raw packets as they came. `payload` is CBOR in base64 (docs/packet.md); null for one that lies in quarantine. */
export const StoredPacketPage = z
  .object({
    packets: z.array(z.object({ deviceId: z.uuid(), epoch: z.uuid(), sequence: z.int(), receivedAt: z.iso.datetime(), payload: z.string().nullable() })),
    /** Ask for `after` this; null: that was all. */
    next: z.string().nullable(),
  })
  .meta({ id: 'StoredPacketPage' });
export type StoredPacketPage = z.infer<typeof StoredPacketPage>;
