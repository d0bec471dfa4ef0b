import { expect, it } from '@jest/globals';
import { headTurnDose } from './head-turn-dose.js';

it.each([[11.99, 'too-little'], [12, 'acute'], [19.99, 'acute'], [20, 'chronic']] as const)('%d min of head turns a day are %s (clinical C16)', (minutes, dose) => {
  expect(headTurnDose(minutes)).toBe(dose);
});
