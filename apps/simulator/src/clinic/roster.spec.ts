import { describe, expect, it } from '@jest/globals';
import { expectedOf, type Expected } from '../demo/oracle.js';
import { performanceOf } from './routine.js';
import { roster } from './roster.js';

const seconds = 100;

function expectedIn(session: number, index: number): Expected {
  const { recording, packets } = performanceOf(roster[index], { session, seconds });
  return expectedOf(recording, packets, recording.ageYears ?? Number.NaN);
}

describe('the simulated patients of npm start', () => {
  it('are eight, and nobody can take them for people', () => {
    expect(roster).toHaveLength(8);
    for (const { displayName } of roster) expect(displayName).toMatch(/^Demo: .+ \(simulated\)$/);
    expect(new Set(roster.map(({ seed }) => seed)).size).toBe(8);
  });

  it.each([
    ['good', 0, []],
    ['good', 1, []],
    ['too shallow', 2, ['FM-01']],
    ['too fast', 3, ['FM-01', 'FM-03']],
    ['heart rate over the limit', 5, ['HR-02', 'HR-03']],
    ['strap falls off', 6, []],
  ])('%s (%d): %j', (_what, index, rules) => {
    const expected = expectedIn(7, index);
    expect(expected.repetitions.length).toBeGreaterThan(12);
    expect([...expected.rules].sort()).toEqual(rules);
  });

  it('tremor and fatigue: jerky', () => {
    const { repetitions } = expectedIn(7, 4);
    const jerky = repetitions.filter(({ score }) => score.codes.some(({ code }) => code === 'JERKY'));
    expect(jerky.length).toBeGreaterThan(repetitions.length / 4);
  });

  it('never does the same session twice', () => {
    expect(performanceOf(roster[0], { session: 1, seconds: 10 })).not.toEqual(performanceOf(roster[0], { session: 2, seconds: 10 }));
  });
});
