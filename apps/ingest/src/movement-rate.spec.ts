import { describe, expect, it } from '@jest/globals';
import { MovementRate } from './movement-rate.js';

/** Ten looks a second at a rate to which so much movement comes; a worker whose turns take a millisecond for each packet/s that is stored. Returns what was stored in each second. */
function follow(rate: MovementRate, { fromMs, seconds, comePerS, turnMsPerPacketPerS }: { fromMs: number; seconds: number; comePerS: number; turnMsPerPacketPerS: number }): number[] {
  return Array.from({ length: seconds }, (_, second) => {
    let stored = 0;
    for (let i = 0; i < 10; i++) {
      const nowMs = fromMs + 1000 * second + 100 * i;
      const taken = Math.min(comePerS / 10, rate.allowed(nowMs));
      rate.took(taken, nowMs);
      stored += taken;
    }
    const turnMs = turnMsPerPacketPerS * stored;
    if (turnMs >= 500) rate.hear(turnMs, fromMs + 1000 * (second + 1));
    return stored;
  });
}

describe('how much movement is stored (features B6)', () => {
  it('is all of it, while no worker says that its turns take long', () => {
    const rate = new MovementRate();
    expect(rate.allowed(0)).toBe(Infinity);
    rate.hear(1000, 1000);
    expect(rate.allowed(1000)).toBe(Infinity);
    expect(new Set(follow(rate, { fromMs: 2000, seconds: 60, comePerS: 3000, turnMsPerPacketPerS: 0.3 }))).toEqual(new Set([3000]));
  });

  it('is less when turns take longer than a second, until they do not; and all of it again when it is over', () => {
    const rate = new MovementRate();
    const busy = follow(rate, { fromMs: 0, seconds: 120, comePerS: 3000, turnMsPerPacketPerS: 2 });
    // A turn takes half a second at 250 packets/s and a whole one at 500: it stays between them.
    const settled = busy.slice(30);
    expect(Math.max(...settled)).toBeLessThan(550);
    expect(settled.reduce((sum, stored) => sum + stored, 0) / settled.length).toBeGreaterThan(250);
    const over = follow(rate, { fromMs: 120_000, seconds: 180, comePerS: 3000, turnMsPerPacketPerS: 0.1 });
    expect(over.at(-1)).toBe(3000);
  });

  it('never stands still, however long the turns take', () => {
    const stored = follow(new MovementRate(), { fromMs: 0, seconds: 60, comePerS: 3000, turnMsPerPacketPerS: 1000 });
    expect(Math.min(...stored.slice(20))).toBeGreaterThanOrEqual(90);
    expect(Math.max(...stored.slice(20))).toBeLessThan(150);
  });
});
