import { describe, expect, it } from '@jest/globals';
import { exerciseTrends, type TrendSession } from './exercise-trends.js';

const dayMs = 86_400_000;

function session(day: number, rangeDeg: number | null, changes: Partial<TrendSession> = {}): TrendSession {
  const repetitions = rangeDeg === null ? [] : [-1, 0, 1].map((off) => ({ side: null, rangeDeg: rangeDeg + off, durationS: 4 }));
  return {
    sessionId: `s${day}`, startedAtMs: day * dayMs, exerciseId: 'overhead-reach', exerciseName: 'Overhead reach', side: 'left',
    repetitions, score: 80, scorerVersion: '3.9.0', referenceKey: 'a', isReferenceStale: false, ...changes,
  };
}
const measure = (sessions: TrendSession[], name: string) => exerciseTrends(sessions)[0].measures.find((each) => each.measure === name);

describe('an exercise from session to session (clinical D6, A-005)', () => {
  it('has the median range of each session, and its trend', () => {
    const range = measure([82, 84, 88, 90, 92, 95].map((deg, day) => session(day, deg)), 'range');
    expect(range?.values.map(({ value }) => value)).toEqual([82, 84, 88, 90, 92, 95]);
    expect(range?.trend).toMatchObject({ told: 'rises', sessions: 6 });
  });

  it('keeps a session that could not be measured as a gap', () => {
    const range = measure([session(0, 82), session(1, null), session(2, 90)], 'range');
    expect(range?.values.map(({ value }) => value)).toEqual([82, null, 90]);
    expect(range?.trend).toEqual({ told: 'cannot-tell', sessions: 2 });
  });

  it('takes two repetitions for too few', () => {
    const two = session(1, 90);
    expect(measure([session(0, 82), { ...two, repetitions: two.repetitions.slice(0, 2) }], 'range')?.values.at(-1)?.value).toBeNull();
  });

  it('compares scores by the scorer and the reference of the newest alone, and no stale one', () => {
    const days = [session(0, 82, { scorerVersion: '3.6.0' }), session(1, 82, { referenceKey: 'b' }), session(2, 82), session(3, 82, { score: null }), session(4, 82), session(5, 82, { isReferenceStale: true })];
    const score = measure(days, 'score');
    expect(score?.values.map(({ leftOut }) => leftOut)).toEqual(['other-scorer', 'other-reference', null, null, null, 'stale-reference']);
    expect(score?.trend).toEqual({ told: 'cannot-tell', sessions: 2 });
    expect(exerciseTrends(days)[0].scorerVersions).toEqual(['3.9.0', '3.6.0']);
  });

  it('has a range of each side where they take turns', () => {
    const turns = [0, 1, 2, 3, 4, 5].map((i) => ({ side: i % 2 === 0 ? ('left' as const) : ('right' as const), rangeDeg: i % 2 === 0 ? 40 : 60, durationS: 3 }));
    const [{ measures }] = exerciseTrends([session(0, null, { side: 'both', repetitions: turns })]);
    expect(measures.map((each) => [each.measure, each.side, each.values[0].value])).toEqual([['range', 'left', 40], ['range', 'right', 60], ['score', null, 80], ['tempo', null, 3]]);
  });

  it('holds each exercise and side apart, the one done last first, and leaves out what was never measured', () => {
    const found = exerciseTrends([session(0, 80), session(1, 80, { side: 'right' }), session(2, null, { exerciseId: 'single-leg-stance', score: null })]);
    expect(found.map(({ exerciseId, side, measures }) => [exerciseId, side, measures.length])).toEqual([['single-leg-stance', 'left', 0], ['overhead-reach', 'right', 3], ['overhead-reach', 'left', 3]]);
  });
});
