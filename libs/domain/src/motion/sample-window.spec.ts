import { describe, expect, it } from '@jest/globals';
import type { ImuBlock } from '../session/block.js';
import { keepNewest, sampleCount, samplesOf, startWindow, takeBlock } from './sample-window.js';

const block = (startMs: number, over: Partial<ImuBlock> = {}): ImuBlock => ({
  kind: 'imu', stream: 0, sequence: 1, sensor: 3, startMs, endMs: startMs + 40, receivedAtMs: 0, rateHz: 50,
  accelerationMPerS2: Float64Array.from([0, 0.1234, 9.8, startMs / 1000, 0, 9.8]), angularVelocityDegPerS: Float64Array.from([1.234, -2, 0, 0, 0, 0.006]), ...over,
});

describe('window of samples', () => {
  it('keeps what came in a row, to 1 mm/s2 and 0.01 deg/s, and gives it back', () => {
    const window = startWindow(block(0));
    expect([takeBlock(window, block(0)), takeBlock(window, block(40)), takeBlock(window, block(130))]).toEqual([true, true, true]);
    expect([sampleCount(window), window.endMs]).toEqual([6, 170]);
    const { accelerationMPerS2, angularVelocityDegPerS } = samplesOf(window, 0, 2);
    expect([...accelerationMPerS2]).toEqual([0, 0.123, 9.8, 0, 0, 9.8]);
    expect([...angularVelocityDegPerS]).toEqual([1.23, -2, 0, 0, 0, 0.01]);
    keepNewest(window, 1);
    expect([...samplesOf(window, 0, 1).accelerationMPerS2]).toEqual([0.13, 0, 9.8]);
  });

  it('takes nothing over a hole, of another rate, or of what is no number', () => {
    const window = startWindow(block(0));
    takeBlock(window, block(0));
    const before = structuredClone(window);
    expect([takeBlock(window, block(141)), takeBlock(window, block(40, { rateHz: 100 })), takeBlock(window, block(40, { angularVelocityDegPerS: new Float64Array(6).fill(Number.NaN) }))]).toEqual([false, false, false]);
    expect(window).toEqual(before);
  });
});
