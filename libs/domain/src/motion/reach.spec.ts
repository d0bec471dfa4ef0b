import { describe, expect, it } from '@jest/globals';
import { isContrary, isHomeward, standAtHome, startReach, stayedMs, type ReachState } from './reach.js';

/** One sensor whose gravity goes from z towards x: 0.1 is 5.7 deg. */
const at = (x: number): number[] => [x, 0, 1];
const after = (over: Partial<ReachState>): ReachState => ({ ...startReach(), rest: at(0), home: at(0), ...over });

describe('which way is out, of a stranger', () => {
  it('comes nearer to home where the far end had been taken for rest', () => {
    const state = after({ rest: at(0.3) });
    expect(isHomeward(state, at(0.16))).toBe(false);
    expect(isHomeward(state, at(0.14))).toBe(true);
  });

  it('is out, however near to home, where the newest repetition went', () => {
    const state = after({ rest: at(0.3), way: [-0.2, 0, 0] });
    expect(isHomeward(state, at(0.14))).toBe(false);
    expect(isHomeward({ ...state, way: [0, 0.2, 0] }, at(0.14))).toBe(true);
  });

  it('is not farther back than where the repetition began', () => {
    const state = after({ way: [0.3, 0, 0] });
    expect(isContrary(state, at(-0.1))).toBe(true);
    expect(isContrary(state, at(0.1))).toBe(false);
    // Beside the way, not against it.
    expect(isContrary(state, [-0.05, 0.1, 1])).toBe(false);
  });

  it('is the other way round after a swing back that was taken for a repetition', () => {
    const state = after({ way: [-0.1, 0, 0] });
    expect(isContrary(state, at(0.09))).toBe(true);
    expect(isContrary(state, at(0.11))).toBe(false);
    expect(state.way).toEqual([]);
    expect(isContrary(state, at(0.09))).toBe(false);
  });

  it('is not known before the patient has stood still for long, nor of before that', () => {
    expect(isContrary(startReach(), [])).toBe(false);
    const state = after({ way: [0.3, 0, 0] });
    standAtHome(state, at(0.05));
    expect(isContrary(state, at(-0.1))).toBe(false);
    expect(state).toMatchObject({ home: at(0.05), way: [] });
  });
});

describe('how long somebody stays where they are', () => {
  const stay = (places: readonly number[]): number => {
    const state = startReach();
    return places.reduce((_, x) => stayedMs(state, at(x), 100), 0);
  };

  it('is not ended by a twitch, however quick', () => {
    expect(stay([0, 0, 0, 0.06, 0, 0])).toBe(500);
  });

  it('begins anew where they have gone', () => {
    expect(stay([0, 0, 0, 0.1, 0.1, 0.1])).toBe(200);
  });

  it('follows a slow drift', () => {
    expect(stay(Array.from({ length: 101 }, (_, i) => i * 0.001))).toBe(10_000);
  });
});
