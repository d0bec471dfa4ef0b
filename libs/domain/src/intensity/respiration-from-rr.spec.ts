import { describe, expect, it } from '@jest/globals';
import { normal, seededRandom } from '../../../../tests/support/strap-faults.js';
import { respirationFromRr } from './respiration-from-rr.js';

/** Beats of a heart whose interval goes with the breath, ms. */
function breathing(hz: number, seconds: number, { meanMs = 850, swingMs = 40 } = {}): number[] {
  const rr: number[] = [];
  for (let tMs = 0; tMs < seconds * 1000; tMs += rr[rr.length - 1]) rr.push(meanMs + swingMs * Math.sin((2 * Math.PI * hz * tMs) / 1000));
  return rr;
}

describe('respiration from beats (clinical B11)', () => {
  it('finds paced breathing of 9 s: 6.68 a minute, without doubt', () => {
    const found = respirationFromRr(breathing(0.1111, 80));
    expect(found.ok).toBe(true);
    if (!found.ok) return;
    expect(Math.abs(found.value.breathsPerMin - 6.68)).toBeLessThan(0.3);
    expect(found.value.quality).toBeGreaterThan(0.99);
  });

  it.each([0.15, 0.25, 0.4])('finds %d Hz', (hz) => {
    const found = respirationFromRr(breathing(hz, 70));
    expect(found.ok && Math.abs(found.value.breathsPerMin - 60 * hz)).toBeLessThan(0.5);
  });

  it('does not see a breath quicker than half the beats', () => {
    const found = respirationFromRr(breathing(0.25, 70, { meanMs: 1700 }));
    expect(found.ok && found.value.breathsPerMin).toBeLessThanOrEqual(60 / 1.7 / 2);
  });

  it('says that noise is none, 39 times in 40', () => {
    const believed = Array.from({ length: 40 }, (_, seed) => {
      const random = seededRandom(seed, 5);
      return respirationFromRr(Array.from({ length: 80 }, () => 850 + 30 * normal(random))).ok;
    }).filter(Boolean);
    expect(believed.length).toBeLessThanOrEqual(1);
  });

  it('needs 32 s', () => {
    expect(respirationFromRr(breathing(0.2, 31))).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
    expect(respirationFromRr(breathing(0.2, 36))).toMatchObject({ ok: true });
    expect(respirationFromRr([])).toMatchObject({ ok: false });
  });

  it('takes the last 64 s', () => {
    const found = respirationFromRr([...breathing(0.4, 100), ...breathing(0.2, 66)]);
    expect(found.ok && Math.abs(found.value.breathsPerMin - 12)).toBeLessThan(0.5);
  });
});
