import { expect, it } from '@jest/globals';
import { sayPlacement } from './say-placement.js';

it('a place is said with its side, where it has one', () => {
  expect(sayPlacement({ segment: 'thigh', side: 'right' })).toBe('right thigh');
  expect(sayPlacement({ segment: 'upper-back', side: 'midline' })).toBe('upper back');
  expect(sayPlacement({ segment: 'unknown', side: 'midline' })).toBe('body');
});
