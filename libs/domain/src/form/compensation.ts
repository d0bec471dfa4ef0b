import type { Result } from '../session/result.js';
import { quantile } from '../signal/statistics.js';
import { align } from '../signal/warp.js';
import { compensationMeasures, type CompensationCode, type CompensationMeasure, type Direction, type RepetitionTraces } from './compensation-measures.js';
import { profilePoints, resample } from './path-distance.js';

/** How this patient's approved repetitions held the rest of the body. Plain JSON. */
export interface CompensationReference {
  /** Shape of the primary angle, 0 to 1, at `profilePoints` points. */
  shape: number[];
  /** Each measure at the same points; null where it was not defined. A measure without a sensor is left out. */
  measures: { [code in CompensationCode]?: MeasureReference };
}

export interface MeasureReference {
  valueDeg: (number | null)[];
  /** Of how far the approved repetitions are from that, for their deviation (clinical D2), deg. */
  median: number;
  spread: number;
}

/** How far the patient went out of the way that the reference goes. */
export interface Compensation {
  code: CompensationCode;
  valueDeg: number;
  limitDeg: number;
  direction: Direction;
  exceeded: boolean;
}

export interface CompensationOptions {
  /** Null: it is counted from the repetition's first sample. */
  reference: CompensationReference | null;
  /** Of the exercise, without a reference; null: the measure's own. */
  limitDeg: number | null;
}

/** A moment is no posture: the value that all but a twentieth of the repetition stays below (clinical C12). */
const share = 0.95;
/** What a reference's limit never goes below, deg, and how much of its variation it allows (clinical C12). */
const leastLimitDeg = 5;
const spreads = 3;
/** Sakoe & Chiba: time may be warped by this share of the repetition, as for its path. */
const bandShare = 0.15;
/** A movement smaller than this has no phases. */
const leastRangeDeg = 1;
/** Of a repetition, where the measure is defined. */
const leastDefinedShare = 0.1;

/**
 * One measure of one repetition (clinical C12): 95th percentile of its difference to the reference at the same phase, the phase by warping the
 * primary angle; without a reference, to its first sample. `NOT_APPLICABLE`: there is no sensor for it, which is not "no compensation". Flags:
 * LOW_CONFIDENCE, NO_REFERENCE.
 */
export function compensation(code: CompensationCode, repetition: RepetitionTraces, { reference, limitDeg }: CompensationOptions): Result<Compensation> {
  const measure: CompensationMeasure = compensationMeasures[code];
  const trace = measure.trace(repetition);
  if (!trace.ok) return trace;
  const known = reference?.measures[code] ?? null;
  const difference = reference === null || known === null ? fromStart(trace.value) : fromReference(trace.value, repetition, { shape: reference.shape, known });
  if (!difference.ok) return difference;
  const limit = known === null ? (limitDeg ?? measure.defaultLimitDeg) : Math.max(leastLimitDeg, spreads * known.spread);
  const flags = [...(measure.lowConfidence ? ['LOW_CONFIDENCE'] : []), ...(known === null ? ['NO_REFERENCE'] : [])];
  const { valueDeg, direction } = furthest(difference.value, measure);
  return { ok: true, value: { code, valueDeg, limitDeg: limit, direction, exceeded: valueDeg > limit }, flags };
}

/** The primary angle from 0 at its start to 1 at its furthest, at `profilePoints` points: two ranges have the same phases. */
export function shapeOf(angleDeg: readonly number[]): Result<number[]> {
  if (angleDeg.length === 0 || !angleDeg.every(Number.isFinite)) return { ok: false, reason: 'MISSING_INPUT', detail: 'the angle has a hole' };
  const [start] = angleDeg;
  let furthestDeg = start;
  for (const deg of angleDeg) if (Math.abs(deg - start) > Math.abs(furthestDeg - start)) furthestDeg = deg;
  if (Math.abs(furthestDeg - start) < leastRangeDeg) return { ok: false, reason: 'INSUFFICIENT_DATA', detail: 'nothing moved' };
  return { ok: true, value: resample(angleDeg.map((deg) => (deg - start) / (furthestDeg - start)), profilePoints), flags: [] };
}

/** Which point of the reference each point of the repetition is at. */
export function phasesOf(shape: readonly number[], referenceShape: readonly number[]): Float64Array | null {
  return align([shape], [referenceShape], { band: bandShare * profilePoints });
}

/** 95th percentile on the side that is further out, never below 0. */
export function furthest(differenceDeg: readonly number[], { directions: { positive, negative } }: Pick<CompensationMeasure, 'directions'>): { valueDeg: number; direction: Direction } {
  const out = Math.max(0, quantile(differenceDeg, share));
  const back = negative === null ? 0 : Math.max(0, -quantile(differenceDeg, 1 - share));
  return negative !== null && back > out ? { valueDeg: back, direction: negative } : { valueDeg: out, direction: positive };
}

/** A measure's trace at `profilePoints` points; it may be undefined at some. */
export function profileOfMeasure(traceDeg: readonly number[]): number[] {
  return resample(traceDeg, profilePoints);
}

function fromStart(traceDeg: readonly number[]): Result<number[]> {
  const first = traceDeg.find((deg) => !Number.isNaN(deg)) ?? Number.NaN;
  return defined(traceDeg.map((deg) => deg - first));
}

function fromReference(traceDeg: readonly number[], { angleDeg }: RepetitionTraces, { shape, known }: { shape: number[]; known: MeasureReference }): Result<number[]> {
  const own = shapeOf(angleDeg);
  if (!own.ok) return own;
  const phases = phasesOf(own.value, shape);
  if (phases === null) return { ok: false, reason: 'LOW_QUALITY', detail: 'no phase of the reference fits' };
  return defined(profileOfMeasure(traceDeg).map((deg, i) => deg - valueAt(known.valueDeg, phases[i])));
}

/** Between two points, linear; NaN beside one that is not defined. */
export function valueAt(valuesDeg: readonly (number | null)[], at: number): number {
  const low = Math.floor(at);
  const a = valuesDeg[low] ?? Number.NaN;
  return at === low ? a : a + (at - low) * ((valuesDeg[low + 1] ?? Number.NaN) - a);
}

function defined(differenceDeg: readonly number[]): Result<number[]> {
  const value = differenceDeg.filter((deg) => !Number.isNaN(deg));
  if (value.length === 0 || value.length < leastDefinedShare * differenceDeg.length) return { ok: false, reason: 'NOT_APPLICABLE', detail: 'the measure is not defined in this posture' };
  return { ok: true, value, flags: [] };
}
