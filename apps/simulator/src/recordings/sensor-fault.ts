import { meanOf, quietSeconds, standardGravityMPerS2, type RawSensor } from './sensor-scale.js';
import { vectorAt } from './posture-turn.js';

/** An axis that never changes is dead where its neighbours go over at least so many counts; on a device of few bits a still axis may stand [P]. */
const livelyCounts = 20;
/**
 * 5th percentile of the size of what is measured, over its 95th. With gravity in it people's acceleration seldom comes near zero (lowest of
 * 80 sensors of pted 0.44, of 60 of squat-kr 0.37); without, it does whenever they rest (highest of a session's liveliest sensor 0.17) [P].
 */
const gravityFrom = 0.2;
/** Sizes of gravity that a worn accelerometer shows in its quietest seconds, g: squats without a second of rest make it 1.5 [P]. */
const possibleG = [0.4, 2.5];

const channels = [['accelerometer', 'acceleration'], ['gyroscope', 'angularVelocity']] as const;

/** Why what a unit wrote cannot be what a working, worn sensor measures, in words; null: nothing against it. `mPerS2PerCount` null: unknown. */
export function sensorFault(sensor: RawSensor, mPerS2PerCount: number | null): string | null {
  for (const [name, channel] of channels) {
    const silent = silence(name, sensor[channel]);
    if (silent !== null) return silent;
  }
  return gravityFault(sensor, mPerS2PerCount);
}

function silence(name: string, values: Float64Array): string | null {
  const samples = values.length / 3;
  if (samples < 2) return null;
  const spans = [0, 1, 2].map((axis) => spanOf(values, axis));
  if (spans.every((span) => span === 0)) return `its ${name} says ${values.slice(0, 3).join(', ')} in each of ${samples} samples: it does not measure`;
  const dead = spans.indexOf(0);
  if (dead < 0 || !isLively(values)) return null;
  return `axis ${'xyz'[dead]} of its ${name} says ${values[dead]} in each of ${samples} samples, while the others change: it does not measure`;
}

/** Largest minus smallest. */
function spanOf(values: Float64Array, axis: number): number {
  let [least, most] = [Infinity, -Infinity];
  for (let i = axis; i < values.length; i += 3) {
    least = Math.min(least, values[i]);
    most = Math.max(most, values[i]);
  }
  return most - least;
}

/** Whether it says that many different things at all. */
function isLively(values: Float64Array): boolean {
  const seen = new Set<number>();
  for (let i = 0; i < values.length && seen.size <= 3 * livelyCounts; i++) seen.add(values[i]);
  return seen.size > 3 * livelyCounts;
}

function gravityFault(sensor: RawSensor, mPerS2PerCount: number | null): string | null {
  const { acceleration, angularVelocity } = sensor;
  const exchanged = steadiness(acceleration) < gravityFrom && steadiness(angularVelocity) > 2 * gravityFrom ? "; the gyroscope's columns look like an accelerometer's: are they exchanged?" : '';
  if (mPerS2PerCount !== null) {
    const sizes = quietSeconds(sensor).map(({ from, to }) => Math.hypot(...meanOf(acceleration, from, to))).sort((a, b) => a - b);
    const shownG = ((sizes.at(sizes.length >> 1) ?? NaN) * mPerS2PerCount) / standardGravityMPerS2;
    if (shownG < possibleG[0]) return `its accelerometer shows ${shownG.toFixed(2)} g at rest, not 1: gravity was taken out of it, or its unit and scale are not these${exchanged}`;
    if (shownG > possibleG[1]) return `its accelerometer shows ${shownG.toPrecision(3)} g at rest, not 1: its unit and scale are not these (null is "not known")${exchanged}`;
  }
  const steady = steadiness(acceleration);
  return steady < gravityFrom ? `its accelerometer has no gravity: of its sizes the 5th percentile is ${(100 * steady).toFixed(0)} % of the 95th, which would be 40 % or more with gravity in it${exchanged}` : null;
}

function steadiness(values: Float64Array): number {
  const sizes = Float64Array.from({ length: values.length / 3 }, (_, i) => Math.hypot(...vectorAt(values, i))).sort();
  const at = (share: number): number => sizes[Math.floor(share * (sizes.length - 1))] ?? 0;
  return at(0.95) === 0 ? 0 : at(0.05) / at(0.95);
}
