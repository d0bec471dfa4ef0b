import type { Prescription } from '../prescription/prescription.js';
import type { HeartRateBlock, ImuBlock, MarkBlock } from '../session/block.js';
import { phaseOf, type Phase } from '../session/phase.js';
import type { Result } from '../session/result.js';
import { startActivity, stepActivity, type ActivitySecond, type ActivityState } from './activity.js';
import { beginPhase, heartRateRecovery, noteActivity, startRecovery, stepRecovery, type HeartRateRecovery, type RecoveryState } from './heart-rate-recovery.js';
import { startHeartRate, stepHeartRate, type HeartRateState, type HeartRateTick } from './heart-rate.js';

/** How hard the patient works, as it goes on: heart rate, movement of the body, phase of the session. Plain JSON. */
export interface IntensityState {
  heartRate: HeartRateState;
  activity: ActivityState;
  recovery: RecoveryState;
  phase: Phase;
}

/** What came of one packet, in order of time. */
export interface IntensityOutput {
  ticks: HeartRateTick[];
  activity: ActivitySecond[];
  recoveries: { tMs: number; recovery: Result<HeartRateRecovery> }[];
  phases: { tMs: number; phase: Phase }[];
}

export function startIntensity(prescription: Prescription): IntensityState {
  return { heartRate: startHeartRate(prescription), activity: startActivity(prescription), recovery: startRecovery(), phase: 'work' };
}

/** Folds one packet. Writes into `state`. */
export function stepIntensity(state: IntensityState, block: HeartRateBlock | ImuBlock | MarkBlock, prescription: Prescription): IntensityOutput {
  const out: IntensityOutput = { ticks: [], activity: [], recoveries: [], phases: [] };
  switch (block.kind) {
    case 'heart-rate':
      hearStrap(state, block, prescription, out);
      break;
    case 'imu':
      stepActivity(state.activity, block, out.activity);
      for (const { sdMPerS2 } of out.activity) noteActivity(state.recovery, sdMPerS2);
      break;
    case 'mark':
      enterPhase(state, block, out);
      break;
    default:
      block satisfies never;
  }
  return out;
}

function hearStrap(state: IntensityState, block: HeartRateBlock, prescription: Prescription, out: IntensityOutput): void {
  stepHeartRate(state.heartRate, block, prescription, out.ticks);
  for (const tick of out.ticks) {
    if (tick.isProven) continue;
    const gathered = stepRecovery(state.recovery, tick);
    if (gathered === null || prescription.intensity === null) continue;
    const { advisoryOnly, rateLimitingMedication } = prescription.intensity;
    const maxHeartRateBpm = advisoryOnly ? null : prescription.intensity.maxHeartRateBpm;
    out.recoveries.push({ tMs: tick.tMs, recovery: heartRateRecovery({ ...gathered, maxHeartRateBpm, rateLimitingMedication }) });
  }
}

function enterPhase(state: IntensityState, { name, startMs: tMs }: MarkBlock, out: IntensityOutput): void {
  const phase = phaseOf(name);
  if (phase === null || phase === state.phase) return;
  beginPhase(state.recovery, { from: state.phase, to: phase, tMs });
  state.phase = phase;
  out.phases.push({ tMs, phase });
}
