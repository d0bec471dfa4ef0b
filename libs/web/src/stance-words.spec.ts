import { describe, expect, it } from '@jest/globals';
import { sayBestStance } from './stance-words.js';

describe('how long somebody stood, in words', () => {
  const trial = (holdS: number | null) => ({ features: { holdS, swayRmsMPerS2: null } });

  it('is the best of the newest three', () => {
    expect(sayBestStance([trial(20), trial(31.4), trial(null), trial(12), trial(45)])).toBe('Stood 31 s, the best of three trials.');
    expect([sayBestStance([trial(20), trial(12)]), sayBestStance([trial(20)])]).toEqual(['Stood 20 s, the best of two trials.', 'Stood 20 s, of one trial.']);
  });

  it('is not said of a joint, nor of what could not be measured', () => {
    expect([sayBestStance([{ features: { holdS: 5 } }]), sayBestStance([trial(null)]), sayBestStance([])]).toEqual([null, null, null]);
  });
});
