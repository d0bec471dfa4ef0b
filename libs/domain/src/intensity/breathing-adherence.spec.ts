import { describe, expect, it } from '@jest/globals';
import { breathingAdherence, patternFor, type Breath } from './breathing-adherence.js';

const usual = patternFor([]);
const lasting = (...durations: number[]): Breath[] => durations.map((durationS) => ({ durationS, phases: null }));
const phased = (inS: number, holdS: number, outS: number): Breath[] => new Array<Breath>(5).fill({ durationS: inS + holdS + outS, phases: { inS, holdS, outS } });

describe('breathing in a pattern of 3-2-4 (clinical B12)', () => {
  it('[9, 9.2, 8.8, 10, 7]: 4 of 5', () => {
    expect(breathingAdherence(lasting(9, 9.2, 8.8, 10, 7), usual)).toEqual({ ok: true, flags: [], value: { percent: 80, breaths: 5, medianS: 9, cadenceErrorS: 0, codes: [] } });
  });

  it('five of 5 s: none, too fast', () => {
    expect(breathingAdherence(lasting(5, 5, 5, 5, 5), usual)).toMatchObject({ value: { percent: 0, codes: ['BREATH_TOO_FAST'] } });
    expect(breathingAdherence(lasting(12, 12, 12, 12, 12), usual)).toMatchObject({ value: { percent: 0, codes: ['BREATH_TOO_SLOW'] } });
  });

  it('counts from 7.65 to 10.35 s', () => {
    expect(breathingAdherence(lasting(7.65, 10.35, 7.64, 10.36, 9), usual)).toMatchObject({ value: { percent: 60 } });
  });

  it('wants a hold, and breathing out to take longer than in', () => {
    expect(breathingAdherence(phased(3, 2, 4), usual)).toMatchObject({ value: { percent: 100, codes: [] } });
    expect(breathingAdherence(phased(3.5, 0.5, 5), usual)).toMatchObject({ value: { percent: 0, codes: ['BREATH_HOLD_MISSING'] } });
    expect(breathingAdherence(phased(4, 2, 3), usual)).toMatchObject({ value: { percent: 0, codes: [] } });
  });

  it.each(['copd', 'panic'])('asks for no hold of who has %s', (condition) => {
    const pattern = patternFor(['fibromyalgia', condition]);
    expect(breathingAdherence(phased(3, 0, 4), pattern)).toMatchObject({ value: { percent: 100, codes: [], cadenceErrorS: 0 } });
    expect(breathingAdherence(phased(3, 0, 4), patternFor(['fibromyalgia']))).toMatchObject({ value: { percent: 0, codes: ['BREATH_TOO_FAST', 'BREATH_HOLD_MISSING'] } });
  });

  it('says nothing of four breaths', () => {
    expect(breathingAdherence(lasting(9, 9, 9, 9), usual)).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
  });
});
