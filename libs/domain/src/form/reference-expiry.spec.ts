import { describe, expect, it } from '@jest/globals';
import type { Vector } from '../motion/quaternion.js';
import type { SensorBinding } from '../prescription/prescription.js';
import { referenceStanding } from './reference-expiry.js';

const dayMs = 86_400_000;
const radians = Math.PI / 180;
/** Calibrated with up tilted by so much; undefined: not calibrated. */
const worn = (segment: 'thigh' | 'shank', tiltDeg?: number): SensorBinding => ({
  sensor: 0, kind: 'imu', placement: { segment, side: 'left' },
  ...(tiltDeg === undefined ? {} : { calibration: { sessionId: 's', atMs: 0, scorer: { id: 'c', version: '1' }, gyroscopeBiasDegPerS: [0, 0, 0], up: [Math.sin(tiltDeg * radians), 0, Math.cos(tiltDeg * radians)] as Vector, alignment: null, forward: null, explained: null } }),
});
const of = (ageDays: number, then: SensorBinding[], now: SensorBinding[]) => referenceStanding({ ageMs: ageDays * dayMs, sensors: then }, now);

describe('a reference (clinical D1, REFERENCE_STALE)', () => {
  it.each([[0, null], [41.99, null], [42, 'old'], [50, 'old']])('of %d days: %s', (days, stale) => {
    expect(of(days, [worn('thigh')], [worn('thigh')])).toEqual({ ageDays: Math.floor(days), stale });
  });

  it('does not hold for another part of the body, nor for a sensor that was calibrated otherwise by more than 10 deg', () => {
    expect(of(1, [worn('thigh')], [worn('shank')]).stale).toBe('worn-otherwise');
    expect(of(1, [worn('thigh', 0)], [worn('thigh', 9)]).stale).toBeNull();
    expect(of(1, [worn('thigh', 0)], [worn('thigh', 11)]).stale).toBe('worn-otherwise');
  });

  it('holds where nobody knows how the sensor sat, or it was not there', () => {
    expect(of(1, [worn('thigh')], [worn('thigh', 40)]).stale).toBeNull();
    expect(of(1, [], [worn('thigh', 40)]).stale).toBeNull();
  });
});
