import { describe, expect, it } from '@jest/globals';
import { demoCharacter, type Character } from './character.js';
import { endOf, planRepetitions } from './motion-plan.js';
import { seededRandom } from './random.js';

const character: Character = { ...demoCharacter, ageYears: 50, rangeDeg: 60 };

describe('planRepetitions', () => {
  it('fills a minute with one set', () => {
    const plan = planRepetitions({ character, seconds: 60, random: seededRandom(1) });
    expect(plan.map(({ type }) => type)).toEqual([...Array<string>(5).fill('correct'), ...Array<string>(4).fill('low-amplitude'), ...Array<string>(4).fill('too-fast')]);
  });

  it('goes on in sets, each repetition whole, one after the other and before the end', () => {
    const plan = planRepetitions({ character, seconds: 600, random: seededRandom(2) });
    expect(plan.length).toBeGreaterThan(100);
    plan.slice(1).forEach((each, i) => expect(each.startS - endOf(plan[i])).toBeGreaterThan(1));
    expect(endOf(plan[plan.length - 1])).toBeLessThan(600);
  });

  it('has room for none in three seconds', () => {
    expect(planRepetitions({ character, seconds: 3, random: seededRandom(3) })).toEqual([]);
  });

  it('tires: later repetitions are slower and shallower', () => {
    const plan = planRepetitions({ character: { ...character, set: [{ type: 'correct', count: 10 }], fatiguePerMinute: 0.1 }, seconds: 180, random: seededRandom(4) });
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    const [first, last] = [plan.slice(0, 5), plan.slice(-5)];
    expect(mean(last.map(({ rangeDeg }) => rangeDeg))).toBeLessThan(0.85 * mean(first.map(({ rangeDeg }) => rangeDeg)));
    expect(mean(last.map((each) => endOf(each) - each.startS))).toBeGreaterThan(1.15 * mean(first.map((each) => endOf(each) - each.startS)));
  });
});
