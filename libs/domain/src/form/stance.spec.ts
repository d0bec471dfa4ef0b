import { describe, expect, it } from '@jest/globals';
import type { Quaternion, Vector } from '../motion/quaternion.js';
import { finishStance, startStance, stepStance, type StanceTrial } from './stance.js';

const g = 9.80665;
const upright: Quaternion = [1, 0, 0, 0];
const tilted = (deg: number): Quaternion => [Math.cos((deg * Math.PI) / 360), Math.sin((deg * Math.PI) / 360), 0, 0];

interface Moment {
  sway?: number;
  q?: Quaternion;
  valid?: boolean;
  isWork?: boolean;
}

/** Fifty frames a second; a push is horizontal acceleration that lasts. */
function stood(seconds: number, at: (tS: number) => Moment): (StanceTrial | null)[] {
  const state = startStance();
  const trials: (StanceTrial | null)[] = [];
  for (let i = 0; i < seconds * 50; i++) {
    const tS = i / 50;
    const { sway = 0, q = upright, valid = true, isWork = true } = at(tS);
    const trial = stepStance(state, { tMs: i * 20, q, acc: sensed(q, sway), valid, restarted: i === 0, stepMs: 20, isWork });
    if (trial !== null) trials.push(trial);
  }
  const last = finishStance(state, { tMs: seconds * 1000, stepMs: 20 });
  return last === null ? trials : [...trials, last];
}

/** Gravity and a push along the sensor's own x axis, which these tilts leave alone. */
function sensed([w, x]: Quaternion, push: number): Vector {
  const angle = 2 * Math.atan2(x, w);
  return [push, g * Math.sin(angle), g * Math.cos(angle)];
}

const swaying = (tS: number): number => 0.1 * Math.sin(2 * Math.PI * 0.5 * tS);
const span = (trial: StanceTrial | null): unknown[] => [trial === null ? null : trial.startMs / 1000, trial === null ? null : Math.round(trial.endMs / 100) / 10, trial?.end];

describe('trials of standing (clinical C14)', () => {
  it('end when the body has to save itself, and begin again once it is quiet', () => {
    const trials = stood(40, (tS) => ({ sway: tS >= 23 && tS < 23.5 ? 4 : swaying(tS) }));
    expect(trials.map(span)).toEqual([[0, 23.1, 'step-out'], [expect.closeTo(23.6, 1), 40, 'over']]);
    expect(trials[0]?.sway).toMatchObject({ ok: true, value: { rmsRadialMPerS2: expect.closeTo(0.1 / Math.SQRT2, 2) } });
  });

  it('end when the trunk tilts by more than 15 deg', () => {
    expect(stood(20, (tS) => ({ q: tilted(tS < 12 ? 14 * (tS / 12) : 14) })).map(span)).toEqual([[0, 20, 'over']]);
    expect(span(stood(20, (tS) => ({ q: tilted(tS) }))[0])).toEqual([0, expect.closeTo(16, 0), 'step-out']);
  });

  it('last 45 s at most, and not longer than the patient is to stand', () => {
    expect(stood(50, () => ({})).map(span)[0]).toEqual([0, 45, 'over']);
    expect(stood(30, (tS) => ({ isWork: tS >= 5 && tS < 20 })).map(span)).toEqual([[5, 20, 'over']]);
  });

  it('say when something was missing, and give no sway of a short one', () => {
    const [trial] = stood(8, (tS) => ({ valid: !(tS > 4 && tS < 4.3) }));
    expect(trial).toMatchObject({ isWhole: false, sway: { ok: false, reason: 'INSUFFICIENT_DATA' } });
    expect(stood(8, () => ({ isWork: false }))).toEqual([]);
  });

  it('end with the last that was seen of them, and are not whole when the session went on for longer', () => {
    const endedAt = (tMs: number): StanceTrial | null => {
      const state = startStance();
      for (let i = 0; i < 500; i++) stepStance(state, { tMs: i * 20, q: upright, acc: [swaying(i / 50), 0, g], valid: true, restarted: i === 0, stepMs: 20, isWork: true });
      return finishStance(state, { tMs, stepMs: 20 });
    };
    expect(endedAt(10_480)).toMatchObject({ startMs: 0, endMs: 10_000, isWhole: true });
    expect(endedAt(60_000)).toMatchObject({ startMs: 0, endMs: 10_000, isWhole: false });
  });
});
