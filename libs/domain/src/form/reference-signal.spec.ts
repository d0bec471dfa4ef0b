import { describe, expect, it } from '@jest/globals';
import { blocksOf } from '../../../../tests/support/movement.js';
import type { SensorBinding } from '../prescription/prescription.js';
import type { ImuBlock } from '../session/block.js';
import { doubtOfSignal } from './reference-signal.js';

const sensors: SensorBinding[] = [
  { sensor: 0, kind: 'imu', placement: { segment: 'thigh', side: 'right' } },
  { sensor: 1, kind: 'imu', placement: { segment: 'upper-back', side: 'midline' } },
];
const approved = [{ startMs: 1000, endMs: 3000 }, { startMs: 4000, endMs: 6000 }];
const moving = (sensor: number): ImuBlock[] => blocksOf((tS) => 30 * Math.sin(3 * tS), { seconds: 8, sensor });
const doubt = (blocks: ImuBlock[], carriers = [0]) => doubtOfSignal({ blocks, approved, sensors, carriers });
const without = (from: number, to: number) => moving(0).filter(({ startMs }) => startMs < from || startMs >= to);

describe('signal of a reference', () => {
  it('is not doubted when it is whole where it counts, whatever the rest is', () => {
    expect(doubt([...moving(0), ...moving(1)], [0, 1])).toBeNull();
    expect(doubt(without(3000, 4000))).toBeNull();
    // 12.5 % lost, in a hole of a quarter of a second.
    expect(doubt(without(4500, 4750))).toBeNull();
  });

  it('names the sensor, the repetition, and what to do', () => {
    expect(doubt(without(4500, 5000))).toBe('The sensor on the right thigh sent less than 80 % of its samples in approved repetition 2. Please approve another one, or record again nearer to the hub.');
    const loud = moving(0);
    for (let i = 0; i < 6; i++) loud[5].angularVelocityDegPerS[i] = 2000;
    expect(doubt(loud)).toBe('The sensor on the right thigh reached the end of its range in approved repetition 1. Please approve a slower one.');
    const silent = moving(1).map((block) => ({ ...block, angularVelocityDegPerS: new Float64Array(block.angularVelocityDegPerS.length) }));
    expect(doubt([...moving(0), ...silent], [0, 1])).toBe('The sensor on the upper back told of no turning at all in approved repetition 1. Please restart it and record again.');
    expect(doubt([...moving(0), ...silent], [0])).toBeNull();
  });
});
