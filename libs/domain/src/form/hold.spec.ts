import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { holdFeatures, type HoldFeatures } from './hold.js';

const rateHz = 50;

/** Angles of pieces in a row, deg; the rate is their difference. */
function features(pieces: ((tS: number) => number)[], secondsEach: number[], targetS: number | null): HoldFeatures {
  const result = holdFeatures(input(pieces.flatMap((angle, k) => Array.from({ length: Math.round(secondsEach[k] * rateHz) }, (_, i) => angle(i / rateHz)))), targetS);
  if (!result.ok) throw new Error(result.detail);
  return result.value;
}

function input(angleDeg: number[]) {
  return { angleDeg, velocityDegPerS: angleDeg.map((angle, i) => (angle - (angleDeg[i - 1] ?? angle)) * rateHz), stepMs: 1000 / rateHz };
}

const at = (deg: number) => (): number => deg;
/** Down by 10 deg and up again. */
const dip = (seconds: number) => (tS: number): number => 40 - 10 * Math.sin((Math.PI * tS) / seconds) ** 2;

describe('holds (clinical C10)', () => {
  it('of 40 +- 0.5 deg for 32 s with 30 s asked for is complete', () => {
    const held = features([(tS) => 40 + 0.5 * Math.sin(2 * Math.PI * 0.3 * tS)], [32], 30);
    expect(held).toMatchObject({ durationS: 32, totalS: 32, completion: 1, code: null });
  });

  it('goes on over a dip of 0.3 s', () => {
    expect(features([at(40), dip(0.3), at(40)], [12, 0.3, 20], 30)).toMatchObject({ durationS: expect.closeTo(32.3, 9), code: null });
  });

  it('is broken by a dip of 2 s', () => {
    const held = features([at(40), dip(2), at(40)], [12, 2, 20], 30);
    expect(held.durationS).toBeCloseTo(20, 0);
    expect(held.totalS).toBeCloseTo(32, 0);
    expect(held.code).toBe('HELD_TOO_SHORT');
  });

  it.each([[0.5, 32.5], [1.2, 20]])('with a dip of %d s is %d s long', (dipS, durationS) => {
    expect(features([at(40), dip(dipS), at(40)], [12, dipS, 20], 30).durationS).toBeCloseTo(durationS, 0);
  });

  it.each([[26.98, 'HELD_TOO_SHORT'], [27, null]])('of %d s with 30 s asked for: %s', (seconds, code) => {
    expect(features([at(40)], [seconds], 30).code).toBe(code);
  });

  it('of more than one and a half times what was asked for is only said so', () => {
    const result = holdFeatures(input(new Array<number>(46 * rateHz).fill(40)), 30);
    expect(result).toMatchObject({ ok: true, flags: ['HELD_LONG'], value: { code: null, completion: 1 } });
  });

  it('are two when the posture changed, and the longer one counts', () => {
    const held = features([at(40), (tS) => 40 + 20 * tS, at(60)], [6, 1, 9], 10);
    expect(held.durationS).toBeCloseTo(9, 0);
    expect(held.totalS).toBeCloseTo(15, 0);
    expect(held.startAt / rateHz).toBeCloseTo(7, 0);
  });

  it('are two when the posture jumped, though it was quiet but for a moment', () => {
    const held = features([at(40), (tS) => 40 + 50 * tS, at(50)], [6, 0.2, 9], 10);
    expect(held.durationS).toBeCloseTo(9, 0);
    expect(held.totalS).toBeCloseTo(15, 0);
  });

  it('are none nearer to rest than where holding begins', () => {
    const pieces = [at(60), (tS: number) => 60 - 20 * tS, at(40)];
    const held = (fromDeg: number) => {
      const result = holdFeatures({ ...input(pieces.flatMap((angle, k) => Array.from({ length: [3, 1, 20][k] * rateHz }, (_, i) => angle(i / rateHz)))), fromDeg }, 10);
      return result.ok ? result.value : null;
    };
    expect(held(35)).toMatchObject({ durationS: expect.closeTo(20, 0), code: null });
    expect(held(50)).toMatchObject({ durationS: expect.closeTo(3, 0), code: 'HELD_TOO_SHORT' });
    expect(held(70)).toMatchObject({ durationS: 0, code: 'HELD_TOO_SHORT' });
  });

  it('are none in a movement: 0 s, which was measured', () => {
    const held = features([(tS) => 45 * (1 - Math.cos(Math.PI * tS))], [20], 10);
    expect(held).toMatchObject({ durationS: 0, totalS: 0, completion: 0, driftDeg: null, steadinessSdDeg: null, code: 'HELD_TOO_SHORT' });
  });

  it('measures drift and steadiness', () => {
    const held = features([(tS) => 40 + 0.1 * tS], [20], null);
    expect(held.driftDeg).toBeCloseTo(2, 2);
    expect(held.completion).toBeNull();
    const swaying = features([(tS) => 40 + Math.sin(2 * Math.PI * 0.2 * tS)], [20], null);
    expect(swaying.steadinessSdDeg).toBeCloseTo(Math.SQRT1_2, 2);
    expect(Math.abs(swaying.driftDeg ?? Infinity)).toBeLessThan(1);
  });

  it('is no number when a sample is missing, below 20 Hz, or for a target that is none', () => {
    const good = input(new Array<number>(500).fill(40));
    expect(holdFeatures({ ...good, angleDeg: [...good.angleDeg.slice(1), Number.NaN] }, 30)).toMatchObject({ ok: false, reason: 'MISSING_INPUT' });
    expect(holdFeatures({ ...good, velocityDegPerS: [] }, 30)).toMatchObject({ ok: false, reason: 'MISSING_INPUT' });
    expect(holdFeatures({ ...good, stepMs: 100 }, 30)).toMatchObject({ ok: false, reason: 'NOT_APPLICABLE' });
    expect(holdFeatures(good, 0)).toMatchObject({ ok: false, reason: 'OUT_OF_RANGE' });
  });

  it('knows neither posture nor direction, and never takes more than there was', () => {
    const pieces = fc.array(fc.record({ seconds: fc.double({ min: 0.2, max: 8, noNaN: true }), deg: fc.integer({ min: -60, max: 60 }) }), { minLength: 1, maxLength: 6 });
    fc.assert(fc.property(pieces, fc.integer({ min: -30, max: 30 }), (given, postureDeg) => {
      const angles = given.map(({ deg }) => at(deg));
      const seconds = given.map((each) => Math.round(each.seconds * rateHz) / rateHz + 0.02);
      const held = features(angles, seconds, 10);
      const mirrored = features(given.map(({ deg }) => at(postureDeg - deg)), seconds, 10);
      expect(mirrored.durationS).toBeCloseTo(held.durationS, 1);
      expect(held.durationS).toBeLessThanOrEqual(held.totalS + 1e-9);
      expect(held.totalS).toBeLessThanOrEqual(seconds.reduce((sum, each) => sum + each, 0) + 0.5);
    }), { numRuns: 50 });
  });
});
