import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { recordingsFolder } from '../../../tests/stories/recorded.js';
import { parseHeartRateMeasurement, readHeartRate } from './heart-rate-measurement.js';

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

interface GoldenVector {
  hex: string;
  hr: number;
  contactSupported?: boolean;
  contact?: boolean;
  energy?: number;
  rr1024?: number[];
}

const golden = `${recordingsFolder}/ble-vectors/hr-and-imu-vectors.json`;
const vectors = existsSync(golden) ? (JSON.parse(readFileSync(golden, 'utf8')) as { heart_rate_measurement_0x2A37: GoldenVector[] }).heart_rate_measurement_0x2A37 : [];

describe('heart rate measurement, 0x2A37 (clinical B4)', () => {
  it.each([
    ['10480004', { heartRateBpm: 72, contact: 'unsupported', energyKJ: null, rrMs: [1000] }],
    ['164b33034003', { heartRateBpm: 75, contact: 'detected', energyKJ: null, rrMs: [799.8046875, 812.5] }],
    ['012c01', { heartRateBpm: 300, contact: 'unsupported', energyKJ: null, rrMs: [] }],
    ['0448', { heartRateBpm: 72, contact: 'lost', energyKJ: null, rrMs: [] }],
    ['1c4805001004', { heartRateBpm: 72, contact: 'lost', energyKJ: 5, rrMs: [1015.625] }],
  ])('%s', (hex, expected) => {
    expect(parseHeartRateMeasurement(bytes(hex))).toEqual({ ok: true, value: expected, flags: [] });
  });

  (vectors.length > 0 ? it.each(vectors) : it.skip.each([{ hex: 'needs ../shared/recordings/ble-vectors' } as GoldenVector]))('golden: $hex', ({ hex, hr, contactSupported, contact, energy, rr1024 }) => {
    const parsed = parseHeartRateMeasurement(bytes(hex));
    expect(parsed).toMatchObject({ ok: true, value: { heartRateBpm: hr, rrMs: (rr1024 ?? []).map((raw) => (raw * 1000) / 1024) } });
    if (!parsed.ok) return;
    if (contactSupported !== undefined) expect(parsed.value.contact).toBe(contactSupported ? (contact === true ? 'detected' : 'lost') : 'unsupported');
    if (energy !== undefined) expect(parsed.value.energyKJ).toBe(energy);
  });

  it('is no reading when no heart beats like that', () => {
    expect(readHeartRate(bytes('012c01'))).toMatchObject({ ok: false, reason: 'OUT_OF_RANGE', detail: '300 bpm' });
    expect(readHeartRate(bytes('0018'))).toMatchObject({ ok: false, reason: 'OUT_OF_RANGE' });
    expect(readHeartRate(bytes('0600'))).toMatchObject({ ok: true, value: { heartRateBpm: 0, contact: 'detected' } });
    expect(readHeartRate(bytes('10480004'))).toEqual({ ok: true, value: { heartRateBpm: 72, contact: 'unsupported', rrMs: [1000] }, flags: [] });
  });

  it.each(['', '00', '0148', '0848', '094801'])('says of "%s" that it ends too early', (hex) => {
    expect(parseHeartRateMeasurement(bytes(hex))).toMatchObject({ ok: false, reason: 'MISSING_INPUT' });
  });

  it('never throws, and makes no number that is not one', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 24 }), (any) => {
      const parsed = parseHeartRateMeasurement(any);
      return !parsed.ok || (Number.isInteger(parsed.value.heartRateBpm) && parsed.value.rrMs.every(Number.isFinite));
    }));
  });
});
