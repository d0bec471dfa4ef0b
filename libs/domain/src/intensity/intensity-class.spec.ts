import { describe, expect, it } from '@jest/globals';
import { fuseIntensity, type IntensityVotes } from './intensity-class.js';
import type { IntensityClass } from './zone.js';

const none: IntensityVotes = { heartRate: null, rpe: null, talk: null, quickBreath: null };
const rate = (intensityClass: IntensityClass, tMs = 0) => ({ heartRate: { intensityClass, tMs } });
const rpe = (value: number, tMs = 0) => ({ rpe: { value, tMs } });
const talk = (answer: 'sing' | 'talk' | 'few-words', tMs = 0) => ({ talk: { answer, tMs } });

describe('intensity of several sources (clinical B14)', () => {
  it.each<[string, Partial<IntensityVotes>, string, string[]]>([
    ['moderate heart rate, RPE 6, a few words', { ...rate('moderate'), ...rpe(6), ...talk('few-words') }, 'vigorous', ['heart-rate', 'rpe', 'talk']],
    ['a beta-blocker, whose heart rate does not vote, and RPE 3', rpe(3), 'moderate', ['rpe']],
    ['vigorous heart rate and talk: the higher', { ...rate('vigorous'), ...talk('talk') }, 'vigorous', ['heart-rate', 'talk']],
    ['light heart rate and RPE 3: the higher', { ...rate('light'), ...rpe(3) }, 'moderate', ['heart-rate', 'rpe']],
    ['light, moderate, vigorous: the middle', { ...rate('light'), ...rpe(4), ...talk('few-words') }, 'moderate', ['heart-rate', 'rpe', 'talk']],
    ['RPE 2 is light', rpe(2), 'light', ['rpe']],
    ['RPE 5 is vigorous', rpe(5), 'vigorous', ['rpe']],
    ['very quick breath is vigorous', { quickBreath: { tMs: 0 } }, 'vigorous', ['breath']],
  ])('%s', (_, votes, intensityClass, by) => {
    expect(fuseIntensity({ ...none, ...votes }, 0)).toEqual({ ok: true, flags: [], value: { intensityClass, by } });
  });

  it('forgets a vote after two minutes', () => {
    expect(fuseIntensity({ ...none, ...rpe(4), ...rate('light', 100_000) }, 119_999)).toMatchObject({ value: { intensityClass: 'moderate' } });
    expect(fuseIntensity({ ...none, ...rpe(4), ...rate('light', 100_000) }, 120_000)).toMatchObject({ value: { intensityClass: 'light', by: ['heart-rate'] } });
  });

  it('is unknown without a vote, of what was never a rating, and of the future', () => {
    expect(fuseIntensity(none, 0)).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
    expect(fuseIntensity({ ...none, ...rpe(4.2) }, 0)).toMatchObject({ ok: false });
    expect(fuseIntensity({ ...none, ...rpe(4, 5000) }, 0)).toMatchObject({ ok: false });
  });
});
