import { expect, it } from '@jest/globals';
import { sayHeadTurnDay } from './head-turn-words.js';

it('says of a day how long the head turned, and for whom that is enough', () => {
  expect([4, 14, 21].map((minutes) => sayHeadTurnDay({ day: '2026-11-27', minutes }))).toEqual([
    '2026-11-27: 4 min, less than 12 min', '2026-11-27: 14 min, enough for a complaint of weeks', '2026-11-27: 21 min, enough for one of months too',
  ]);
});
