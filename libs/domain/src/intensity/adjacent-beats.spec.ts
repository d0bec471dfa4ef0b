import { describe, expect, it } from '@jest/globals';
import { adjacentBeats } from './adjacent-beats.js';

const seconds = (n: number, ms: number): number[][] => Array.from({ length: n }, () => [ms]);

describe('adjacent beats (clinical B5)', () => {
  it('are one row where they fill the time', () => {
    expect(adjacentBeats([[400, 590], [], [980, 970]])).toEqual({ ok: true, value: [400, 590, 980, 970], flags: [] });
    expect(adjacentBeats(seconds(60, 1000)).ok).toBe(true);
  });

  it('are none with a hole between them', () => {
    const holed = [...seconds(28, 1000), [], [], [], [], ...seconds(28, 1000)];
    expect(adjacentBeats(holed)).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA', detail: 'beats for 93 % of 60 s; 95 % are needed' });
    expect(adjacentBeats(holed.slice(1, 58))).toMatchObject({ ok: false });
    expect(adjacentBeats([])).toMatchObject({ ok: false });
  });
});
