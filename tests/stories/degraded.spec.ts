import { describe, expect, it } from '@jest/globals';
import { analyse, startAnalysis, type ImuBlock, type Repetition } from '#libs/domain';
import { syntheticPatient } from '../../apps/simulator/src/synthetic/synthetic-patient.js';
import { degradations, worseFromMs, type Change } from '../support/degraded.js';
import { blocksOf, prescriptionFor, referenceOf } from './recorded.js';

/**
 * A simulated patient (no person) squats with sensors on thigh and chest; the signal of one of them is made worse in twenty ways, from 10 s on or
 * all along. Nothing of it may come out as a number without a word.
 */
const recording = syntheticPatient({ seed: 3, seconds: 45, character: { set: [{ type: 'correct', count: 20 }], trunkLeanShare: 0.1 } });
const reference = referenceOf(recording);
const prescription = prescriptionFor(recording, reference);
const whole = blocksOf(recording.signals).filter((block): block is ImuBlock => block.kind === 'imu');

const thigh = 0;
const chest = 1;
const late = ({ startMs }: ImuBlock): boolean => startMs >= worseFromMs;
const only = (change: Change): Change => (block, i) => (block.sensor === thigh ? change(block, i) : block);

/** What may be said of a repetition in it: that it is none of the signal's, or, between two disturbances, what it is. */
const inTheSignal = ['signal-gap', 'sensor-disagrees'];
const between: Record<string, string[]> = { 'its clock jumps ahead by a second, again and again': ['scored'] };
const kinds = [
  ...degradations(1).map(({ name, change }) => ({ name, change: only(change) })),
  { name: 'thigh and chest are swapped', change: (block: ImuBlock): ImuBlock => (late(block) ? { ...block, sensor: block.sensor === thigh ? chest : thigh } : block) },
];

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
    const all = told((block) => (block.sensor === chest && late(block) ? null : block)).filter(({ startMs }) => startMs > worseFromMs);
    expect(all.length).toBeGreaterThan(3);
    expect(new Set(all.map(verdictOf))).toEqual(new Set(['partly']));
  });

  it('is made worse in twenty ways', () => {
    expect(kinds).toHaveLength(20);
  });

  it.each(kinds)('$name: no number, and the reason', ({ name, change }) => {
    const inIt = told(change).filter(({ startMs }) => startMs > worseFromMs);
    const verdicts = [...new Set(inIt.map(verdictOf))];
    for (const verdict of verdicts) expect([...inTheSignal, ...(between[name] ?? [])]).toContain(verdict);
  });
});
