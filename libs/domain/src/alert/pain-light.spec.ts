import { describe, expect, it } from '@jest/globals';
import type { PainModel } from './limits.js';
import { painLight } from './pain-light.js';

describe('pain during exercise (clinical F3)', () => {
  it.each<[PainModel, number | null, number, 'sharp' | null, string]>([
    ['seed', 1, 2, null, 'green'], ['seed', 1, 3, null, 'amber'], ['seed', 1, 6, null, 'red'],
    ['seed', 4, 4, null, 'green'], ['seed', 4, 5, null, 'amber'], ['seed', 4, 7, null, 'red'], ['seed', 6, 8, null, 'red'],
    ['seed', 0, 2, 'sharp', 'red'], ['seed', 0, 2, null, 'amber'], ['seed', null, 2, null, 'green'], ['seed', null, 5.5, null, 'red'],
    ['pain-monitoring', 2, 2, null, 'green'], ['pain-monitoring', 2, 5, null, 'amber'], ['pain-monitoring', 2, 5.5, null, 'red'],
    ['central-sensitisation', 6, 7, null, 'green'], ['central-sensitisation', 6, 8, null, 'amber'], ['central-sensitisation', 6, 9, null, 'red'],
    ['central-sensitisation', null, 9, null, 'green'],
  ])('%s, %p before, %d now, %s: %s', (...given) => {
    const [model, before, pain, quality, light] = given;
    expect(painLight({ pain, quality, before }, model)).toBe(light);
  });
});
