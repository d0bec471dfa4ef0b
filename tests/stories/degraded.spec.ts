import { describe, expect, it } from '@jest/globals';
import { analyse, startAnalysis, type ImuBlock, type Repetition } from '#libs/domain';
import { syntheticPatient } from '../../apps/simulator/src/synthetic/synthetic-patient.js';
import { seededRandom } from '../../apps/simulator/src/synthetic/random.js';
import { blocksOf, prescriptionFor, referenceOf } from './recorded.js';

/**
 * A simulated patient (no person) squats with sensors on thigh and chest; the signal of one of them is made worse in twenty ways, from 10 s on or
 * all along. Nothing of it may come out as a number without a word.
 */
const recording = syntheticPatient({ seed: 3, seconds: 45, character: { set: [{ type: 'correct', count: 20 }], trunkLeanShare: 0.1 } });
const reference = referenceOf(recording);
const prescription = prescriptionFor(recording, reference);
const whole = blocksOf(recording.signals).filter((block): block is ImuBlock => block.kind === 'imu');

type Change = (block: ImuBlock, i: number) => ImuBlock | null;
interface Degraded {
  name: string;
  change: Change;
  /** What may be said of a repetition in it; empty: none is even found. */
  reasons: string[];
}

const thigh = 0;
const fromMs = 10_000;
const late = ({ startMs }: ImuBlock): boolean => startMs >= fromMs;
const only = (change: Change): Change => (block, i) => (block.sensor === thigh ? change(block, i) : block);
const gyroscope = (of: (value: number, axis: number, k: number) => number): Change => only((block) => ({ ...block, angularVelocityDegPerS: block.angularVelocityDegPerS.map((value, k) => of(value, k % 3, k)) }));
const accelerometer = (of: (value: number, axis: number, k: number) => number): Change => only((block) => ({ ...block, accelerationMPerS2: block.accelerationMPerS2.map((value, k) => of(value, k % 3, k)) }));
/** x to y, y to -x, from then on. */
const turned = (values: Float64Array): Float64Array => values.map((_, k) => (k % 3 === 0 ? -values[k + 1] : k % 3 === 1 ? values[k - 1] : values[k]));

function noisy(seed: number, amount: number): (value: number) => number {
  const random = seededRandom(seed, 1);
  return (value) => value + amount * (2 * random() - 1);
}

/** What lies between two disturbances is whole. */
const between = 'scored';
const rattle = noisy(1, 25);
const kinds: Degraded[] = [
  { name: 'every third packet is lost', change: only((block, i) => (i % 6 === 0 ? null : block)), reasons: ['signal-gap'] },
  { name: 'a hole of two seconds in each ten', change: only((block) => (block.startMs % 10_000 < 2000 ? null : block)), reasons: ['signal-gap', between] },
  { name: 'the gyroscope is at the end of its range', change: gyroscope((value, axis) => (axis === 1 && Math.abs(value) > 20 ? 2000 * Math.sign(value) : value)), reasons: ['signal-gap', 'sensor-disagrees'] },
  { name: 'the axis of the movement is stuck', change: gyroscope((value, axis) => (axis === 1 ? 0 : value)), reasons: ['sensor-disagrees', 'signal-gap'] },
  { name: 'the sensor is stuck', change: only((block) => (late(block) ? { ...block, accelerationMPerS2: block.accelerationMPerS2.map((_, k) => [0, 0, 9.81][k % 3]), angularVelocityDegPerS: block.angularVelocityDegPerS.map(() => 0) } : block)), reasons: [] },
  { name: 'rad/s in place of deg/s', change: gyroscope((value) => value / 57.3), reasons: ['sensor-disagrees', 'signal-gap'] },
  { name: 'g in place of m/s2', change: accelerometer((value) => value / 9.81), reasons: ['signal-gap'] },
  { name: 'told at twice its rate', change: only((block) => ({ ...block, rateHz: 2 * block.rateHz })), reasons: ['signal-gap'] },
  { name: 'no numbers', change: accelerometer((value, _axis, k) => (k % 30 < 18 ? Number.NaN : value)), reasons: ['signal-gap'] },
  { name: 'its clock jumps ahead by a second, again and again', change: only((block, i) => ({ ...block, startMs: block.startMs + 1000 * (Math.floor(i / 16) % 2), endMs: block.endMs + 1000 * (Math.floor(i / 16) % 2) })), reasons: ['signal-gap', between] },
  { name: 'thigh and chest are swapped', change: (block) => (late(block) ? { ...block, sensor: 1 - block.sensor } : block), reasons: ['signal-gap', 'sensor-disagrees'] },
  { name: 'turned by 90 degrees', change: only((block) => (late(block) ? { ...block, accelerationMPerS2: turned(block.accelerationMPerS2), angularVelocityDegPerS: turned(block.angularVelocityDegPerS) } : block)), reasons: ['sensor-disagrees', 'signal-gap'] },
  { name: 'rattles', change: accelerometer((value) => rattle(value)), reasons: ['signal-gap', 'sensor-disagrees'] },
  { name: 'vibrates at 12 Hz', change: accelerometer((value, _axis, k) => value + 20 * Math.sin(2 * Math.PI * 12 * Math.floor(k / 3) * 0.02)), reasons: ['signal-gap', 'sensor-disagrees'] },
  { name: 'knocks of 15 g', change: accelerometer((value, _axis, k) => (k % 30 < 3 ? value + 150 : value)), reasons: ['signal-gap', 'sensor-disagrees'] },
  { name: 'at 10 Hz', change: only((block) => ({ ...block, rateHz: 10, accelerationMPerS2: everyFifth(block.accelerationMPerS2), angularVelocityDegPerS: everyFifth(block.angularVelocityDegPerS) })), reasons: ['signal-gap'] },
  { name: 'silent from then on', change: only((block) => (late(block) ? null : block)), reasons: ['signal-gap'] },
  { name: 'without a gyroscope', change: gyroscope(() => 0), reasons: ['sensor-disagrees', 'signal-gap'] },
  { name: 'without an accelerometer', change: accelerometer(() => 0), reasons: ['signal-gap'] },
  { name: 'quantised to nothing', change: only((block) => ({ ...block, angularVelocityDegPerS: block.angularVelocityDegPerS.map((value) => 200 * Math.round(value / 200)) })), reasons: ['sensor-disagrees', 'signal-gap'] },
];

function everyFifth(values: Float64Array): Float64Array {
  return values.filter((_, k) => Math.floor(k / 3) % 5 === 0);
}

function told(change: Change): Repetition[] {
  const counted = new Map<number, number>();
  const blocks = whole.flatMap((block) => {
    const i = counted.get(block.sensor) ?? 0;
    counted.set(block.sensor, i + 1);
    return change(block, i) ?? [];
  });
  return analyse(startAnalysis(prescription, 0), blocks, { prescription, now: null }).repetitions.map(({ repetition }) => repetition);
}

const verdictOf = ({ score }: Repetition): string => (score.verdict === 'cannot-judge' ? score.reason : score.verdict);

describe('a signal that is not as it should be', () => {
  it('control: as it is, every repetition has its score', () => {
    const all = told((block) => block);
    expect(all.length).toBeGreaterThan(5);
    expect(all.map(verdictOf)).toEqual(all.map(() => 'scored'));
  });

  it('control: what the other sensor shows may be missing', () => {
    const all = told((block) => (block.sensor === 1 && late(block) ? null : block)).filter(({ startMs }) => startMs > fromMs);
    expect(all.length).toBeGreaterThan(3);
    expect(new Set(all.map(verdictOf))).toEqual(new Set(['partly']));
  });

  it.each(kinds)('$name: no number, and the reason', ({ change, reasons }) => {
    const inIt = told(change).filter(({ startMs }) => startMs > fromMs);
    const verdicts = [...new Set(inIt.map(verdictOf))];
    for (const verdict of verdicts) expect(reasons).toContain(verdict);
  });
});
