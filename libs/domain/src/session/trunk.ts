import { startFall, stepFall, type FallState, type FallSuspicion } from '../form/fall.js';
import { finishStance, startStance, stepStance, type StanceState, type StanceTrial } from '../form/stance.js';
import type { Vector } from '../motion/quaternion.js';
import { drainFrames, startTrack, stepTrack, type SensorTrack, type TrackGrid } from '../motion/sensor-track.js';
import type { BodySegment } from '../prescription/exercise.js';
import type { Prescription } from '../prescription/prescription.js';
import type { ImuBlock } from './block.js';

/** What the sensor at the trunk tells beside the repetitions: falls, and trials of standing. Plain JSON. */
export interface TrunkState {
  /** null: none is worn. */
  sensor: number | null;
  /** null: on the floor, lying still is no fall. */
  fall: FallState | null;
  /** null: the exercise is none of balance. */
  balance: { track: SensorTrack; grid: TrackGrid | null; stance: StanceState } | null;
}

export interface TrunkOutput {
  falls: FallSuspicion[];
  trials: StanceTrial[];
}

/** The nearest to the middle of the body first. */
const trunk: readonly BodySegment[] = ['lumbar', 'pelvis', 'chest', 'upper-back'];
const stepMs = 20;

export function startTrunk({ exercise, sensors }: Prescription): TrunkState {
  const worn = trunk.flatMap((segment) => sensors.filter(({ kind, placement }) => kind === 'imu' && placement.segment === segment));
  const sensor = worn.at(0)?.sensor ?? null;
  const isBalance = exercise.scoring === 'balance' && sensor !== null;
  return { sensor, fall: exercise.floor ? null : startFall(), balance: isBalance ? { track: startTrack(sensor), grid: null, stance: startStance() } : null };
}

/** Folds one packet; `isWork`: the patient is to exercise now. Writes into `state` and `out`. */
export function stepTrunk(state: TrunkState, block: ImuBlock, isWork: boolean, out: TrunkOutput): void {
  if (block.sensor !== state.sensor) return;
  if (state.fall !== null) followFall(state.fall, block, out);
  if (state.balance !== null) followStance(state.balance, block, isWork, out);
}

/** The session is over. */
export function finishTrunk({ balance }: TrunkState, tMs: number): StanceTrial | null {
  return balance === null ? null : finishStance(balance.stance, { tMs, stepMs });
}

function followFall(state: FallState, { accelerationMPerS2: acc, startMs, rateHz }: ImuBlock, out: TrunkOutput): void {
  for (let i = 0; i < acc.length / 3; i++) {
    for (let axis = 0; axis < 3; axis++) force[axis] = acc[3 * i + axis];
    const suspicion = stepFall(state, startMs + (1000 * i) / rateHz, force);
    if (suspicion !== null) out.falls.push(suspicion);
  }
}

/** Scratch memory of one sample. */
const force: Vector = [0, 0, 0];

function followStance(balance: NonNullable<TrunkState['balance']>, block: ImuBlock, isWork: boolean, out: TrunkOutput): void {
  balance.grid ??= { originMs: block.startMs, stepMs };
  stepTrack(balance.track, block, balance.grid);
  const { originMs } = balance.grid;
  for (const frame of drainFrames(balance.track)) {
    const trial = stepStance(balance.stance, { ...frame, tMs: originMs + frame.index * stepMs, stepMs, isWork });
    if (trial !== null) out.trials.push(trial);
  }
}
