import { describe, expect, it } from '@jest/globals';
import { cannotJudge, scorerVersion } from '../form/score.js';
import { isBelieved } from './believed.js';
import type { CannotJudgeReason } from './repetition.js';

describe('what was measured of a repetition', () => {
  it('is believed where there is a score', () => {
    expect(isBelieved({ verdict: 'partly', score: 70, band: 'fair', domains: [], codes: [], scorer: scorerVersion })).toBe(true);
  });

  it.each<[CannotJudgeReason, boolean]>([
    ['signal-gap', false], ['sensor-disagrees', false], ['sensor-moved', false], ['clocks-apart', false], ['other-exercise', false],
    ['no-reference', true], ['too-few-features', true], ['no-form-score', true], ['safety-not-measured', true], ['unfinished', true],
  ])('%s: %p', (reason, believed) => {
    expect(isBelieved(cannotJudge(reason))).toBe(believed);
  });
});
