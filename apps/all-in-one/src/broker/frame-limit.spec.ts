import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fits } from './frame-limit.js';

/** MQTT 3.1.1, section 2.2.3, written from the standard's own pseudo code. */
function publishOf(size: number): Buffer {
  const length: number[] = [];
  for (let left = size; left > 0 || length.length === 0; left = Math.floor(left / 128)) length.push((left % 128) | (left > 127 ? 128 : 0));
  return Buffer.concat([Uint8Array.of(0x30, ...length), Buffer.alloc(size, 255)]);
}

const fresh = (): Parameters<typeof fits>[0] => ({ bodyLeft: 0, headerBytes: 0, length: 0, total: 0, limit: Infinity });

describe('the limit of MQTT packets', () => {
  it('lets good packets through, however the bytes are cut', () => {
    const bytes = Buffer.concat([0, 1, 127, 128, 16_383, 16_384].map(publishOf));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 1 }), (cuts) => {
        const state = fresh();
        for (let from = 0, i = 0; from < bytes.length; i++) {
          const to = from + cuts[i % cuts.length];
          expect(fits(state, bytes.subarray(from, to))).toBe(true);
          from = to;
        }
        expect(state).toMatchObject({ bodyLeft: 0, headerBytes: 0, length: 0 });
      }),
    );
  });

  it.each([
    ['256 MB, the most that MQTT can say', [0x30, 0xff, 0xff, 0xff, 0x7f]],
    ['a length of five bytes', [0x30, 0x80, 0x80, 0x80, 0x80, 0x01]],
    ['one byte over the limit: 1,100,001 = 97 + 17 * 128^1 + 67 * 128^2', [0x30, 0xe1, 0x91, 0x43]],
  ])('ends at %s', (_what, bytes) => {
    expect(fits(fresh(), Uint8Array.from(bytes))).toBe(false);
  });

  it('counts everything before the sign-in', () => {
    const state = { ...fresh(), limit: 10 };
    expect(fits(state, Uint8Array.of(0x30, 3, 1, 2, 3))).toBe(true);
    expect(fits(state, Uint8Array.of(0x30, 3, 1, 2, 3))).toBe(true);
    expect(fits(state, Uint8Array.of(0x30))).toBe(false);
  });
});
