import { describe, expect, it } from '@jest/globals';
import { otherMaxFormulas } from './heart-rate-max-formulas.js';

describe('other formulas (vectors.json, estimateHrMax)', () => {
  it.each([
    [30, { fox: 190, gellishLinear: 186, acsm: 186.8, gellishNonlinear: 185.7, gulati: 179.6 }],
    [45, { fox: 175, gellishLinear: 175.5, acsm: 176.75, gellishNonlinear: 177.825, gulati: 166.4 }],
    [60, { fox: 160, gellishLinear: 165, acsm: 166.7, gellishNonlinear: 166.8, gulati: 153.2 }],
    [75, { fox: 145, gellishLinear: 154.5, acsm: 156.65, gellishNonlinear: 152.625, gulati: 140 }],
  ])('at %d years', (ageYears, expected) => {
    const found = otherMaxFormulas(ageYears, 'female');
    for (const [name, bpm] of Object.entries(expected)) expect(found[name as keyof typeof found]).toBeCloseTo(bpm, 9);
  });

  it('has none for women of who is not known to be one', () => {
    expect(otherMaxFormulas(60, 'unknown').gulati).toBeNull();
    expect(otherMaxFormulas(60, 'male').gulati).toBeNull();
  });
});
