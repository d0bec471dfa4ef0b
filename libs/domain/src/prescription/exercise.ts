/** Where a sensor is worn: body segment and side ("bodySite" in FHIR). */
export interface Placement {
  segment: BodySegment;
  side: 'left' | 'right' | 'midline';
}

export type BodySegment =
  | 'head' | 'chest' | 'upper-back' | 'lumbar' | 'pelvis' | 'upper-arm' | 'forearm' | 'wrist' | 'hand'
  | 'thigh' | 'shank' | 'foot' | 'unknown';

/**
 * A kind of movement with its parameters. One file each in `catalogue/`, one line in `catalogue/index.ts`.
 * Numbers here are starting templates (clinical C17); the patient's own reference replaces them.
 */
export interface Exercise {
  id: string;
  name: string;
  /** Which sensors carry the primary angle, by body segment. */
  primary: PrimarySignal;
  /** Population template for a patient without a reference: count only (`UNCALIBRATED`). */
  template: { rangeOfMotionDeg: number; outS: number; holdS: number; backS: number };
  /**
   * Smallest share of the reference range that counts as a repetition; below it is an attempt. Clinical C8 has 0.40; an
   * exercise in which small movements are a fault to be told, not something else, counts from less.
   */
  countFromShare: number;
  /** Aerobic exercises are judged by heart rate only. */
  aerobic: boolean;
}

/**
 * How the angle is made from orientation (clinical C5, C6).
 * `segment`: rotation of one segment about the movement's own axis, learned from the reference.
 * `joint`: the same for the rotation between two segments.
 * `learned`: the sensor that turns most in the reference repetitions; without a reference nothing is counted.
 * `none`: no movement is scored.
 */
export type PrimarySignal =
  | { kind: 'segment'; segment: BodySegment }
  | { kind: 'joint'; proximal: BodySegment; distal: BodySegment }
  | { kind: 'learned' }
  | { kind: 'none' };
