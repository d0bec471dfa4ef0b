import type { Reference, ReferenceStanding, WalkReference } from '../form/reference.js';
import type { OwnRule } from '../alert/own/own-rule.js';
import type { AlertLimits } from '../alert/limits.js';
import type { GuidedMovement } from '../motion/guided-movement.js';
import type { CalibrationInForce } from '../motion/calibration-in-force.js';
import type { Exercise, Placement } from './exercise.js';

/** Everything `analyse` must know about this patient and this exercise, resolved before the call. */
export interface Prescription {
  exercise: Exercise;
  side: 'left' | 'right' | 'both';
  /** Which side hurts or is treated. Absent: nobody has said. */
  involvedSide?: 'left' | 'right' | 'both';
  /** The patient's own therapist-approved repetitions; null: count only, no form score. */
  reference: Reference | null;
  /** The same of an exercise that is walking, from approved bouts. Absent: there is none. */
  walk?: WalkReference;
  /** How it stood when the session began. Absent, as in sessions from before it existed: it holds. */
  referenceStanding?: ReferenceStanding;
  /** References of the patient's other exercises: what is done instead of the prescribed one is told from it. */
  alternatives: { exerciseId: string; reference: Reference }[];
  sensors: SensorBinding[];
  intensity: IntensityPlan | null;
  /** Condition tags that change a rule, e.g. `fibromyalgia`, `chronic-widespread-pain`, `central-sensitisation`, `cardiovascular`. */
  conditions: string[];
  monitoringRequired: boolean;
  /** A therapist is to watch while it goes on (TC-07). Absent, as in sessions from before it existed: nobody need. */
  supervised?: boolean;
  /** What the therapist has set of the rules; absent: nothing. */
  limits?: AlertLimits;
  /** The therapist's own rules that are switched on; absent: none, as in sessions from before there were any. */
  ownRules?: OwnRule[];
  /** This session is a guided calibration: after the still pose these movements show how each sensor is worn. Absent: it is not. */
  guided?: { movements: GuidedMovement[] };
  /** Of the sessions before this one. Absent: not known. */
  earlier?: EarlierSessions;
  /** What was recorded some other day is sent, at whatever speed: its clock tells nothing of now. Absent: no. */
  isReplayed?: boolean;
}

/** In how many sessions in a row, the latest ones of this patient, something was seen that only its repetition makes worth telling. */
export interface EarlierSessions {
  abnormalRecoveries: number;
  /** Of this prescription. Absent: not known. */
  asymmetricSessions?: number;
  /** The same exercise on the other side, the newest session of it in the last seven days; absent or null: there is none with enough to compare with. */
  otherSide?: OtherSide | null;
  /** The same standing with open eyes, the newest session of it in the last seven days; absent or null: there is none that was measured. */
  openEyes?: OpenEyes | null;
}

export interface OtherSide {
  /** Of the repetitions that could be judged, deg. */
  rangesDeg: number[];
  /** How long before this session it began, ms. */
  ageMs: number;
}

export interface OpenEyes {
  /** Of its trials that could be measured: root mean square of the horizontal acceleration, m/s2. */
  swaysMPerS2: number[];
  /** How long before this session it began, ms. */
  ageMs: number;
}

export interface SensorBinding {
  sensor: number;
  kind: 'imu' | 'heart-rate';
  placement: Placement;
  /** How it is strapped on; absent: nobody has said, and how the segment leans is not measured. */
  axes?: SensorAxes;
  /** Axis about which the segment bends in its joint, unit, sensorFrame, as a calibration learned it; absent: the reference's own axis is used. */
  flexion?: [number, number, number];
  /** What the last guided calibration that was passed has learned of it; absent: there is none. */
  calibration?: CalibrationInForce;
}

export type SensorAxis = 'x' | 'y' | 'z' | '-x' | '-y' | '-z';

/** Which axes of sensorFrame point up along the segment, and to the patient's front, when the patient stands upright. */
export interface SensorAxes {
  up: SensorAxis;
  forward: SensorAxis;
}

/** Clinical B1, B2, with the values fixed when the session began, so that an old session keeps its old zones. */
export interface IntensityPlan {
  maxHeartRateBpm: number;
  maxHeartRateMethod: 'measured' | 'beta-blocker-heart-failure' | 'beta-blocker' | 'tanaka' | 'plan';
  /** Standard error of estimate, bpm; null: nobody knows. */
  maxHeartRateSeeBpm: number | null;
  /** True for the formulas whose error is too large to lead (B1): HR-02 and HR-03 stay at low priority unless the plan has its own ceiling. */
  advisoryOnly: boolean;
  /** A medicine keeps the heart from following effort: recovery is a number that says nothing (B9). */
  rateLimitingMedication: boolean;
  restingHeartRateBpm: number | null;
  scheme: 'percent-max' | 'percent-reserve';
  zoneLowBpm: number;
  zoneHighBpm: number;
  ceilingBpm: number;
  ceilingFromPlan: boolean;
  hardLimitBpm: number;
  hardLimitFromPlan: boolean;
  /** How it was come by, e.g. `HR_ESTIMATED`, `NO_HRREST_BASELINE`, `HRREST_SINGLE`, `HRREST_OUT_OF_RANGE`. */
  flags: string[];
}
