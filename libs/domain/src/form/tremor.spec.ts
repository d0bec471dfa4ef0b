import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { tremorRms, type RateTraces } from './tremor.js';

const still = (samples: number): number[] => new Array<number>(samples).fill(0);
const wave = (amplitude: number, frequencyHz: number, rateHz: number, seconds = 10): number[] => (
  Array.from({ length: seconds * rateHz }, (_, i) => amplitude * Math.sin((2 * Math.PI * frequencyHz * i) / rateHz)));
const about = (x: number[]): RateTraces => ({ x, y: still(x.length), z: still(x.length) });

function rms(traces: RateTraces, rateHz: number): number {
  const result = tremorRms(traces, 1000 / rateHz);
  return result.ok ? result.value : Number.NaN;
}

describe('tremor', () => {
  it.each([50, 100])('of a sine of 2 deg/s at 8 Hz is 1.414 deg/s, sampled at %d Hz (clinical C10)', (rateHz) => {
    expect(Math.abs(rms(about(wave(2, 8, rateHz)), rateHz) / 1.414 - 1)).toBeLessThan(0.03);
  });

  it('adds the axes up as a vector', () => {
    const x = wave(2, 8, 50);
    expect(rms({ x, y: x, z: x }, 50)).toBeCloseTo(Math.sqrt(3) * rms(about(x), 50), 10);
  });

  it('is not slow movement, nor a constant bias', () => {
    expect(rms(about(wave(30, 0.5, 50)), 50)).toBeLessThan(0.5);
    expect(rms(about(still(500).map(() => 5)), 50)).toBeCloseTo(0, 10);
  });

  it('does not depend on how the sensor is turned', () => {
    fc.assert(fc.property(fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }), (turn) => {
      const [a, b] = [wave(2, 8, 50), wave(1, 6, 50)];
      const turned: RateTraces = { x: a.map((each, i) => Math.cos(turn) * each - Math.sin(turn) * b[i]), y: a.map((each, i) => Math.sin(turn) * each + Math.cos(turn) * b[i]), z: still(a.length) };
      expect(rms(turned, 50)).toBeCloseTo(rms({ x: a, y: b, z: still(a.length) }, 50), 8);
    }));
  });

  it('is no number below 50 Hz, of too little, of unequal axes, or of what is no number', () => {
    expect(tremorRms(about(wave(2, 8, 25)), 40)).toMatchObject({ ok: false, reason: 'NOT_APPLICABLE' });
    expect(tremorRms(about(wave(2, 8, 50, 1)), 20)).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
    expect(tremorRms({ ...about(wave(2, 8, 50)), z: [] }, 20)).toMatchObject({ ok: false, reason: 'MISSING_INPUT' });
    expect(tremorRms(about([...wave(2, 8, 50), Number.NaN]), 20)).toMatchObject({ ok: false, reason: 'MISSING_INPUT' });
  });
});
