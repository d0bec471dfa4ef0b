import { signalQuality, type SignalFlag } from '../motion/signal-quality.js';
import type { Placement } from '../prescription/exercise.js';
import type { SensorBinding } from '../prescription/prescription.js';
import type { ImuBlock } from '../session/block.js';
import type { Span } from '../signal/span.js';

export interface ReferenceSignal {
  blocks: readonly ImuBlock[];
  approved: readonly Span[];
  sensors: readonly SensorBinding[];
  /** The sensors that carry the angle of the reference. */
  carriers: readonly number[];
}

/**
 * Why approved repetitions must not become a reference, in words for the therapist; null: nothing against it. What is wrong with
 * the signal there would be wrong with every score that is made from it.
 */
export function doubtOfSignal({ blocks, approved, sensors, carriers }: ReferenceSignal): string | null {
  for (const binding of sensors) {
    if (binding.kind !== 'imu' || !carriers.includes(binding.sensor)) continue;
    const own = blocks.filter(({ sensor }) => sensor === binding.sensor);
    for (const [i, span] of approved.entries()) {
      const quality = signalQuality(own, span);
      const flag: Doubt | undefined = quality.ok ? quality.value.flags.find((each) => each !== 'GAP') : 'LOW_SAMPLE_RATE';
      if (flag !== undefined) return `The sensor on the ${nameOf(binding.placement)} ${words[flag]} in approved repetition ${i + 1}. ${advice[flag]}`;
    }
  }
  return null;
}

/** A hole that leaves most of the repetition is bridged, or its instants are not used. */
type Doubt = Exclude<SignalFlag, 'GAP'>;

const words: Record<Doubt, string> = {
  LOW_SAMPLE_RATE: 'sent less than 80 % of its samples',
  SATURATED: 'reached the end of its range',
  ACC_ONLY: 'told of no turning at all',
};

const advice: Record<Doubt, string> = {
  LOW_SAMPLE_RATE: 'Please approve another one, or record again nearer to the hub.',
  SATURATED: 'Please approve a slower one.',
  ACC_ONLY: 'Please restart it and record again.',
};

function nameOf({ segment, side }: Placement): string {
  const part = segment === 'unknown' ? 'body' : segment.replace('-', ' ');
  return side === 'midline' ? part : `${side} ${part}`;
}
