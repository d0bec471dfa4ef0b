import { describe, expect, it } from '@jest/globals';
import type { FoundRepetition } from '../repetition/segmentation.js';
import { angleAgrees } from './angle-agreement.js';

/** 60 deg out and back in 4 s; the gyroscope tells `share` of it. */
function found(share: number): FoundRepetition {
  const at = Array.from({ length: 201 }, (_, i) => i / 50);
  const angleDeg = at.map((tS) => 30 * (1 - Math.cos((Math.PI * tS) / 2)));
  const velocityDegPerS = at.map((tS) => share * 15 * Math.PI * Math.sin((Math.PI * tS) / 2));
  return { kind: 'repetition', cut: { from: 0, reachDeg: angleDeg, angleDeg, velocityDegPerS, offAxisDeg: angleDeg.map(() => 0), manner: [], valid: angleDeg.map(() => true) }, startAt: 0, endAt: 201, baseDeg: 0, peakDeg: 60 };
}

describe('angleAgrees', () => {
  it.each([[1, true], [0.5, true], [0, false], [1 / 57.3, false]])('of a gyroscope that tells %d of the turn: %s', (share, agrees) => {
    expect(angleAgrees(found(share), { stepMs: 20, usualShare: 1 })).toBe(agrees);
  });

  it('of an angle that hardly moved, where the reference lets expect more', () => {
    const { cut, ...rest } = found(0);
    const lagging = { ...rest, cut: { ...cut, angleDeg: cut.angleDeg.map((deg) => deg / 100) } };
    expect(angleAgrees(lagging, { stepMs: 20, usualShare: 1 })).toBe(false);
  });
});
