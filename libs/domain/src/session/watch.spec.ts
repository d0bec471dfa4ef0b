import { describe, expect, it } from '@jest/globals';
import { prescribed } from '../../../../tests/support/rules.js';
import type { Block } from './block.js';
import { isMotionOnItsWay, startWatch, stepWatch } from './watch.js';

const startedAtMs = 1_767_261_600_000;
const prescription = prescribed({ sensors: [{ sensor: 3, kind: 'imu', placement: { segment: 'thigh', side: 'left' } }] });
const head = (endMs: number, delayMs: number, sensor = 3) => ({ stream: 0, sequence: 1, sensor, startMs: endMs, endMs, receivedAtMs: startedAtMs + endMs + delayMs });
const heartRate = (endMs: number, delayMs: number): Block => ({ ...head(endMs, delayMs), kind: 'heart-rate', readings: [] });
const imu = (endMs: number, delayMs: number, sensor?: number): Block => ({ ...head(endMs, delayMs, sensor), kind: 'imu', rateHz: 50, accelerationMPerS2: new Float64Array(0), angularVelocityDegPerS: new Float64Array(0) });

describe('watch', () => {
  it('calls late what came more than 30 s after the fact', () => {
    const state = startWatch(startedAtMs);
    expect(stepWatch(state, heartRate(1000, 30_000), prescription)).toBe(false);
    expect(stepWatch(state, heartRate(2000, 30_001), prescription)).toBe(true);
  });

  it('counts lateness from the most punctual packet, since a replay is faster than life', () => {
    const state = startWatch(startedAtMs);
    expect(stepWatch(state, heartRate(60_000, -50_000), prescription)).toBe(false);
    expect(stepWatch(state, heartRate(61_000, -19_999), prescription)).toBe(true);
  });

  it('keeps when each kind was last heard, by reception, and only of sensors that are expected', () => {
    const state = startWatch(startedAtMs);
    stepWatch(state, heartRate(5000, 100), prescription);
    stepWatch(state, heartRate(4000, 50), prescription);
    stepWatch(state, imu(3000, 40), prescription);
    stepWatch(state, imu(9000, 40, 8), prescription);
    expect(state).toMatchObject({ heartRateReceivedAtMs: startedAtMs + 5100, motionReceivedAtMs: startedAtMs + 3040 });
  });

  it('knows that movement is on its way while something between the newest of it and what came later is missing', () => {
    const state = startWatch(startedAtMs);
    const missing = (sequence: number, stream = 0) => isMotionOnItsWay(state, [{ stream, sequence }]);
    expect(missing(1)).toBe(false);
    stepWatch(state, { ...imu(3000, 40), sequence: 12 }, prescription);
    expect([missing(13), missing(11), missing(13, 1), isMotionOnItsWay(state, [])]).toEqual([true, false, false, false]);
  });
});
