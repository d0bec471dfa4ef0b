import { describe, expect, it } from '@jest/globals';
import { inclination, inclinationOfAcceleration } from './inclination.js';
import type { Quaternion, Vector } from './quaternion.js';

const rad = Math.PI / 180;
const aboutX = (deg: number): Quaternion => [Math.cos((deg * rad) / 2), Math.sin((deg * rad) / 2), 0, 0];
const z: Vector = [0, 0, 1];

describe('inclination (clinical C6)', () => {
  it('of static acceleration [0, 4.905, 8.4957] is 30.0000269 deg (vectors.json), by the accelerometer alone', () => {
    const found = inclinationOfAcceleration([0, 4.905, 8.4957], z);
    expect(found).toEqual({ ok: true, value: { magnitudeDeg: expect.closeTo(30.0000269, 7), directionDeg: null }, flags: ['ACC_ONLY'] });
  });

  it('leans where the turn takes it: 40 deg about x takes z to -y', () => {
    expect(inclination(aboutX(40), z)).toEqual({ ok: true, value: { magnitudeDeg: expect.closeTo(40, 9), directionDeg: expect.closeTo(-90, 9) }, flags: [] });
  });

  it.each([[14.9, null], [15.1, -90], [164.9, -90], [165.1, null]])('at %d deg from the vertical leans to %p', (deg, direction) => {
    const found = inclination(aboutX(deg), z);
    if (!found.ok) throw new Error(found.detail);
    expect(found.value.magnitudeDeg).toBeCloseTo(deg, 9);
    if (direction === null) expect(found.value.directionDeg).toBeNull();
    else expect(found.value.directionDeg).toBeCloseTo(direction, 9);
  });

  it('says nothing without a number, nor while the body accelerates', () => {
    expect(inclination([Number.NaN, 0, 0, 0], z)).toMatchObject({ ok: false, reason: 'MISSING_INPUT' });
    expect(inclinationOfAcceleration([0, 0, 0], z)).toMatchObject({ ok: false, reason: 'MISSING_INPUT' });
    expect(inclinationOfAcceleration([0, 0, 11.9], z)).toMatchObject({ ok: false, reason: 'LOW_QUALITY' });
  });
});
