import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Vector } from '../motion/quaternion.js';
import { startFall, stepFall, type FallSuspicion } from './fall.js';

const g = 9.81;
const standing: Vector = [0, 0, g];
const lying: Vector = [g, 0, 0];
/** A trunk that leans by so much. */
const leaning = (deg: number): Vector => [g * Math.sin((deg * Math.PI) / 180), 0, g * Math.cos((deg * Math.PI) / 180)];

interface Part {
  seconds: number;
  /** null: nothing is measured. */
  acc: Vector | null;
  /** Shaking on top, m/s2. */
  shake?: number;
}

/** At 50 Hz. */
function suspected(parts: Part[]): FallSuspicion[] {
  const state = startFall();
  const found: FallSuspicion[] = [];
  let tMs = 0;
  for (const { seconds, acc, shake = 0 } of parts) {
    for (let i = 0; i < seconds * 50; i++, tMs += 20) {
      if (acc === null) continue;
      const wobble = shake * Math.sin(i);
      const suspicion = stepFall(state, tMs, [acc[0] + wobble, acc[1], acc[2] + wobble]);
      if (suspicion !== null) found.push(suspicion);
    }
  }
  return found;
}

const before: Part = { seconds: 6, acc: standing };
const blow: Part = { seconds: 0.06, acc: [20, 5, 20] };
const tumbling: Part = { seconds: 1, acc: [6, 3, 6], shake: 4 };

describe('suspicion of a fall (clinical C19)', () => {
  it('is a blow after which the trunk lies still', () => {
    const found = suspected([before, blow, tumbling, { seconds: 3, acc: lying }]);
    expect(found).toHaveLength(1);
    expect(found[0].blowMs).toBeGreaterThanOrEqual(6000);
    expect(found[0].tMs).toBeGreaterThanOrEqual(9000);
    expect(found[0].tMs).toBeLessThan(9400);
    expect(found[0].turnedDeg).toBeCloseTo(90, 0);
  });

  it('is free fall and a lesser blow, but not a lesser blow alone', () => {
    const lesser: Part = { seconds: 0.06, acc: [12, 0, 12] };
    const after: Part = { seconds: 3, acc: lying };
    expect(suspected([before, { seconds: 0.3, acc: [0.5, 0, 0.5] }, lesser, after])).toHaveLength(1);
    expect(suspected([before, { seconds: 0.1, acc: [0.5, 0, 0.5] }, lesser, after])).toEqual([]);
    expect(suspected([before, lesser, after])).toEqual([]);
  });

  it('is seen though the radio fails in it: after the blow, or at the end of a free fall that was measured', () => {
    const hole = (seconds: number): Part => ({ seconds, acc: null });
    const falling: Part = { seconds: 0.26, acc: [0.5, 0, 0.5] };
    const lain: Part = { seconds: 3, acc: lying };
    expect(suspected([before, blow, hole(1.5), lain])).toHaveLength(1);
    expect(suspected([before, blow, tumbling, hole(0.26), lain])).toHaveLength(1);
    expect(suspected([before, falling, hole(0.26), lain])).toHaveLength(1);
    expect(suspected([before, falling, hole(0.9), lain])).toHaveLength(1);
    expect(suspected([before, falling, hole(2), lain])).toEqual([]);
    expect(suspected([before, blow, hole(2.1), lain])).toEqual([]);
    expect(suspected([before, hole(1), lain])).toEqual([]);
    expect(suspected([before, falling, { seconds: 1, acc: standing }, hole(0.26), lain])).toEqual([]);
  });

  it('is none when the patient stays upright, moves on, or lies down gently', () => {
    expect(suspected([before, blow, { seconds: 8, acc: standing }])).toEqual([]);
    expect(suspected([before, blow, { seconds: 8, acc: lying, shake: 3 }])).toEqual([]);
    expect(suspected([before, { seconds: 2, acc: leaning(45) }, { seconds: 8, acc: lying }])).toEqual([]);
  });

  it('needs more than 60 deg, and stillness that begins within five seconds', () => {
    expect(suspected([before, blow, { seconds: 3, acc: leaning(58) }])).toEqual([]);
    expect(suspected([before, blow, { seconds: 3, acc: leaning(63) }])).toHaveLength(1);
    expect(suspected([before, blow, { seconds: 4.5, acc: lying, shake: 4 }, { seconds: 4, acc: lying }])).toHaveLength(1);
    expect(suspected([before, blow, { seconds: 5.2, acc: lying, shake: 4 }, { seconds: 4, acc: lying }])).toEqual([]);
  });

  it('is not made by a hole in the stream', () => {
    const state = startFall();
    for (let tMs = 0; tMs < 5000; tMs += 20) stepFall(state, tMs, standing);
    stepFall(state, 5000, [20, 5, 20]);
    const found = Array.from({ length: 200 }, (_, i) => stepFall(state, 9000 + 20 * i, lying)).filter((each) => each !== null);
    expect(found).toEqual([]);
  });

  it('goes on from a stored state', () => {
    fc.assert(fc.property(fc.array(fc.record({ seconds: fc.double({ min: 0.02, max: 3, noNaN: true }), acc: fc.constantFrom(standing, lying, [20, 5, 20] as Vector, [0.5, 0, 0.5] as Vector) }), { maxLength: 8 }), (parts) => {
      const state = startFall();
      let stored = startFall();
      let tMs = 0;
      for (const { seconds, acc } of parts) {
        for (let i = 0; i < seconds * 50; i++, tMs += 20) {
      if (acc === null) continue;
          stored = JSON.parse(JSON.stringify(stored)) as typeof stored;
          expect(stepFall(stored, tMs, acc)).toEqual(stepFall(state, tMs, acc));
        }
      }
    }), { numRuns: 30 });
  });
});
