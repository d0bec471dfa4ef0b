import type { Placement } from '../prescription/exercise.js';
import type { Prescription, SensorBinding } from '../prescription/prescription.js';
import type { ImuBlock } from '../session/block.js';
import type { CalibrationInForce } from './calibration-in-force.js';
import type { Vector } from './quaternion.js';
import { keepNewest, sampleCount, samplesOf, startWindow, takeBlock, type SampleWindow } from './sample-window.js';
import { sayPlacement } from './say-placement.js';
import { directionDifferenceDeg } from './segment-alignment.js';
import { staticCalibration } from './static-calibration.js';

/**
 * Whether the sensors sit at the beginning of a session as they did when they were calibrated: by which way is up while the patient
 * stands still, until the first repetition. What turned about the vertical, and two sensors exchanged that sit alike, do not show in
 * that: only a guided calibration sees them. Plain JSON.
 */
export interface WornCheckState {
  sensors: Watched[];
  /** Session time of the first packet, ms; null: none has come. */
  fromMs: number | null;
  /** The first repetition was told, or nothing more is looked for. */
  isOver: boolean;
}

interface Watched {
  window: SampleWindow | null;
  /** How long it has been seen still, ms, and up in the still pose that was nearest to the calibration's. */
  stillMs: number;
  nearest: { up: Vector; tiltDeg: number } | null;
}

/** `tiltDeg`: between up now and up then, to the degree. */
export interface WornSensor {
  sensor: number;
  placement: Placement;
  state: 'as-calibrated' | 'shifted' | 'exchanged' | 'cannot-tell';
  tiltDeg: number | null;
  words: string;
}

/** Clinical C4 [P]: beyond it the calibration must be made anew (ALIGN_SHIFT). */
export const alignShiftDeg = 10;
/** What putting it on again does not explain: form is not judged any more [P]. */
const movedDeg = 25;
/** A pose that was held for so long is how the patient stands [P]. */
const heldMs = 4000;
/** Shorter than a guided calibration's: patients begin soon, and rest is what VQF calls so after 1.5 s. */
const windowS = 1.5;
const patienceMs = 60_000;

const trunk: readonly Placement['segment'][] = ['head', 'chest', 'upper-back', 'upper-arm'];
const wholeBody: readonly Placement['segment'][] = [...trunk, 'lumbar', 'pelvis', 'thigh', 'shank', 'foot'];

/** null: nothing was calibrated, or this session is the calibration. */
export function startWornCheck({ guided, sensors }: Prescription): WornCheckState | null {
  if (guided !== undefined || calibrated(sensors).length === 0) return null;
  return { sensors: calibrated(sensors).map(() => ({ window: null, stillMs: 0, nearest: null })), fromMs: null, isOver: false };
}

/** Folds one packet of samples. Writes into `state`. */
export function stepWornCheck(state: WornCheckState, block: ImuBlock, prescription: Prescription): void {
  const bindings = calibrated(prescription.sensors);
  const at = bindings.findIndex(({ sensor }) => sensor === block.sensor);
  if (state.isOver || at < 0) return;
  state.fromMs ??= block.startMs;
  if (block.endMs - state.fromMs > patienceMs) return void endWornCheck(state);
  if (!isUpright(bindings[at], prescription)) return;
  const own = state.sensors[at];
  if (own.window === null || !takeBlock(own.window, block)) {
    own.window = startWindow(block);
    if (!takeBlock(own.window, block)) return;
  }
  const length = Math.round(windowS * block.rateHz);
  keepNewest(own.window, length);
  if (sampleCount(own.window) < length) return;
  const still = staticCalibration(samplesOf(own.window, 0, length));
  if (!still.ok) return;
  own.stillMs += block.endMs - block.startMs;
  const { up } = still.value;
  const tiltDeg = directionDifferenceDeg(bindings[at].calibration.up, up);
  if (own.nearest === null || tiltDeg < own.nearest.tiltDeg) own.nearest = { up, tiltDeg };
}

/** Set 1 has begun: what was seen stands. Writes into `state`. */
export function endWornCheck(state: WornCheckState): void {
  state.isOver = true;
  for (const each of state.sensors) each.window = null;
}

export function reportWorn({ sensors }: WornCheckState, prescription: Prescription): WornSensor[] {
  const bindings = calibrated(prescription.sensors);
  const tilted = sensors.filter(({ nearest, stillMs }) => nearest !== null && nearest.tiltDeg > alignShiftDeg && stillMs >= heldMs).length;
  const fitting = sensors.filter(({ nearest }) => nearest !== null && nearest.tiltDeg <= alignShiftDeg).length;
  return bindings.map((binding, i): WornSensor => {
    const { sensor, placement } = binding;
    const { nearest, stillMs } = sensors[i];
    const tiltDeg = nearest === null ? null : Math.round(nearest.tiltDeg);
    const told = (state: WornSensor['state'], words: string): WornSensor => ({ sensor, placement, state, tiltDeg, words });
    const name = sayPlacement(placement);
    if (!isUpright(binding, prescription)) return told('cannot-tell', `This exercise does not begin in the pose of the calibration, so nothing can be said of the sensor on the ${name}.`);
    if (nearest === null) return told('cannot-tell', `The patient has not stood still yet, so nothing can be said of the sensor on the ${name}.`);
    if (nearest.tiltDeg <= alignShiftDeg) return told('as-calibrated', `The sensor on the ${name} sits as it was calibrated.`);
    if (stillMs < heldMs) return told('cannot-tell', `The sensor on the ${name} is looked at.`);
    const other = exchangedWith(i, sensors, bindings);
    if (other !== null) return told('exchanged', `The sensors on the ${name} and the ${sayPlacement(other.placement)} seem exchanged. Check them, then calibrate.`);
    if (tilted > 1 && fitting === 0) return told('cannot-tell', `Several sensors are tilted at once: the patient may not be standing upright. The one on the ${name} by ${nearest.tiltDeg.toFixed(0)} degrees.`);
    return told('shifted', `The sensor on the ${name} sits tilted by ${nearest.tiltDeg.toFixed(0)} degrees since its calibration, or the patient stands otherwise. Put it on as before, or calibrate anew.`);
  });
}

/** No score of form is given while a sensor sits where it cannot be explained by putting it on again. */
export function isMoved(worn: readonly WornSensor[]): boolean {
  return worn.some(({ state, tiltDeg }) => state === 'exchanged' || (state === 'shifted' && (tiltDeg ?? 0) > movedDeg));
}

/** Each shows the other's up, and not its own. */
function exchangedWith(i: number, sensors: readonly Watched[], bindings: readonly Calibrated[]): Calibrated | null {
  const own = sensors[i].nearest;
  const other = bindings.findIndex((binding, k) => {
    const { nearest } = sensors[k];
    if (k === i || own === null || nearest === null || own.tiltDeg <= movedDeg || nearest.tiltDeg <= movedDeg) return false;
    return directionDifferenceDeg(own.up, binding.calibration.up) <= alignShiftDeg && directionDifferenceDeg(nearest.up, bindings[i].calibration.up) <= alignShiftDeg;
  });
  return other < 0 ? null : bindings[other];
}

type Calibrated = SensorBinding & { calibration: CalibrationInForce };

function calibrated(sensors: readonly SensorBinding[]): Calibrated[] {
  return sensors.filter((each): each is Calibrated => each.kind === 'imu' && each.calibration !== undefined);
}

function isUpright({ placement: { segment } }: SensorBinding, { exercise: { beginsUpright } }: Prescription): boolean {
  return beginsUpright !== null && (beginsUpright === 'trunk' ? trunk : wholeBody).includes(segment);
}
