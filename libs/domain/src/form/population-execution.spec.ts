import { describe, expect, it } from '@jest/globals';
import type { TrackFrame } from '../motion/frame-queue.js';
import type { FoundRepetition } from '../repetition/segmentation.js';
import { executionFromPopulation, populationValuesOf, strangerView } from './population-execution.js';
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
  });

  it('takes a much smaller movement for too small', () => expect(typeOf({ heightDeg: 18 })).toBe('low-amplitude'));

  it('takes what is like nobody\'s repetition for none', () => {
    expect(executionFromPopulation(repetition({ heightDeg: 2, holdS: 0 }), stepMs, 'unknown')).toBeNull();
    const unseen = repetition();
    unseen.cut.manner = [];
    expect(executionFromPopulation(unseen, stepMs, 'unknown')).toBeNull();
  });

  it('has a value for each of the model\'s, and how still it was held beside the fastest', () => {
    const values = populationValuesOf(repetition(), stepMs);
    expect(values).toHaveLength(populationModel.values.length);
    // 26 + 90 + 26 samples of 40 ms; 0.3 deg/s is what no gyroscope is quieter than.
    expect(values[6]).toBeCloseTo(Math.log(5.68), 9);
    expect(values[7]).toBeCloseTo(Math.log(5.3 / 60), 9);
    for (const { mean } of populationModel.classes) expect(mean).toHaveLength(populationModel.values.length);
  });

  it('sees how fast all sensors turn together', () => {
    const turning = (w: [number, number, number]): TrackFrame => ({ index: 0, w, acc: [0, 0, 9.81], q: [1, 0, 0, 0], valid: true, restarted: false });
    expect(strangerView([], [turning([0, 3, 0]), turning([0, 0, -4])])).toEqual([5]);
  });
});
