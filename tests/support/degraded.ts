import type { ImuBlock } from '#libs/domain';
import { seededRandom } from '../../apps/simulator/src/synthetic/random.js';

/** What becomes of one packet of the sensor that is made worse; null: it is lost. `i`: the how manieth of that sensor. */
export type Change = (block: ImuBlock, i: number) => ImuBlock | null;

/** From here on, session time, ms, where it is not so all along. */
export const worseFromMs = 10_000;

const late = ({ startMs }: ImuBlock): boolean => startMs >= worseFromMs;
type Of = (value: number, axis: number, k: number) => number;
const gyroscope = (of: Of): Change => (block) => ({ ...block, angularVelocityDegPerS: block.angularVelocityDegPerS.map((value, k) => of(value, k % 3, k)) });
const accelerometer = (of: Of): Change => (block) => ({ ...block, accelerationMPerS2: block.accelerationMPerS2.map((value, k) => of(value, k % 3, k)) });
/** x to y, y to -x. */
const turned = (values: Float64Array): Float64Array => values.map((_, k) => (k % 3 === 0 ? -values[k + 1] : k % 3 === 1 ? values[k - 1] : values[k]));
const everyFifth = (values: Float64Array): Float64Array => values.filter((_, k) => Math.floor(k / 3) % 5 === 0);
const laterBy = (block: ImuBlock, ms: number): ImuBlock => ({ ...block, startMs: block.startMs + ms, endMs: block.endMs + ms });

/** Nineteen ways in which the signal of one sensor is made worse (feature C9). `axis`: of the sensor, 0 to 2, about which the movement turns. */
export function degradations(axis: number): { name: string; change: Change }[] {
  const random = seededRandom(1, 1);
  return [
    { name: 'every third packet is lost', change: (block, i) => (i % 3 === 0 ? null : block) },
    { name: 'a hole of two seconds in each five', change: (block) => (block.startMs % 5000 < 2000 ? null : block) },
    { name: 'the gyroscope is at the end of its range', change: gyroscope((value, at) => (at === axis && Math.abs(value) > 20 ? 2000 * Math.sign(value) : value)) },
    { name: 'the axis of the movement is stuck', change: gyroscope((value, at) => (at === axis ? 0 : value)) },
    { name: 'the sensor is stuck', change: (block) => (late(block) ? { ...block, accelerationMPerS2: block.accelerationMPerS2.map((_, k) => [0, 0, 9.81][k % 3]), angularVelocityDegPerS: block.angularVelocityDegPerS.map(() => 0) } : block) },
    { name: 'rad/s in place of deg/s', change: gyroscope((value) => value / 57.3) },
    { name: 'g in place of m/s2', change: accelerometer((value) => value / 9.81) },
    { name: 'told at twice its rate', change: (block) => ({ ...block, rateHz: 2 * block.rateHz }) },
    { name: 'no numbers', change: accelerometer((value, _axis, k) => (k % 30 < 18 ? Number.NaN : value)) },
    { name: 'its clock jumps ahead by a second, again and again', change: (block, i) => laterBy(block, 1000 * (Math.floor(i / 16) % 2)) },
    { name: 'turned by 90 degrees', change: (block) => (late(block) ? { ...block, accelerationMPerS2: turned(block.accelerationMPerS2), angularVelocityDegPerS: turned(block.angularVelocityDegPerS) } : block) },
    { name: 'rattles', change: accelerometer((value) => value + 25 * (2 * random() - 1)) },
    { name: 'vibrates at 12 Hz', change: accelerometer((value, _axis, k) => value + 20 * Math.sin(2 * Math.PI * 12 * Math.floor(k / 3) * 0.02)) },
    { name: 'knocks of 15 g', change: accelerometer((value, _axis, k) => (k % 30 < 3 ? value + 150 : value)) },
    { name: 'at 10 Hz', change: (block) => ({ ...block, rateHz: block.rateHz / 5, accelerationMPerS2: everyFifth(block.accelerationMPerS2), angularVelocityDegPerS: everyFifth(block.angularVelocityDegPerS) }) },
    { name: 'silent', change: (block) => (late(block) ? null : block) },
    { name: 'without a gyroscope', change: gyroscope(() => 0) },
    { name: 'without an accelerometer', change: accelerometer(() => 0) },
    { name: 'quantised to nothing', change: gyroscope((value) => 200 * Math.round(value / 200)) },
  ];
}
