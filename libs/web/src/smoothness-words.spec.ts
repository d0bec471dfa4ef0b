import { describe, expect, it } from '@jest/globals';
import { saySmoothness } from './smoothness-words.js';

describe('how smooth a phase was, in words', () => {
  it.each([[-2.2664, 'as if in 2 goes'], [-2.7038, 'as if in 3 goes'], [-3.1017, 'as if in 4 goes'], [-3.363, 'as if in 5 or more goes'], [-6, 'as if in 5 or more goes']])(
    'SPARC %d, of so many equal submovements (clinical C9), is said so', (sparcOut, words) => {
      expect(saySmoothness({ features: { sparcOut } })).toBe(`out ${words}`);
    });

  it('is of a perfect movement, however it was sampled, and of one that trembles a little, smooth', () => {
    expect([-1.4025, -1.4058, -1.41403, -1.7937].map((sparcBack) => saySmoothness({ features: { sparcBack } }))).toEqual(['smooth', 'smooth', 'smooth', 'smooth']);
  });

  it('is of each phase, and of none that could not be measured', () => {
    expect(saySmoothness({ features: { sparcOut: -2.3, sparcBack: -2.8 } })).toBe('out as if in 2 goes, back as if in 3 goes');
    expect(saySmoothness({ features: { sparcOut: -1.5, sparcBack: -2.8 } })).toBe('back as if in 3 goes');
    expect(saySmoothness({ features: { sparcOut: null, sparcBack: -2.8 } })).toBe('back as if in 3 goes');
    expect(saySmoothness({ features: { sparcOut: null } })).toBeNull();
  });
});
