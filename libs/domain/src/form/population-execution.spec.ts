import { describe, expect, it } from '@jest/globals';
import type { TrackFrame } from '../motion/frame-queue.js';
import type { FoundRepetition } from '../repetition/segmentation.js';
import { executionFromPopulation, hasteFromPopulation, populationValuesOf, strangerView } from './population-execution.js';
import { populationModel } from './models/population.model.js';

const stepMs = 40;

/** Out in a second along half a cosine, held while it sinks by a twenty-fifth, and back; turning at 60 deg/s on the way, and at `heldDegPerS` while it is held. */
function repetition({ heightDeg = 56, holdS = 3.6, heldDegPerS = 5 } = {}): FoundRepetition {
  const way = Array.from({ length: 26 }, (_, i) => (heightDeg * (1 - Math.cos((Math.PI * i) / 25))) / 2);
  const samples = Math.round((holdS * 1000) / stepMs);
  const held = Array.from({ length: samples }, (_, i) => heightDeg * (1 - (0.04 * i) / samples));
  const reachDeg = [...way, ...held, ...way.toReversed()];
  const manner = reachDeg.map((deg) => (deg < 0.9 * heightDeg ? 60 : heldDegPerS));
  const none = reachDeg.map(() => 0);
  const cut = { from: 0, reachDeg, angleDeg: none, velocityDegPerS: none, offAxisDeg: none, valid: none.map(() => true), manner };
  return { kind: 'repetition', cut, startAt: 0, endAt: reachDeg.length, baseDeg: 0, peakDeg: heightDeg };
}

const typeOf = (of: Parameters<typeof repetition>[0]): string | undefined => executionFromPopulation(repetition(of), stepMs, 'unknown')?.type;

describe('how a repetition was done, of a stranger', () => {
  it('tells haste', () => {
    expect(typeOf({})).toBe('correct');
    expect(typeOf({ holdS: 0.3, heldDegPerS: 15 })).toBe('too-fast');
    expect(hasteFromPopulation(repetition(), stepMs, 'unknown')).toBeLessThan(0);
    expect(hasteFromPopulation(repetition({ holdS: 0.3, heldDegPerS: 15 }), stepMs, 'unknown')).toBeGreaterThan(0);
  });

  it('takes a much smaller movement for too small', () => expect(typeOf({ heightDeg: 18 })).toBe('low-amplitude'));

  it('takes what is like nobody\'s repetition for none', () => {
    expect(executionFromPopulation(repetition({ heightDeg: 1, holdS: 0 }), stepMs, 'unknown')).toBeNull();
    const unseen = repetition();
    unseen.cut.manner = [];
    expect(executionFromPopulation(unseen, stepMs, 'unknown')).toBeNull();
    expect(hasteFromPopulation(unseen, stepMs, 'unknown')).toBeNull();
  });

  it('has a value for each of the models\', and how still it was held beside the fastest', () => {
    const values = populationValuesOf(repetition(), stepMs);
    // 26 + 90 + 26 samples of 40 ms, of which 6 + 90 + 6 are beyond 0.9 (the held part sinks to 0.9604) and 13 + 90 + 13 beyond half.
    expect(values.haste.slice(0, 2)).toEqual([expect.closeTo(102 / 116, 9), expect.closeTo(Math.log(41 * 0.04), 9)]);
    // 0.3 deg/s is what no gyroscope is quieter than.
    expect(values.size.slice(0, 3)).toEqual([expect.closeTo(Math.log(56), 1), expect.closeTo(Math.log(5.68), 9), expect.closeTo(Math.log(5.3 / 60), 9)]);
    for (const question of ['haste', 'size'] as const) {
      expect(values[question]).toHaveLength(populationModel[question].values.length);
      for (const { mean } of populationModel[question].classes) expect(mean).toHaveLength(populationModel[question].values.length);
    }
  });

  it('sees how fast all sensors turn together', () => {
    const turning = (w: [number, number, number]): TrackFrame => ({ index: 0, w, acc: [0, 0, 9.81], q: [1, 0, 0, 0], valid: true, restarted: false });
    expect(strangerView([], [turning([0, 3, 0]), turning([0, 0, -4])])).toEqual([5]);
  });
});
