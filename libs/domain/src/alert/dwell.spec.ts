import { describe, expect, it } from '@jest/globals';
import { dwell, startDwell } from './dwell.js';

/** The signal of the vectors (clinical B6), 1 Hz: 130, from 100 s 136, from 140 s 131, from 200 s 125. */
function eventsWithout(missing: (tS: number) => boolean): [string, number][] {
  const state = startDwell();
  const events: [string, number][] = [];
  for (let tS = 0; tS < 260; tS++) {
    if (missing(tS)) continue;
    const x = tS < 100 ? 130 : tS < 140 ? 136 : tS < 200 ? 131 : 125;
    const event = dwell(state, { tMs: tS * 1000, above: x > 133, below: x < 128, dwellMs: 30_000, exitMs: 30_000 });
    if (event !== null) events.push([event, tS]);
  }
  return events;
}

describe('dwell (clinical B6, vectors.json)', () => {
  it('raises after 30 s above, clears after 30 s below', () => {
    expect(eventsWithout(() => false)).toEqual([['raised', 130], ['cleared', 230]]);
  });

  it('is paused by a hole of 10 s', () => {
    expect(eventsWithout((tS) => tS >= 110 && tS <= 118)).toEqual([['raised', 139], ['cleared', 230]]);
  });

  it('starts anew after a longer hole', () => {
    expect(eventsWithout((tS) => tS >= 110 && tS <= 125)).toEqual([]);
  });

  it('keeps what is raised over any hole', () => {
    expect(eventsWithout((tS) => tS >= 131 && tS <= 199)).toEqual([['raised', 130], ['cleared', 230]]);
  });
});
