import { describe, expect, it } from '@jest/globals';
import { restingBaseline, restingHeartRate } from './resting-heart-rate.js';

const still = new Array<number>(300).fill(0.1);
const rates = Array.from({ length: 300 }, (_, s) => (s >= 200 && s < 260 ? 66 : 72));

describe('resting heart rate (clinical B3)', () => {
  it('is the lowest median of a minute: 66 of 72', () => {
    expect(restingHeartRate(rates, still)).toEqual({ ok: true, value: 66, flags: [] });
  });

  it('does not count a minute of moving: 72', () => {
    const moved = still.map((sd, s) => (s >= 200 && s < 260 ? 0.5 : sd));
    expect(restingHeartRate(rates, moved)).toMatchObject({ value: 72 });
  });

  it('does not count the first two minutes', () => {
    expect(restingHeartRate(rates.map((_, s) => (s < 120 ? 50 : 72)), still)).toMatchObject({ value: 72 });
  });

  it('is not there without a rest of three minutes, without a movement sensor, or with a strap off', () => {
    const none = { ok: false, reason: 'INSUFFICIENT_DATA' };
    expect(restingHeartRate(rates.slice(0, 179), still)).toMatchObject(none);
    expect(restingHeartRate(rates.slice(0, 180), still)).toMatchObject({ ok: true });
    expect(restingHeartRate(rates, new Array<null>(300).fill(null))).toMatchObject(none);
    expect(restingHeartRate(rates.map((bpm, s) => (s % 5 === 0 ? null : bpm)), still)).toMatchObject(none);
    expect(restingHeartRate([], [])).toMatchObject(none);
  });
});

describe('resting baseline (clinical B3)', () => {
  it('is the median of at least three', () => {
    expect(restingBaseline([70, 61, 64])).toMatchObject({ ok: true, value: 64 });
    expect(restingBaseline([70, 61])).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
  });
});
