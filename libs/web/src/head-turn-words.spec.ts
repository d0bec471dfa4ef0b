import { expect, it } from '@jest/globals';
import { sayHeadTurnDay } from './head-turn-words.js';

it('says of a day how long the head turned, and for whom that is enough', () => {
  expect([4, 14, 21].map((minutes) => sayHeadTurnDay({ day: '2026-11-27', minutes }))).toEqual([
    '2026-11-27: 4 min, less than the 12 min for a recent complaint', '2026-11-27: 14 min, enough for a recent complaint; 20 min for a long-standing one', '2026-11-27: 21 min, enough, for a long-standing complaint too',
  ]);
});
