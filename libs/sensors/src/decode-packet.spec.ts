import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodePacket } from './decode-packet.js';
import { encodePacket } from './encode-packet.js';
import type { ImuPacket, Packet } from './packet.js';

const epoch = '0190a0b0-1234-7abc-8def-0123456789ab';
const head = { version: 1, epoch, sequence: 4711, sensor: 2, deviceTimeUs: 9_876_543_210 } as const;

function imu(samples: number): ImuPacket {
  const wave = (amplitude: number): Float64Array => Float64Array.from({ length: samples * 3 }, (_, i) => amplitude * Math.sin(i));
  return { ...head, kind: 'imu6', rateHz: 50, accelerationMPerS2: wave(19.6), angularVelocityDegPerS: wave(250), magneticField: null };
}

const others: Packet[] = [
  { ...head, kind: 'heart-rate', readings: [{ offsetMs: 0, heartRateBpm: 72, contact: 'detected', rrMs: [799.8046875, 812.5] }, { offsetMs: 1000, heartRateBpm: 75.5, contact: 'unsupported', rrMs: [] }] },
  { ...head, kind: 'battery', percent: 81 },
  { ...head, kind: 'event', name: 'button' },
  { ...head, kind: 'gap', untilUs: 9_876_999_999, reason: 'radio' },
  { ...head, kind: 'end', lastSequence: 4711 },
];

describe('packet codec', () => {
  it('keeps 12 samples of a 6-axis sensor under 200 bytes', () => {
    expect(encodePacket(imu(12)).length).toBeLessThan(200);
  });

  it.each(others)('gives back what was encoded: $kind', (packet) => {
    expect(decodePacket(encodePacket(packet))).toEqual({ ok: true, packet });
  });

  it('rounds samples to 1/32767 of the largest at most twice, as floats to 24 bits', () => {
    const packet = imu(12);
    for (const [width, share] of [['int16', 2 / 32767], ['float32', 2 ** -24]] as const) {
      const decoded = decodePacket(encodePacket(packet, width));
      if (!decoded.ok || decoded.packet.kind !== 'imu6') throw new Error('not decoded');
      decoded.packet.accelerationMPerS2.forEach((value, i) => expect(Math.abs(value - packet.accelerationMPerS2[i])).toBeLessThanOrEqual(19.6 * share));
      decoded.packet.angularVelocityDegPerS.forEach((value, i) => expect(Math.abs(value - packet.angularVelocityDegPerS[i])).toBeLessThanOrEqual(250 * share));
    }
  });

  it('says why a payload is refused', () => {
    const refusal = (bytes: Uint8Array): string => {
      const decoded = decodePacket(bytes);
      return decoded.ok ? 'accepted' : decoded.reason;
    };
    const good = encodePacket(imu(12), 'float32');
    const withSample = (value: number): Uint8Array => {
      const bytes = good.slice();
      new DataView(bytes.buffer).setFloat32(bytes.length - 4, value, true);
      return bytes;
    };
    expect(refusal(new Uint8Array(70_000))).toBe('too-large');
    expect(refusal(new Uint8Array(0))).toBe('truncated');
    expect(refusal(Uint8Array.of(0x80))).toBe('not-a-map');
    expect(refusal(Uint8Array.from([...good, 0]))).toBe('trailing-bytes');
    expect(refusal(Uint8Array.of(0xa1, 0x00, 0x02))).toBe('unknown-version');
    expect(refusal(Uint8Array.of(0xa1, 0x00, 0x01))).toBe('missing-field');
    expect(refusal(Uint8Array.of(0xa1, 0x18, 0x63, 0x01))).toBe('unknown-field');
    expect(refusal(Uint8Array.of(0xbf, 0xff))).toBe('unsupported-encoding');
    expect(refusal(withSample(Number.NaN))).toBe('not-finite');
    expect(refusal(withSample(Infinity))).toBe('not-finite');
    expect(refusal(withSample(1e6))).toBe('implausible');
    expect(refusal(encodePacket({ ...imu(12), rateHz: 5000 }))).toBe('rate-out-of-range');
    expect(refusal(encodePacket({ ...imu(12), rateHz: 0 }))).toBe('rate-out-of-range');
    expect(refusal(encodePacket({ ...imu(12), deviceTimeUs: 2 ** 53 - 1 }))).toBe('time-out-of-range');
    expect(refusal(encodePacket({ ...imu(0) }))).toBe('sample-count-mismatch');
    expect(refusal(encodePacket({ ...head, kind: 'end', lastSequence: 5 }))).toBe('bad-field');
  });

  it('never throws, whatever is cut off or changed', () => {
    const good = encodePacket(imu(12));
    for (let length = 0; length < good.length; length++) expect(decodePacket(good.subarray(0, length)).ok).toBe(false);
    for (let at = 0; at < good.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const mutated = good.slice();
        mutated[at] ^= 1 << bit;
        const decoded = decodePacket(mutated);
        if (!decoded.ok) expect(decoded.detail.length).toBeGreaterThan(0);
      }
    }
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => typeof decodePacket(bytes).ok === 'boolean'), { numRuns: 2000 });
  });
});
