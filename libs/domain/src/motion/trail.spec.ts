import { describe, expect, it } from '@jest/globals';
import { startTrail, stepTrail, trailOf } from './trail.js';

describe('trail of postures', () => {
  const trail = startTrail();
  for (let index = 0; index < 4000; index++) stepTrail(trail, { index, posture: [index, -index, 1], stepMs: 20 });

  it('keeps five a second', () => {
    expect(trailOf(trail, 3900, 3950)).toEqual([[3900, -3900, 1], [3910, -3910, 1], [3920, -3920, 1], [3930, -3930, 1], [3940, -3940, 1]]);
  });

  it('keeps half a minute, and not more than twice that', () => {
    expect(trailOf(trail, 4000 - 1500, 4000)).toHaveLength(150);
    expect(trail.indices.length).toBeLessThan(300);
  });

  it('is empty for what is long gone', () => {
    expect(trailOf(trail, 0, 100)).toEqual([]);
  });
});
