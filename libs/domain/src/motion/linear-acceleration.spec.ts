import { describe, expect, it } from '@jest/globals';
import { removeGravity } from './linear-acceleration.js';

describe('acceleration without gravity (clinical C7)', () => {
  const half = Math.sqrt(0.5);

  it('is nothing at rest, however the sensor lies', () => {
    expect(removeGravity([1, 0, 0, 0], [0, 0, 9.81], true)).toEqual({ ok: true, value: [0, 0, 0], flags: [] });
    // A quarter turn about x takes the sensor's y up.
    expect(removeGravity([half, half, 0, 0], [0, 9.81, 0], true)).toEqual({ ok: true, value: [0, expect.closeTo(0, 12), expect.closeTo(0, 12)], flags: [] });
  });

  it('is upwards what the sensor measures along its own up', () => {
    expect(removeGravity([half, half, 0, 0], [1, 11.81, 0], true)).toEqual({ ok: true, value: [expect.closeTo(1, 12), expect.closeTo(0, 12), expect.closeTo(2, 12)], flags: [] });
  });

  it('is not told while the orientation converges, nor without numbers', () => {
    expect(removeGravity([1, 0, 0, 0], [0, 0, 9.81], false)).toMatchObject({ ok: false, reason: 'LOW_QUALITY' });
    expect(removeGravity([1, 0, 0, 0], [0, 0, Number.NaN], true)).toMatchObject({ ok: false, reason: 'MISSING_INPUT' });
  });
});
