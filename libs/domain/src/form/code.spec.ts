import { describe, expect, it } from '@jest/globals';
import { formCodes, meaningOf } from './code.js';

describe('the codes of form', () => {
  it.each(formCodes)('%s has a cue that says what to do, or is for the therapist alone', (code) => {
    const { cue } = meaningOf(code);
    if (cue === null) return;
    expect(cue).toMatch(/^[A-Z][A-Za-z, :.-]+$/);
    expect(cue).not.toMatch(/\b(don.t|not|never|wrong|bad)\b/i);
    expect(cue.length).toBeLessThan(70);
  });

  it('knows which cues ask for more range, load or time under it: these are kept back while it hurts', () => {
    expect(formCodes.filter((code) => meaningOf(code).asksForMore)).toEqual(['MOMENTUM', 'INCOMPLETE_RANGE', 'HELD_TOO_SHORT', 'GAIT_ASYMMETRIC']);
  });

  it('keeps from the patient what only worries: slowness, asymmetry, an unusual path', () => {
    expect(formCodes.filter((code) => meaningOf(code).cue === null)).toEqual([
      'TOO_SLOW', 'PATH_DEVIATION', 'UNUSUAL_PATTERN', 'DIRECTION_UNCONFIRMED', 'ASYMMETRIC',
    ]);
  });
});
