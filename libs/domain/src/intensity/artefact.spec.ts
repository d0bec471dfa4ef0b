import { describe, expect, it } from '@jest/globals';
import { hourOfHeartRate, withFaults } from '../../../../tests/support/strap-faults.js';
import { believeRate, startArtefacts } from './artefact.js';

/** One reading a second, bpm; those that are not believed. */
function rejectedAt(rates: number[]): number[] {
  const state = startArtefacts();
  return rates.flatMap((bpm, i) => (believeRate(state, { bpm, tMs: i * 1000 }).is === 'held-back' ? [i] : []));
}

describe('heart-rate artefacts (feature D5)', () => {
  it('lets 95 % of injected faults not through, and loses 1 % of true rises at most (20 seeded hours)', () => {
    let [faults, rejectedFaults, rising, rejectedRising] = [0, 0, 0, 0];
    for (let seed = 1; seed <= 20; seed++) {
      const clean = hourOfHeartRate(seed);
      const { rates, faultAt } = withFaults(clean, seed);
      const rejected = new Set(rejectedAt(rates));
      faults += faultAt.size;
      for (const at of faultAt) if (rejected.has(at)) rejectedFaults++;
      for (let at = 10; at < clean.length; at++) {
        if (faultAt.has(at) || clean[at] - clean[at - 10] < 5) continue;
        rising++;
        if (rejected.has(at)) rejectedRising++;
      }
    }
    expect({ faults, rising }).toEqual({ faults: expect.any(Number), rising: expect.any(Number) });
    expect(faults).toBeGreaterThan(3000);
    expect(rising).toBeGreaterThan(5000);
    expect(rejectedFaults / faults).toBeGreaterThanOrEqual(0.95);
    expect(rejectedRising / rising).toBeLessThanOrEqual(0.01);
  });

  it('takes the fastest true rises there are (yoyo: D02 at 1235 s, D17 at 1172 s)', () => {
    const state = startArtefacts();
    const times = [[0, 100], [2, 122], [3, 105], [6, 128]];
    expect(times.map(([tS, bpm]) => believeRate(state, { bpm, tMs: tS * 1000 }).is)).toEqual(['believed', 'believed', 'believed', 'believed']);
  });

  it('gives in to a level that goes on, later to one at half or twice the rate', () => {
    expect(rejectedAt([100, ...new Array<number>(10).fill(140)])).toEqual([1, 2, 3, 4, 5]);
    expect(rejectedAt([70, ...new Array<number>(30).fill(140)])).toHaveLength(20);
    expect(rejectedAt([140, ...new Array<number>(30).fill(70)])).toHaveLength(20);
  });

  it('says from when on a level was the heart\'s that had been held back', () => {
    const state = startArtefacts();
    const beliefs = [100, ...new Array<number>(7).fill(140)].map((bpm, i) => believeRate(state, { bpm, tMs: i * 1000 }));
    expect(beliefs.slice(5)).toEqual([{ is: 'held-back' }, { is: 'proven', sinceMs: 1000 }, { is: 'believed' }]);
  });

  it('does not come to believe half of a low rate by waiting', () => {
    expect(rejectedAt([75, 37, 38, 37, 38, 37, 75, 74])).toEqual([1, 2, 3, 4, 5]);
  });

  it('does not take spikes of different height for a level', () => {
    expect(rejectedAt([80, 130, 190, 130, 190, 130, 190, 130, 190, 81])).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
