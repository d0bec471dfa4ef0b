import { describe, expect, it } from '@jest/globals';
import { swayMetrics, type SwayMetrics } from './sway.js';

const side = [0.02, -0.03, 0.01, 0.04, -0.02, -0.02];
const front = [0.01, 0.02, -0.02, 0.03, -0.01, -0.03];

/** At this rate the six points last 12 s; only frequency and jerk depend on it. */
const slowHz = 0.5;

function measured(...args: Parameters<typeof swayMetrics>): SwayMetrics {
  const result = swayMetrics(...args);
  if (!result.ok) throw new Error(result.detail);
  return result.value;
}

describe('sway (clinical C14, vectors.json swayMetrics)', () => {
  it('of the six points', () => {
    const sway = measured(side, front, slowHz);
    expect(sway.rmsSideMPerS2).toBeCloseTo(0.025166114784235832, 12);
    expect(sway.rmsFrontMPerS2).toBeCloseTo(0.021602468994692866, 12);
    expect(sway.rmsRadialMPerS2).toBeCloseTo(0.033166247903554, 12);
    expect(sway.pathMPerS2).toBeCloseTo(0.25797928208858445, 12);
    expect(sway.distanceMPerS2).toBeCloseTo(0.031532177472378915, 12);
    expect(sway.ellipse95).toBeCloseTo(0.011091051573665819, 10);
  });

  it('of a circle: radius, frequency and jerk by hand', () => {
    const turn = (i: number): number => (2 * Math.PI * 0.5 * i) / 50;
    const sway = measured(Array.from({ length: 1500 }, (_, i) => 0.1 * Math.cos(turn(i))), Array.from({ length: 1500 }, (_, i) => 0.1 * Math.sin(turn(i))), 50);
    expect(sway.rmsRadialMPerS2).toBeCloseTo(0.1, 6);
    expect(sway.meanFrequencyHz).toBeCloseTo(0.5, 2);
    expect(sway.jerk).toBeCloseTo(0.5 * (0.1 * Math.PI) ** 2 * 30, 2);
  });

  it('is the same wherever the middle lies, and mirrored when sides are', () => {
    const moved = measured(side.map((value) => value + 3), front, slowHz);
    expect(moved.rmsRadialMPerS2).toBeCloseTo(0.033166247903554, 10);
    const mirrored = measured(side.map((value) => -value), front, slowHz);
    expect(mirrored.ellipse95).toBeCloseTo(measured(side, front, slowHz).ellipse95, 12);
  });

  it('is no number for too short a time or for holes', () => {
    expect(swayMetrics(side, front, 50)).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
    expect(swayMetrics([...side.slice(1), Number.NaN], front, slowHz)).toMatchObject({ ok: false, reason: 'MISSING_INPUT' });
    expect(swayMetrics(side.slice(1), front, slowHz)).toMatchObject({ ok: false, reason: 'MISSING_INPUT' });
  });
});
