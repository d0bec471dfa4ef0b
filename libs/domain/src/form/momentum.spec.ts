import { describe, expect, it } from '@jest/globals';
import { momentum } from './momentum.js';

const reference = { peakVelocityDegPerS: 60, outS: 2 };

describe('momentum', () => {
  it.each([
    [121, 0.99, 'MOMENTUM'],
    [120, 0.99, null],
    [121, 1, null],
    [60, 2, null],
  ])('at %d deg/s in %d s, against 60 deg/s in 2 s: %s', (peakVelocityDegPerS, outS, code) => {
    expect(momentum({ peakVelocityDegPerS, outS }, reference)).toMatchObject({ ok: true, value: { code } });
  });

  it('is not judged without a reference, or of what is no number', () => {
    expect(momentum(reference, null)).toMatchObject({ ok: false, reason: 'NOT_APPLICABLE' });
    expect(momentum({ ...reference, outS: Number.NaN }, reference)).toMatchObject({ ok: false, reason: 'MISSING_INPUT' });
    expect(momentum(reference, { ...reference, outS: 0 })).toMatchObject({ ok: false, reason: 'MISSING_INPUT' });
  });
});
