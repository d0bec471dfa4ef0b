import type { FormCode } from '../form/code.js';

export type Side = 'left' | 'right';

/** Where a sensor is worn: body segment and side ("bodySite" in FHIR). */
export interface Placement {
  segment: BodySegment;
  side: 'left' | 'right' | 'midline';
}

export type BodySegment =
  | 'head' | 'chest' | 'upper-back' | 'lumbar' | 'pelvis' | 'upper-arm' | 'forearm' | 'wrist' | 'hand'
  | 'thigh' | 'shank' | 'foot' | 'unknown';

/** What the exercise is for; `linkedRegions` are the neighbours that its complaint often comes from or loads. */
export type BodyRegion = 'neck' | 'shoulder' | 'upper-back' | 'low-back' | 'hip' | 'knee' | 'ankle' | 'whole-body' | 'inner-ear' | 'nervous-system';

/** Where a fault shows. */
export type BodyPart = BodySegment | BodyRegion | 'trunk';

/** Which cause of a complaint the exercise works on. */
export type Impairment = 'mobility' | 'strength' | 'posture' | 'pattern' | 'balance' | 'endurance' | 'sensitivity';

/**
 * Which weights make the form score (`form/domain-weights.ts`). Breathing, head movements, sitting and
 * aerobic exercises have no form score: they are judged by cadence, by rate and range, by lean, and by heart rate.
 */
export type ScoringClass = 'dynamic-strength' | 'static-stretch' | 'isometric-hold' | 'balance' | 'gait' | 'breathing' | 'head-movement' | 'posture' | 'aerobic';

/**
 * A kind of movement with its parameters. One file each in `catalogue/`, one line in `catalogue/index.ts`; the table of all is
 * docs/exercises.md. Numbers are starting templates, not verified; the patient's own approved repetitions replace them.
 */
export interface Exercise {
  id: string;
  /** Of which exercise of the catalogue it was taught as a version: what is known of how that goes wrong holds for it too. */
  versionOf?: string;
  /** Of standing with closed eyes: the same with open ones, by id. The sway of both is compared (Romberg, clinical C14). */
  withOpenEyes?: string;
  name: string;
  pillar: 'exercise' | 'stretching' | 'restoration';
  region: BodyRegion;
  linkedRegions: BodyRegion[];
  impairments: Impairment[];
  scoring: ScoringClass;
  sensors: SensorNeed[];
  /** Which sensors carry the primary angle, by body segment. */
  primary: PrimarySignal;
  phases: Phases;
  /** Population template for a patient without a reference: count only (`UNCALIBRATED`). */
  template: { rangeOfMotionDeg: number; outS: number; holdS: number; backS: number };
  /**
   * Smallest share of the reference range that counts as a repetition; below it is an attempt. Usually 0.40 (proposed); an
   * exercise in which small movements are a fault to be told, not something else, counts from less.
   */
  countFromShare: number;
  /** The faults to look for, by name, the gravest first. */
  faults: Fault[];
  dose: Dose;
  /** When not to do it, or to ask first; for the therapist who prescribes it. */
  contraindications: string[];
  /** The movement lies in one vertical plane, so inclinations give the joint's angle without a heading. */
  sagittal: boolean;
  /** Done on the floor, where lying still after a quick movement is no fall. */
  floor: boolean;
  /** What of the body is held upright when it begins, as in the pose of a guided calibration; null: nothing, or nobody can say. */
  beginsUpright: 'whole-body' | 'trunk' | null;
  /** One side at a time, sides in turn, both at once, or no side at all. */
  laterality: 'one-side' | 'alternating' | 'both-sides' | 'midline';
  /** Judged by the heart rate: its zone is the goal, and losing it is worse than elsewhere. */
  aerobic: boolean;
}

export interface SensorNeed {
  segment: BodySegment;
  kind: 'imu' | 'heart-rate';
  /** `helpful`: without it some faults cannot be seen; nothing is made up in their place. */
  need: 'required' | 'helpful';
  /** Where to put it, for whoever puts it on. */
  placement: string;
}

/**
 * How the angle is made from orientation.
 * `segment`: rotation of one segment about the movement's own axis, learned from the reference.
 * `joint`: the same for the rotation between two segments.
 * `learned`: the sensor that turns most in the reference repetitions; without a reference nothing is counted.
 * `none`: there are no repetitions.
 */
export type PrimarySignal =
  | { kind: 'segment'; segment: BodySegment }
  | { kind: 'joint'; proximal: BodySegment; distal: BodySegment }
  | { kind: 'learned' }
  | { kind: 'none' };

export interface Phases {
  /** In which phase the trained muscles shorten; null: in none, or it depends on what is taught. */
  concentric: 'out' | 'back' | null;
  /** Whether the end of the way out is held. */
  hold: 'none' | 'at-end';
}

/** A fault that this exercise is known for. */
export interface Fault {
  code: FormCode;
  /** From here on it is one without a reference, in `unit`; null: only the reference says. Proposed. */
  limit: number | null;
  unit: 'deg' | 'deg/s' | 's' | '';
  /** A clear one is told to the therapist at once, and the patient hears of it before anything else. */
  safetyCritical: boolean;
  /** What the patient is told: what to do, not what was wrong. */
  cue: string;
}

/** Where the prescription starts from; the therapist decides. */
export interface Dose {
  sets: number;
  /** Null where the exercise goes by time. */
  repetitions: number | null;
  /** Of each repetition, s; null: nothing is held. */
  holdS: number | null;
  /** Of a whole set, s; null where it goes by repetitions. */
  durationS: number | null;
  sessionsPerWeek: number;
}
