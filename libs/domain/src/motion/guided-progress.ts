import { scorerVersion } from '../form/score.js';
import type { ScorerVersion } from '../repetition/repetition.js';
import type { Prescription, SensorBinding } from '../prescription/prescription.js';
import type { ImuBlock } from '../session/block.js';
import { calibrateGuided, failed, type MeasuredSensor, type SensorVerdict } from './guided-calibration.js';
import { withHinges, type GuidedRecording } from './guided-hinge.js';
import { sayMovement, type GuidedMovement } from './guided-movement.js';
import { blockOf, keepNewest, sampleCount, samplesOf, startWindow, takeBlock, type SampleWindow } from './sample-window.js';
import { sayPlacement } from './say-placement.js';
import { staticCalibration } from './static-calibration.js';

/** A guided calibration as its packets come: stand still, one movement after the other, the verdict; and again until it is passed. Plain JSON. */
export interface GuidedState {
  attempt: number;
  /** 0: the still pose; 1 to n: that movement; n + 1: passed. */
  step: number;
  /** Session time at which the step began, ms; null: nothing has come in this attempt. */
  stepFromMs: number | null;
  /** When anything last moved, ms. */
  movedMs: number;
  heard: Heard[];
  /** Of the last attempt that came to an end; null: none has. */
  verdicts: SensorVerdict[] | null;
}

interface Heard extends SampleWindow {
  isStill: boolean;
  /** Where each movement began, in samples. */
  cuts: number[];
  /** How long it has moved in this step, ms. */
  movingMs: number;
}

/** As clinical C2: three seconds of stillness, looked for during twenty. */
const stillS = 3;
const stillPatienceMs = 20_000;
/** Sensors that are switched on later than the first are waited for so long [P]. */
const lateComerMs = 10_000;
/** So much movement shows an axis (C4); it is over when nobody has moved for a while, longer than between two lifts of a knee [P]. */
const movingDegPerS = 20;
const leastMovingMs = 3000;
const overMs = 2500;
const movementPatienceMs = 60_000;
/** A sensor that is so far behind the others has fallen silent. */
const silentMs = 1000;

export function startGuided({ guided }: Prescription): GuidedState | null {
  return guided === undefined ? null : { attempt: 1, step: 0, stepFromMs: null, movedMs: 0, heard: [], verdicts: null };
}

/** Folds one packet of samples. Writes into `state`. */
export function stepGuided(state: GuidedState, block: ImuBlock, prescription: Prescription): void {
  const movements = prescription.guided?.movements ?? [];
  if (state.step > movements.length || bindingOf(prescription, block.sensor) === undefined) return;
  state.stepFromMs ??= block.startMs;
  const heard = hear(state, block);
  if (heard === null) return;
  if (!takeBlock(heard, block)) {
    if (state.step > 0) return conclude(state, prescription, gapVerdict(prescription, block.sensor));
    Object.assign(heard, startWindow(block), { isStill: false });
    if (!takeBlock(heard, block)) return;
  }
  if (state.step === 0) stepStill(state, heard, { block, prescription });
  else stepMoving(state, heard, { block, prescription });
}

/** Who joins after the still pose comes too late for this attempt. */
function hear(state: GuidedState, block: ImuBlock): Heard | null {
  const known = state.heard.find(({ sensor }) => sensor === block.sensor);
  if (known !== undefined || state.step > 0) return known ?? null;
  const heard = { ...startWindow(block), isStill: false, cuts: [], movingMs: 0 };
  state.heard.push(heard);
  return heard;
}

interface Now {
  block: ImuBlock;
  prescription: Prescription;
}

function stepStill(state: GuidedState, own: Heard, { block, prescription }: Now): void {
  const length = Math.round(stillS * own.rateHz);
  keepNewest(own, length);
  own.isStill = sampleCount(own) === length && staticCalibration(samplesOf(own, 0, length)).ok;
  const elapsedMs = block.endMs - (state.stepFromMs ?? block.startMs);
  const isComplete = state.heard.length === wornSensors(prescription).length || elapsedMs >= lateComerMs;
  if (isComplete && state.heard.every((each) => each.isStill && block.endMs - each.endMs < silentMs)) return nextStep(state, prescription, block.endMs);
  if (elapsedMs >= stillPatienceMs) conclude(state, prescription, restlessVerdicts(state, prescription));
}

function stepMoving(state: GuidedState, own: Heard, { block, prescription }: Now): void {
  const { angularVelocityDegPerS: w, rateHz, endMs } = block;
  for (let at = 0; at < w.length; at += 3) {
    if (Math.hypot(w[at], w[at + 1], w[at + 2]) <= movingDegPerS) continue;
    own.movingMs += 1000 / rateHz;
    state.movedMs = endMs;
  }
  const hasMoved = state.heard.some(({ movingMs }) => movingMs >= leastMovingMs);
  if (hasMoved && endMs - state.movedMs >= overMs) return nextStep(state, prescription, endMs);
  if (endMs - (state.stepFromMs ?? endMs) < movementPatienceMs) return;
  const words = sayMovement((prescription.guided?.movements ?? [])[state.step - 1]);
  const problem = hasMoved ? 'NOT_STILL' : 'TOO_LITTLE_MOVEMENT';
  conclude(state, prescription, wornSensors(prescription).map((each) => failed(each, problem, hasMoved ? `${words} Then stand still.` : words)));
}

function nextStep(state: GuidedState, prescription: Prescription, nowMs: number): void {
  for (const heard of state.heard) {
    heard.cuts.push(sampleCount(heard));
    heard.movingMs = 0;
  }
  state.step++;
  state.stepFromMs = nowMs;
  state.movedMs = nowMs;
  const { movements } = prescription.guided ?? { movements: [] };
  if (state.step <= movements.length) return;
  const silent = state.heard.find((each) => nowMs - each.endMs >= silentMs);
  if (silent !== undefined) return conclude(state, prescription, gapVerdict(prescription, silent.sensor));
  const verdicts = calibrateGuided(movements, wornSensors(prescription).map((binding) => measured(state, binding, movements.length)));
  conclude(state, prescription, withHinges(verdicts, movements.map((movement, m) => recordingOf(state, movement, m))));
}

function measured({ heard }: GuidedState, binding: SensorBinding, movements: number): MeasuredSensor {
  const own = heard.find(({ sensor }) => sensor === binding.sensor);
  if (own === undefined) return { binding, still: null, rates: [], rateHz: 1 };
  const still = staticCalibration(samplesOf(own, 0, Math.round(stillS * own.rateHz)));
  const bias = still.ok ? still.value.gyroscopeBiasDegPerS : [0, 0, 0];
  const rates = Array.from({ length: movements }, (_, m) => samplesOf(own, own.cuts[m], own.cuts[m + 1]).angularVelocityDegPerS.map((value, i) => value - bias[i % 3]));
  return { binding, still, rates, rateHz: own.rateHz };
}

/** From the still pose, in which gravity is found, to the end of that movement. */
function recordingOf({ heard }: GuidedState, movement: GuidedMovement, m: number): GuidedRecording {
  return { movement, blocks: heard.map((own) => blockOf(own, own.cuts[m + 1])) };
}

/** Passed when every sensor is; otherwise the next attempt begins. */
function conclude(state: GuidedState, prescription: Prescription, verdicts: SensorVerdict[]): void {
  const passed = verdicts.every(({ pass }) => pass);
  state.verdicts = verdicts;
  state.attempt += passed ? 0 : 1;
  state.step = passed ? (prescription.guided?.movements.length ?? 0) + 1 : 0;
  state.stepFromMs = null;
  state.heard = [];
}

function restlessVerdicts({ heard }: GuidedState, prescription: Prescription): SensorVerdict[] {
  return wornSensors(prescription).flatMap((binding): SensorVerdict[] => {
    const own = heard.find(({ sensor }) => sensor === binding.sensor);
    const name = sayPlacement(binding.placement);
    if (own === undefined) return [failed(binding, 'NO_SIGNAL', `Nothing comes from the sensor on the ${name}. Switch it on, charge it, or bring it nearer.`)];
    return own.isStill ? [] : [failed(binding, 'NOT_STILL', `The sensor on the ${name} was not still. Stand upright and still for three seconds.`)];
  });
}

function gapVerdict(prescription: Prescription, sensor: number): SensorVerdict[] {
  const binding = bindingOf(prescription, sensor);
  return binding === undefined ? [] : [failed(binding, 'SIGNAL_GAP', `The signal of the sensor on the ${sayPlacement(binding.placement)} was interrupted. Bring it nearer, and begin again.`)];
}

function bindingOf(prescription: Prescription, sensor: number): SensorBinding | undefined {
  return wornSensors(prescription).find((each) => each.sensor === sensor);
}

function wornSensors({ sensors }: Prescription): SensorBinding[] {
  return sensors.filter(({ kind }) => kind === 'imu');
}

/** How it stands, for whoever looks on. */
export interface GuidedReport {
  attempt: number;
  /** Place in `steps`. */
  step: number;
  /** In words: the still pose, each movement, and that it is done. */
  steps: string[];
  passed: boolean;
  verdicts: SensorVerdict[] | null;
  scorer: ScorerVersion;
}

export function reportGuided({ attempt, step, verdicts }: GuidedState, { guided }: Prescription): GuidedReport {
  const movements = guided?.movements ?? [];
  return { attempt, step, steps: ['Stand upright and still for three seconds, arms hanging.', ...movements.map(sayMovement), 'Done.'], passed: step > movements.length, verdicts, scorer: scorerVersion };
}
