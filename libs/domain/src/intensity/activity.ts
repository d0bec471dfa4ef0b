import type { BodySegment } from '../prescription/exercise.js';
import type { Prescription } from '../prescription/prescription.js';
import type { ImuBlock } from '../session/block.js';
import { butterworth, lowPass, settledAt, type LowPass, type LowPassState } from '../signal/butterworth.js';

/** How much the body moves, second by second. Plain JSON; session time, ms. */
export interface ActivityState {
  /** The sensor that is followed; null: there is none. */
  sensor: number | null;
  rateHz: number;
  /** null: begins anew with the next sample. */
  slow: LowPassState | null;
  /** End of the newest sample. */
  untilMs: number;
  /** Of the second that is not over yet: where it began, and sums over its samples. */
  secondMs: number;
  samples: number;
  sum: number;
  sumOfSquares: number;
}

/** One second: standard deviation of the dynamic acceleration, m/s2. */
export interface ActivitySecond {
  /** Its end. */
  tMs: number;
  sdMPerS2: number;
}

/** Clinical B3: dynamic is what changes faster than this, Hz. */
const cutOffHz = 0.25;
/** A hole of this size, ms: posture may have changed meanwhile, and the filter begins anew. */
const gapMs = 500;
/** A second with fewer of its samples is not told. */
const neededShare = 0.8;
/** The trunk moves when the body does; a limb alone moves in an exercise at rest. */
const trunk: readonly BodySegment[] = ['chest', 'upper-back', 'lumbar', 'pelvis'];

export function startActivity({ sensors }: Prescription): ActivityState {
  const imus = sensors.filter(({ kind }) => kind === 'imu');
  return followSensor((imus.find(({ placement }) => trunk.includes(placement.segment)) ?? imus.at(0))?.sensor ?? null);
}

/** null: none. */
export function followSensor(sensor: number | null): ActivityState {
  return { sensor, rateHz: 0, slow: null, untilMs: 0, secondMs: 0, samples: 0, sum: 0, sumOfSquares: 0 };
}

/** Folds one packet. Writes into `state` and `out`. */
export function stepActivity(state: ActivityState, block: ImuBlock, out: ActivitySecond[]): void {
  if (block.sensor !== state.sensor) return;
  if (block.rateHz !== state.rateHz || Math.abs(block.startMs - state.untilMs) > gapMs) restart(state, block);
  state.untilMs = block.endMs;
  const filter = butterworth(cutOffHz, block.rateHz);
  const { accelerationMPerS2: a } = block;
  for (let i = 0; i < a.length; i += 3) {
    const tMs = block.startMs + (1000 * (i / 3)) / block.rateHz;
    while (tMs >= state.secondMs + 1000) endSecond(state, out);
    take(state, Math.sqrt(a[i] * a[i] + a[i + 1] * a[i + 1] + a[i + 2] * a[i + 2]), filter);
  }
}

function restart(state: ActivityState, { startMs, rateHz }: ImuBlock): void {
  Object.assign(state, { rateHz, slow: null, secondMs: Math.floor(startMs / 1000) * 1000, samples: 0, sum: 0, sumOfSquares: 0 });
}

function take(state: ActivityState, norm: number, filter: LowPass): void {
  if (!Number.isFinite(norm)) return;
  state.slow ??= settledAt(norm, filter);
  const dynamic = norm - lowPass(state.slow, norm, filter);
  state.samples++;
  state.sum += dynamic;
  state.sumOfSquares += dynamic * dynamic;
}

function endSecond(state: ActivityState, out: ActivitySecond[]): void {
  const { samples, sum, sumOfSquares } = state;
  const tMs = state.secondMs + 1000;
  if (samples >= neededShare * state.rateHz) out.push({ tMs, sdMPerS2: Math.sqrt(Math.max(0, sumOfSquares / samples - (sum / samples) ** 2)) });
  Object.assign(state, { secondMs: tMs, samples: 0, sum: 0, sumOfSquares: 0 });
}
