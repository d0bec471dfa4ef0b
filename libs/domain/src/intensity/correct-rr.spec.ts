import { describe, expect, it } from '@jest/globals';
import { normal, seededRandom } from '../../../../tests/support/strap-faults.js';
import { correctRr } from './correct-rr.js';

/** Two hundred beats around 800 ms with breathing and noise. */
function beats(seed = 3): number[] {
  const random = seededRandom(seed, 1);
  return Array.from({ length: 200 }, (_, i) => 800 + 25 * Math.sin((2 * Math.PI * i) / 7) + 8 * normal(random));
}

describe('RR of a whole session (Lipponen & Tarvainen 2019, clinical B5)', () => {
  it('leaves sound beats alone', () => {
    expect(correctRr(beats()).artefactFraction).toBeLessThan(0.01);
  });

  it('does not divide by zero where all beats are alike', () => {
    const alike = new Array<number>(50).fill(800);
    expect(correctRr(alike)).toEqual({ rrMs: alike, artefactFraction: 0, ectopic: [], extra: [], missed: [], longShort: [] });
  });

  it('puts a missed beat in: one interval of twice the length becomes two', () => {
    const sound = beats();
    const rr = [...sound.slice(0, 100), sound[100] + sound[101], ...sound.slice(102)];
    const { missed, rrMs } = correctRr(rr);
    expect(missed).toEqual([100]);
    expect(rrMs).toHaveLength(sound.length);
    expect(rrMs[100]).toBeCloseTo((sound[100] + sound[101]) / 2, 9);
  });

  it('joins an extra beat: two short intervals become one', () => {
    const sound = beats();
    const rr = [...sound.slice(0, 100), sound[100] * 0.45, sound[100] * 0.55, ...sound.slice(101)];
    const { extra, rrMs } = correctRr(rr);
    expect(extra).toEqual([100]);
    expect(rrMs).toHaveLength(sound.length);
    expect(rrMs[100]).toBeCloseTo(sound[100], 9);
  });

  it('interpolates a beat that comes too early and its pause', () => {
    const rr = beats();
    rr[100] -= 250;
    rr[101] += 250;
    const { artefactFraction, rrMs } = correctRr(rr);
    expect(artefactFraction).toBeGreaterThan(0);
    expect(artefactFraction).toBeLessThanOrEqual(3 / 200);
    for (const each of rrMs.slice(95, 106)) expect(Math.abs(each - 800)).toBeLessThan(60);
  });

  it('has nothing to say of less than three beats', () => {
    expect(correctRr([800, 400])).toMatchObject({ rrMs: [800, 400], artefactFraction: 0 });
  });
});
