import { describe, expect, it } from '@jest/globals';
import { breathingAdherence, threeTwoFour, type Breath } from './breathing-adherence.js';

const lasting = (...durations: number[]): Breath[] => durations.map((durationS) => ({ durationS, phases: null }));
const phased = (inS: number, holdS: number, outS: number): Breath[] => new Array<Breath>(5).fill({ durationS: inS + holdS + outS, phases: { inS, holdS, outS } });

describe('breathing in a pattern of 3-2-4 (clinical B12)', () => {
  it('[9, 9.2, 8.8, 10, 7]: 4 of 5', () => {
    expect(breathingAdherence(lasting(9, 9.2, 8.8, 10, 7))).toEqual({ ok: true, flags: [], value: { percent: 80, breaths: 5, medianS: 9, cadenceErrorS: 0, codes: [] } });
  });

  it('five of 5 s: none, too fast', () => {
    expect(breathingAdherence(lasting(5, 5, 5, 5, 5))).toMatchObject({ value: { percent: 0, codes: ['BREATH_TOO_FAST'] } });
    expect(breathingAdherence(lasting(12, 12, 12, 12, 12))).toMatchObject({ value: { percent: 0, codes: ['BREATH_TOO_SLOW'] } });
  });

  it('counts from 7.65 to 10.35 s', () => {
    expect(breathingAdherence(lasting(7.65, 10.35, 7.64, 10.36, 9))).toMatchObject({ value: { percent: 60 } });
  });

  it('wants a hold, and breathing out to take longer than in', () => {
    expect(breathingAdherence(phased(3, 2, 4))).toMatchObject({ value: { percent: 100, codes: [] } });
    expect(breathingAdherence(phased(3.5, 0.5, 5))).toMatchObject({ value: { percent: 0, codes: ['BREATH_HOLD_MISSING'] } });
    expect(breathingAdherence(phased(4, 2, 3))).toMatchObject({ value: { percent: 0, codes: [] } });
  });

  it('asks for no hold where the plan has none (COPD, panic)', () => {
    expect(breathingAdherence(phased(3, 0, 4), { ...threeTwoFour, hold: 0 })).toMatchObject({ value: { percent: 100, codes: [] } });
  });

  it('says nothing of four breaths', () => {
    expect(breathingAdherence(lasting(9, 9, 9, 9))).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
  });
});
