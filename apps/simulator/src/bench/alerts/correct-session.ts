import type { Block, Prescription } from '#libs/domain';
import { toBlock } from '#libs/sensors';
import { prescribedFor } from '../../demo/oracle.js';
import { packetise } from '../../device/packetise.js';
import { between, seededRandom } from '../../synthetic/random.js';
import { syntheticPatient } from '../../synthetic/synthetic-patient.js';

/** One simulated session in which nothing is wrong: sets of ten good squats, in the training zone. */
export interface CorrectSession {
  prescription: Prescription;
  /** In order of their end. */
  blocks: Block[];
  /** Session time, ms. */
  repetitions: { startMs: number; endMs: number }[];
  maxBpm: number;
  durationMs: number;
}

const thisAgeWhenUnknown = 50;

/** The same seed gives the same session. */
export function correctSession(seed: number, durationMs: number): CorrectSession {
  const random = seededRandom(seed, 20);
  const heartRate = { startShare: 0.5, effortShare: between(random, 0.6, 0.71), restShare: 0.45 };
  const recording = syntheticPatient({ seed, seconds: durationMs / 1000, character: { set: [{ type: 'correct', count: 10 }], restBetweenSetsS: 40, heartRate, fatiguePerMinute: 0.002 } });
  const prescription = prescribedFor(recording, recording.ageYears ?? thisAgeWhenUnknown);
  const { intensity } = prescription;
  if (intensity === null) throw new Error('a simulated patient without a training zone');
  const place = { stream: 0, clockOffsetMs: 0, receivedAtMs: 0 };
  const blocks = packetise(recording.signals).map(({ packet }) => toBlock(packet, place)).filter((block) => block !== null);
  return { prescription, blocks: blocks.sort((a, b) => a.endMs - b.endMs), repetitions: recording.truth, maxBpm: intensity.maxHeartRateBpm, durationMs };
}
