import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeJson } from './decode-json.js';

const good = {
  version: 1, epoch: '0190a0b0-1234-7abc-8def-0123456789ab', sequence: 1, sensor: 0, deviceTimeUs: 5, kind: 'imu6', rateHz: 50,
  accelerationMPerS2: [0, 0, 9.5, 0, 0.25, 9.75], angularVelocityDegPerS: [1, 2, 3, 4, 5, 6],
};

describe('decodeJson', () => {
  it('reads the JSON form of a packet', () => {
    const decoded = decodeJson(JSON.stringify(good));
    if (!decoded.ok || decoded.packet.packet.kind !== 'imu6') throw new Error('not decoded');
    expect([...decoded.packet.packet.accelerationMPerS2]).toEqual(good.accelerationMPerS2);
  });

  it.each([
    ['truncated', '{"version":1'],
    ['not-a-map', '[]'],
    ['unknown-field', JSON.stringify({ ...good, patient: 'x' })],
    ['unknown-version', JSON.stringify({ ...good, version: 9 })],
    ['bad-field', JSON.stringify({ ...good, epoch: 'x' })],
    ['bad-field', JSON.stringify({ ...good, sequence: 1.5 })],
    ['bad-field', JSON.stringify({ ...good, accelerationMPerS2: ['1'] })],
    ['rate-out-of-range', JSON.stringify({ ...good, rateHz: 1e6 })],
    ['not-finite', JSON.stringify(good).replace('9.75', '1e400')],
  ])('refuses as %s: %s', (reason, text) => {
    expect(decodeJson(text)).toMatchObject({ ok: false, reason });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => typeof decodeJson(JSON.stringify(value)).ok === 'boolean'), { numRuns: 1000 });
    fc.assert(fc.property(fc.constantFrom(...Object.keys(good)), fc.jsonValue(), (name, value) => typeof decodeJson(JSON.stringify({ ...good, [name]: value })).ok === 'boolean'), { numRuns: 1000 });
  });
});
