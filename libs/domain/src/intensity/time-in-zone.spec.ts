import { describe, expect, it } from '@jest/globals';
import { plan, prescribed } from '../../../../tests/support/rules.js';
import type { HeartRateBlock } from '../session/block.js';
import { startHeartRate, stepHeartRate, type HeartRateTick } from './heart-rate.js';
import { doseMin, measuredS, percentInZone, timeInZone, type TimedHeartRate } from './time-in-zone.js';

/** Minutes of one heart rate after the other, once a second. */
function minutes(...stretches: [number, number | null][]): TimedHeartRate[] {
  return stretches.flatMap(([min, bpm]) => new Array<number | null>(min * 60).fill(bpm)).map((bpm, s) => ({ tMs: s * 1000, bpm }));
}

describe('time in zone (clinical B7)', () => {
  it('25 min of work, 18 in zone, 4 below, 1 above, 2 unmeasured: 78.26 % of what was measured, 19 min of dose', () => {
    const seconds = timeInZone(minutes([4, 100], [18, 115], [1, 130], [2, null]), plan);
    expect(seconds).toEqual({ below: 240, in: 1080, above: 60, 'over-ceiling': 0, 'over-limit': 0, unmeasured: 120 });
    expect(percentInZone(seconds)).toBeCloseTo((100 * 18) / 23, 9);
    expect(measuredS(seconds)).toBe(23 * 60);
    expect(doseMin(seconds)).toBe(19);
  });

  it('does not stretch a sample beyond 2 s', () => {
    expect(timeInZone([{ tMs: 0, bpm: 115 }, { tMs: 1500, bpm: 115 }, { tMs: 11_500, bpm: 150 }], plan)).toMatchObject({ in: 3.5, unmeasured: 8, 'over-limit': 1 });
  });

  it('says of nothing that it is not known', () => {
    expect(percentInZone(timeInZone([], plan))).toBeNull();
    expect(percentInZone(timeInZone(minutes([1, null]), plan))).toBeNull();
  });

  it('is within 1 s of the truth over 30 synthetic minutes through the strap (feature D2)', () => {
    // Ten minutes each: below, in, above; steps no quicker than a heart's.
    const truth = Array.from({ length: 1800 }, (_, s) => (s < 600 ? 100 : s < 1200 ? 116 : 128));
    const readings = truth.map((heartRateBpm, s) => ({ tMs: s * 1000, heartRateBpm, contact: 'detected' as const, rrMs: [] }));
    const ticks: HeartRateTick[] = [];
    const state = startHeartRate(prescribed());
    readings.forEach((reading, s) => {
      // A strap's number moves by a beat now and then, or it would lie on a table.
      const block: HeartRateBlock = { kind: 'heart-rate', stream: 0, sequence: s + 1, sensor: 0, startMs: reading.tMs, endMs: reading.tMs, receivedAtMs: 0, readings: [{ ...reading, heartRateBpm: reading.heartRateBpm + (s % 20 === 0 ? 1 : 0) }] };
      stepHeartRate(state, block, prescribed(), ticks);
    });
    const seconds = timeInZone(ticks.map(({ tMs, heartRateBpm }) => ({ tMs, bpm: heartRateBpm })), plan);
    expect(Math.abs(seconds.below - 600)).toBeLessThanOrEqual(1);
    expect(Math.abs(seconds.in - 600)).toBeLessThanOrEqual(1);
    expect(Math.abs(seconds.above - 600)).toBeLessThanOrEqual(1);
    expect(seconds.unmeasured).toBe(0);
  });
});
