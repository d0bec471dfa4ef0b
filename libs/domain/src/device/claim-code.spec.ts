import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { claimCode, claimCodeLength, readClaimCode } from './claim-code.js';

describe('a claim code', () => {
  it('is read as it was made, whatever a person makes of its letters', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: claimCodeLength, maxLength: 32 }), (random) => {
        const code = claimCode(random);
        expect(readClaimCode(code)).toBe(code);
        expect(readClaimCode(` ${code.slice(0, 5).toLowerCase()}-${code.slice(5)} `)).toBe(code);
        expect(readClaimCode(code.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(code);
      }),
    );
  });

  it('takes five bits of each byte, by hand', () => {
    expect(claimCode(Uint8Array.of(0, 1, 2, 10, 17, 18, 20, 27, 31, 255))).toBe('012AHJMVZZ');
  });

  it('needs its random bytes', () => {
    expect(() => claimCode(new Uint8Array(9))).toThrow(RangeError);
  });

  it.each(['', '012AHJMVZ', '012AHJMVZZ0', '012AHJMVZU', '012AHJMVZ\u0130', '0123456789\0'])('%j is none', (typed) => {
    expect(readClaimCode(typed)).toBeNull();
  });
});
