import { describe, expect, it } from '@jest/globals';
import { prescribed } from '../../../../tests/support/rules.js';
import type { SensorBinding } from '../prescription/prescription.js';
import type { ImuBlock } from '../session/block.js';
import { startActivity, stepActivity, type ActivitySecond } from './activity.js';

const at = (sensor: number, segment: SensorBinding['placement']['segment']): SensorBinding => ({ sensor, kind: 'imu', placement: { segment, side: 'midline' } });
const worn = prescribed({ sensors: [at(1, 'thigh'), at(2, 'chest')] });

/** Seconds of an acceleration of gravity plus `extra`, cut into packets of `samples`. */
function told(extra: (tS: number) => number, { seconds = 10, rateHz = 50, samples = 12, sensor = 2, skipS = (_: number): boolean => false } = {}): ActivitySecond[] {
  const state = startActivity(worn);
  const out: ActivitySecond[] = [];
  for (let from = 0; from < seconds * rateHz; from += samples) {
    const startMs = (1000 * from) / rateHz;
    if (skipS(startMs / 1000)) continue;
    const accelerationMPerS2 = Float64Array.from({ length: 3 * samples }, (_, i) => (i % 3 === 2 ? 9.81 + extra((from + (i - 2) / 3) / rateHz) : 0));
    const block: ImuBlock = { kind: 'imu', stream: 0, sequence: 1, sensor, startMs, endMs: startMs + (1000 * samples) / rateHz, receivedAtMs: 0, rateHz, accelerationMPerS2, angularVelocityDegPerS: new Float64Array(3 * samples) };
    stepActivity(state, block, out);
  }
  return out;
}

describe('activity', () => {
  it('is nothing at rest, and says so once a second', () => {
    const seconds = told(() => 0);
    expect(seconds.map(({ tMs }) => tMs)).toEqual([1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 10_000].slice(0, seconds.length));
    expect(seconds.length).toBeGreaterThanOrEqual(9);
    for (const { sdMPerS2 } of seconds) expect(sdMPerS2).toBeCloseTo(0, 9);
  });

  it('is the standard deviation of a quick movement: a / sqrt 2 of a sine', () => {
    const seconds = told((tS) => 2 * Math.sin(2 * Math.PI * 3 * tS));
    for (const { sdMPerS2 } of seconds.slice(4)) expect(sdMPerS2).toBeCloseTo(Math.SQRT2, 1);
  });

  it('lets a slow change of posture pass', () => {
    for (const { sdMPerS2 } of told((tS) => 0.05 * tS)) expect(sdMPerS2).toBeLessThan(0.05);
  });

  it('does not depend on how the stream is cut', () => {
    const movement = (tS: number): number => Math.sin(2 * Math.PI * 2 * tS);
    expect(told(movement, { samples: 25 })).toEqual(told(movement, { samples: 1 }).slice(0, told(movement, { samples: 25 }).length));
  });

  it('follows the trunk, and is silent over a gap', () => {
    expect(told(() => 0, { sensor: 1 })).toEqual([]);
    expect(told(() => 0, { skipS: (tS) => tS >= 3 && tS < 6 }).map(({ tMs }) => tMs)).not.toContain(5000);
  });
});
