import { describe, expect, it } from '@jest/globals';
import { prescribed } from '../../../../tests/support/rules.js';
import type { ImuBlock } from '../session/block.js';
import { chestSensor, chestStretches } from './chest-stretch.js';

const block = (startMs: number, sensor = 2): ImuBlock => ({
  kind: 'imu', stream: 0, sequence: 1, sensor, startMs, endMs: startMs + 40, receivedAtMs: 0, rateHz: 50, accelerationMPerS2: Float64Array.of(startMs, 0, 0, startMs + 20, 0, 0), angularVelocityDegPerS: new Float64Array(6),
});

describe('what the chest measured', () => {
  it('is joined where packets follow one another, and parted at a gap', () => {
    const found = chestStretches([block(0), block(40.5), block(5, 1), block(200)], 2);
    expect(found.map(({ startMs, accelerationMPerS2 }) => ({ startMs, samples: accelerationMPerS2.length / 3 }))).toEqual([{ startMs: 0, samples: 4 }, { startMs: 200, samples: 2 }]);
    expect([...found[0].accelerationMPerS2].filter((_, i) => i % 3 === 0)).toEqual([0, 20, 40.5, 60.5]);
  });

  it('knows its sensor by where it is worn', () => {
    const at = (segment: 'chest' | 'thigh', kind: 'imu' | 'heart-rate') => ({ sensor: 3, kind, placement: { segment, side: 'midline' as const } });
    expect(chestSensor(prescribed({ sensors: [at('chest', 'heart-rate'), at('thigh', 'imu')] }))).toBeNull();
    expect(chestSensor(prescribed({ sensors: [at('chest', 'imu')] }))).toBe(3);
  });
});
