import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { analyse, buildReference, exerciseById, intersectionOverUnion, startAnalysis, type Block, type ImuBlock, type Prescription, type Reference, type Repetition, type SensorBinding, type Span } from '#libs/domain';
import { toBlock } from '#libs/sensors';
import { packetise } from '../../apps/simulator/src/device/packetise.js';
import { bindingOf } from '../../apps/simulator/src/recordings/binding.js';
import type { Recording, Signal } from '../../apps/simulator/src/recordings/recording.js';

/** Recordings of real people lie outside the repository; tests that need them say so and skip where they are not. */
export const recordingsFolder = process.env['TENDON_RECORDINGS'] ?? resolve(import.meta.dirname, '../../../shared/recordings');
export const haveRecordings = existsSync(recordingsFolder);

export function blocksOf(signals: readonly Signal[]): Block[] {
  return packetise(signals).flatMap(({ packet, atMs }) => toBlock(packet, { stream: 0, clockOffsetMs: 0, receivedAtMs: atMs }) ?? []);
}

export function bindingsOf(signals: readonly Signal[]): SensorBinding[] {
  return signals.map((signal) => (signal.kind === 'imu'
    ? bindingOf(signal)
    : { sensor: signal.sensor, kind: 'heart-rate', placement: { segment: 'chest', side: 'midline' } }));
}

export function referenceOf({ exerciseId, calibration }: Recording): Reference | null {
  const exercise = exerciseById(exerciseId);
  if (calibration === null || exercise === null) return null;
  const blocks = blocksOf(calibration.signals).filter((block): block is ImuBlock => block.kind === 'imu');
  const built = buildReference({ blocks, approved: calibration.approved, exercise, sensors: bindingsOf(calibration.signals) });
  if (!built.ok) throw new Error(`${built.reason}: ${built.detail}`);
  return built.value;
}

export function prescriptionFor(recording: Recording, reference: Reference | null): Prescription {
  const exercise = exerciseById(recording.exerciseId);
  if (exercise === null) throw new Error(recording.exerciseId);
  return { exercise, side: 'both', reference, alternatives: [], sensors: bindingsOf(recording.signals), intensity: null, conditions: [], monitoringRequired: false };
}

export function repetitionsOf(recording: Recording, reference: Reference | null): Repetition[] {
  const prescription = prescriptionFor(recording, reference);
  return analyse(startAnalysis(prescription, 0), blocksOf(recording.signals), { prescription, now: null }).repetitions.map(({ repetition }) => repetition);
}

/** Annotated repetitions with the found one that overlaps by at least `needed`, one to one. */
export function match<T extends Span, F extends Span>(truth: readonly T[], found: readonly F[], needed = 0.5): { truth: T; found: F | null }[] {
  const free = new Set(found);
  return truth.map((each) => {
    let best: F | null = null;
    for (const candidate of free) {
      if (intersectionOverUnion(each, candidate) >= Math.max(needed, best === null ? 0 : intersectionOverUnion(each, best))) best = candidate;
    }
    if (best !== null) free.delete(best);
    return { truth: each, found: best };
  });
}
