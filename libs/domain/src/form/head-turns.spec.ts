import { describe, expect, it } from '@jest/globals';
import { headTurns, type HeadTurns } from './head-turns.js';

const rateHz = 50;

/** Rate of a head that turns by `amplitudeDeg` to each side. */
const turning = (frequencyHz: number, amplitudeDeg: number, seconds = 20): number[] =>
  Array.from({ length: seconds * rateHz }, (_, i) => 2 * Math.PI * frequencyHz * amplitudeDeg * Math.cos((2 * Math.PI * frequencyHz * i) / rateHz));

function measured(rates: number[]): HeadTurns {
  const result = headTurns(rates, rateHz);
  if (!result.ok) throw new Error(result.detail);
  return result.value;
}

describe('turns of the head (clinical C16)', () => {
  it.each([[0.7, 30], [1, 20], [2, 15], [2.9, 12]])('at %d Hz by %d deg are measured, and are in order', (frequencyHz, amplitudeDeg) => {
    const turns = measured(turning(frequencyHz, amplitudeDeg));
    expect(Math.abs(turns.frequencyHz - frequencyHz)).toBeLessThan(0.02 * frequencyHz);
    expect(Math.abs(turns.amplitudeDeg - amplitudeDeg)).toBeLessThan(0.5);
    expect(Math.abs(turns.cycles - 20 * frequencyHz)).toBeLessThan(0.5);
    expect(turns.activeS).toBeGreaterThan(18);
    expect(turns.fault).toBeNull();
  });

  it('are named when too slow, too fast, too small or too large', () => {
    expect([measured(turning(0.4, 30)), measured(turning(3.5, 12)), measured(turning(1, 8)), measured(turning(1, 50))].map(({ fault }) => fault)).toEqual([
      'TOO_SLOW', 'TOO_FAST', 'INCOMPLETE_RANGE', 'EXCESS_RANGE',
    ]);
  });

  it('are none of a head that is still or drifts, of too short a time, or with holes', () => {
    expect(headTurns(new Array<number>(1000).fill(0), rateHz)).toMatchObject({ ok: false, reason: 'NOT_APPLICABLE' });
    expect(headTurns(Array.from({ length: 1000 }, (_, i) => 12 + i / 100), rateHz)).toMatchObject({ ok: false, reason: 'NOT_APPLICABLE' });
    expect(headTurns(turning(1, 20, 5), rateHz)).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
    expect(headTurns([...turning(1, 20), Number.NaN], rateHz)).toMatchObject({ ok: false, reason: 'MISSING_INPUT' });
  });
});
