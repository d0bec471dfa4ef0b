import { describe, expect, it } from '@jest/globals';
import type { Result } from '../session/result.js';
import { fuseRespiration, type RespirationEstimate } from './respiration.js';

const of = (breathsPerMin: number, quality: number): Result<RespirationEstimate> => ({ ok: true, value: { breathsPerMin, quality }, flags: [] });
const none: Result<RespirationEstimate> = { ok: false, reason: 'LOW_QUALITY', detail: 'noise' };

describe('respiration of two sources (clinical B11)', () => {
  it.each([
    [of(12, 0.6), of(14, 0.9), { value: { breathsPerMin: 13, quality: 0.9 }, flags: [] }],
    [of(12, 0.6), of(14.1, 0.9), { value: { breathsPerMin: 14.1, quality: 0.9 }, flags: ['RESP_DISAGREE'] }],
    [of(12, 0.95), of(20, 0.9), { value: { breathsPerMin: 12, quality: 0.95 }, flags: ['RESP_DISAGREE'] }],
    [of(12, 0.6), none, { value: { breathsPerMin: 12, quality: 0.6 }, flags: [] }],
    [none, of(12, 0.6), { value: { breathsPerMin: 12, quality: 0.6 }, flags: [] }],
  ])('%j and %j', (byMotion, byBeats, expected) => {
    expect(fuseRespiration(byMotion, byBeats)).toMatchObject({ ok: true, ...expected });
  });

  it('is not known when neither is', () => {
    expect(fuseRespiration(none, none)).toMatchObject({ ok: false, reason: 'LOW_QUALITY' });
  });
});
