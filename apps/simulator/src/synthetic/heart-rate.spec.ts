import { describe, expect, it } from '@jest/globals';
import { heartRateReadings } from './heart-rate.js';
import { seededRandom } from './random.js';

const character = { startShare: 0.5, effortShare: 0.9, restShare: 0.5 };

function readings(isWorking: (tS: number) => boolean, seconds = 121) {
  return heartRateReadings({ character, ageYears: 40, seconds, isWorking, random: seededRandom(1) });
}

describe('heartRateReadings', () => {
  it('rises by 63 % of the way in 30 s of effort, and is there after two minutes', () => {
    // Maximum 208 - 0.7 * 40 = 180: from 90 towards 162; 90 + 72 (1 - 1/e) = 135.5.
    const bpm = readings(() => true).map(({ heartRateBpm }) => heartRateBpm);
    expect(Math.abs(bpm[29] - 135.5)).toBeLessThan(1);
    expect(Math.abs(bpm[119] - 162)).toBeLessThan(3);
  });

  it('falls when the effort ends', () => {
    const bpm = readings((tS) => tS < 60).map(({ heartRateBpm }) => heartRateBpm);
    expect(bpm[119]).toBeLessThan(bpm[59] - 25);
  });

  it('comes once a second, with the beats that make the rate', () => {
    const all = readings(() => true);
    expect(all.map(({ tMs }) => tMs)).toEqual(Array.from({ length: 120 }, (_, i) => 1000 * (i + 1)));
    const settled = all.slice(90).flatMap(({ rrMs }) => rrMs);
    const mean = settled.reduce((sum, rr) => sum + rr, 0) / settled.length;
    expect(60_000 / mean).toBeGreaterThan(157);
    expect(60_000 / mean).toBeLessThan(164);
  });
});
