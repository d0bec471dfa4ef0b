import { describe, expect, it } from '@jest/globals';
import { sayBestStance, sayRomberg } from './stance-words.js';

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

describe('closed eyes against open ones, in words', () => {
  const session = { score: null, poorShare: null, faults: [] };

  it('says how much more, from what, and what it means', () => {
    const romberg = { closedMPerS2: 0.09, openMPerS2: 0.04, ratio: 2.25, isRemarkable: true };
    expect(sayRomberg({ ...session, romberg })).toBe('Sways 2.3 times as much as with open eyes (0.09 and 0.04 m/s², the latter from its newest session): balance leans on the eyes.');
    expect(sayRomberg({ ...session, romberg: { ...romberg, ratio: 1.5, isRemarkable: false } })).toContain('1.5 times');
    expect(sayRomberg({ ...session, romberg: { ...romberg, ratio: 1.5, isRemarkable: false } })).toContain('within what is expected');
  });

  it('is not said where nothing is compared', () => {
    expect(sayRomberg(session)).toBeNull();
  });
});
