import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededRandom } from '../../../../tests/support/strap-faults.js';
import { apartMs, startDrift, stepDrift, type ClockDrift } from './clock-drift.js';

interface Stream {
  seconds: number;
  /** How much the device's clock is behind at each moment, ms. */
  behindMs?: (atMs: number) => number;
  /** How long a packet is on its way, ms. */
  wayMs?: (atMs: number) => number;
}

/** Packets of a quarter of a second, received at true times. */
function drift({ seconds, behindMs = () => 0, wayMs = () => 30 }: Stream): ClockDrift {
  const state = startDrift();
  for (let atMs = 250; atMs <= seconds * 1000; atMs += 250) stepDrift(state, { endMs: atMs - behindMs(atMs), receivedAtMs: 1_800_000_000_000 + atMs + wayMs(atMs) });
  return state;
}

describe('how far the clocks of two streams are apart', () => {
  const jitter = (seed: number) => {
    const random = seededRandom(seed, 1);
    return () => 30 + 200 * random() ** 4;
  };

  it('is what one is behind, within 3 ms, whatever the radio does', () => {
    for (const behind of [0, 20, 100]) {
      const found = apartMs(drift({ seconds: 60, wayMs: jitter(1) }), drift({ seconds: 60, wayMs: jitter(2), behindMs: () => behind }));
      expect(Math.abs((found ?? NaN) - behind)).toBeLessThan(3);
    }
  });

  it.each([40e-6, -40e-6])('follows two crystals that drift apart by %d: 72 ms in half an hour', (perMs) => {
    const found = apartMs(drift({ seconds: 1800, wayMs: jitter(3) }), drift({ seconds: 1800, wayMs: jitter(4), behindMs: (atMs) => perMs * atMs }));
    expect(Math.abs((found ?? NaN) - 72)).toBeLessThan(4);
  });

  it('is not what a line makes of it that stood still for a minute, or sent everything late', () => {
    const outage = (atMs: number): number => (atMs > 60_000 && atMs < 120_000 ? 30 + 120_000 - atMs : 30);
    expect(apartMs(drift({ seconds: 121, wayMs: outage }), drift({ seconds: 121 }))).toBeLessThan(0.1);
    expect(apartMs(drift({ seconds: 119, wayMs: outage }), drift({ seconds: 119 }))).toBeLessThan(20);
  });

  it('is not known before ten seconds of both have come, and never 0 instead', () => {
    expect(apartMs(drift({ seconds: 10 }), drift({ seconds: 60 }))).toBeNull();
    expect(apartMs(drift({ seconds: 60 }), startDrift())).toBeNull();
    expect(apartMs(drift({ seconds: 10.25 }), drift({ seconds: 10.25 }))).toBe(0);
  });

  it('does not see what one way always takes longer, since the opening of its stream took that too', () => {
    // 80 ms slower, when it was opened and ever since: its session time is 80 ms late, and so is reception.
    expect(apartMs(drift({ seconds: 60 }), drift({ seconds: 60, wayMs: () => 110, behindMs: () => -80 }))).toBeCloseTo(0, 6);
  });

  it('never gets larger by a packet that was late in both', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 20 }), (late) => {
      const state = drift({ seconds: 30 });
      const before = state.quickestMs ?? NaN;
      for (const lateMs of late) stepDrift(state, { endMs: 30_000, receivedAtMs: 1_800_000_030_030 + lateMs });
      expect(state.quickestMs).toBeLessThanOrEqual(before + 2.5 * late.length);
    }));
  });
});
