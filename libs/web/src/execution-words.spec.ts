import { describe, expect, it } from '@jest/globals';
import type { RepetitionView } from '#libs/contracts';
import { faultOf, knownFaults, sayDone, sayFault } from './execution-words.js';

const done = (type: string, probability: number, basis: NonNullable<RepetitionView['execution']>['basis']) => sayDone({ type, probability, basis });

describe('how a repetition was done', () => {
  it('is a fault only where that is sure enough, and else as shown, with the doubt', () => {
    expect(done('correct', 0.94, 'own-correct')).toBe('as shown');
    expect(done('low-amplitude', 0.99, 'own-correct')).toBe('too shallow');
    // pted s2/e1, repetition 28: everything measured is as usual, and yet it was acted as a small one.
    expect(done('low-amplitude', 0.46, 'own-correct')).toBe('as shown, or perhaps too shallow');
    expect(done('knee in', 0.9, 'own-types')).toBe('knee in');
    expect(done('knee in', 0.4, 'own-types')).toBe('as shown, or perhaps knee in');
  });

  it('is kept by the name of a fault that is known, and by what was typed of any other', () => {
    expect(['Too fast ', 'too shallow', ' Knee in'].map(faultOf)).toEqual(['too-fast', 'low-amplitude', 'Knee in']);
    for (const words of knownFaults) expect(sayFault(faultOf(words))).toBe(words);
  });

  it('is compared with what nobody has shown only by name, and says nothing where it was not measured', () => {
    expect(done('correct', 0.8, 'population')).toBe('as others do it');
    expect(done('too-fast', 0.95, 'population')).toBe('too fast');
    expect(done('low-amplitude', 0.95, 'population')).toBe('cannot tell');
    expect(sayDone(null)).toBe('–');
  });
});
