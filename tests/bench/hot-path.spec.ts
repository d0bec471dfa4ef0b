import { describe, expect, it } from '@jest/globals';
import { costOf } from '../../apps/simulator/src/bench/allocation.js';
import { bringToGrid, orient } from '../../apps/simulator/src/bench/hot-path.js';
import { blocksOf } from '../support/movement.js';

/** Loose: the machine is shared, and jest's context is slower. `npm run bench:hot-path` gives the figures. */
const slowestUs = 2;
/** The measurement's own; a single number boxed in each sample is 12 to 16, and the smallest object a packet 2 or more. */
const mostBytes = 1;

describe('hot path', () => {
  it('sees garbage where there is some: two numbers in an array a sample', () => {
    const kept: number[][] = [];
    const { bytesPerSample } = costOf(() => {
      for (let i = 0; i < 10_000; i++) kept[i % 100] = [i + 0.5, i + 0.25];
    }, 10_000);
    expect(bytesPerSample).toBeGreaterThan(16);
  });

  it('brings a sample to the grid without garbage, and turns the orientation on in less than 2 us', () => {
    const [thigh, shank] = [0, 1].map((sensor) => blocksOf((tS) => 40 * Math.sin(tS), { seconds: 60, rateHz: 52, sensor }));
    const vqf = costOf(orient(thigh), 52 * 60);
    expect(vqf.microsecondsPerSample).toBeLessThan(slowestUs);
    expect(vqf.bytesPerSample).toBeLessThan(mostBytes);
    // At 52 Hz the sensor's instants are not the grid's.
    expect(costOf(bringToGrid(thigh, [0]), 52 * 60).bytesPerSample).toBeLessThan(mostBytes);
    expect(costOf(bringToGrid(thigh.flatMap((block, i) => [block, shank[i]]), [0, 1]), 2 * 52 * 60).bytesPerSample).toBeLessThan(mostBytes);
  });
});
