import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decide } from '../alert/decide.js';
import type { Alert } from '../alert/alert.js';
import { followUp } from './follow-up.js';
import type { PatientHistory, SessionPain } from './history.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** A Monday. */
const mondayMs = 4 * dayMs;

const empty: PatientHistory = { sessions: [], days: [], load: [], checks: [] };
/** An hour of exercise on each day, and what was said after it. */
const session = (day: number, before: number | null, said: { twoHours?: number; morning?: number } = {}): SessionPain => {
  const endedAtMs = day * dayMs + 9 * hourMs;
  return {
    startedAtMs: endedAtMs - hourMs, endedAtMs, before,
    later: [
      ...(said.twoHours === undefined ? [] : [{ moment: 'two-hours' as const, pain: said.twoHours, saidAtMs: endedAtMs + 2 * hourMs }]),
      ...(said.morning === undefined ? [] : [{ moment: 'next-morning' as const, pain: said.morning, saidAtMs: endedAtMs + 23 * hourMs }]),
    ],
  };
};
const found = (history: Partial<PatientHistory>, nowMs: number, ruleId: string): string[] =>
  followUp({ ...empty, ...history }, nowMs).findings.filter((each) => each.ruleId === ruleId).map(({ change, priority, value }) => `${change} ${priority} ${value}`);

describe('PN-03, the two-hour rule (clinical E2)', () => {
  const later = 30 * dayMs;

  it('is low at the first, medium when two of the last three sessions exceeded it', () => {
    expect(found({ sessions: [session(0, 3, { twoHours: 5 })] }, later, 'PN-03')).toEqual(['raised low 5']);
    expect(found({ sessions: [session(0, 3, { twoHours: 4 })] }, later, 'PN-03')).toEqual([]);
    expect(found({ sessions: [session(0, 3, { twoHours: 5 }), session(1, 3, { twoHours: 3 }), session(2, 3, { twoHours: 5 })] }, later, 'PN-03')).toEqual(['raised low 5', 'raised medium 5']);
    expect(found({ sessions: [session(0, 3, { twoHours: 5 }), session(1, 3), session(2, 3), session(3, 3, { twoHours: 5 })] }, later, 'PN-03')).toEqual(['raised low 5', 'raised low 5']);
  });

  it('is medium when it is severe', () => {
    expect(found({ sessions: [session(0, 6, { twoHours: 8 })] }, later, 'PN-03')).toEqual(['raised medium 8']);
  });

  it('says nothing where the pain before is not known', () => {
    expect(found({ sessions: [session(0, null, { twoHours: 9 })] }, later, 'PN-03')).toEqual([]);
  });
});

describe('PN-04, the next morning (clinical E2)', () => {
  it('is 2 or more above the pain before', () => {
    expect(found({ sessions: [session(0, 3, { morning: 5 })] }, 9 * dayMs, 'PN-04')).toEqual(['raised low 5']);
    expect(found({ sessions: [session(0, 3, { morning: 4.5 })] }, 9 * dayMs, 'PN-04')).toEqual([]);
  });
});

describe('PN-05, a flare-up (clinical E2)', () => {
  it('is medium, and over when it is resolved', () => {
    const days = [...new Array<number>(14).fill(3), 5, 5, 4, 4].map((pain, day) => ({ day, pain, saidAtMs: day * dayMs + hourMs }));
    expect(found({ days: days.slice(0, 16) }, 99 * dayMs, 'PN-05')).toEqual(['raised medium 5']);
    expect(found({ days }, 99 * dayMs, 'PN-05')).toEqual(['raised medium 5', 'cleared medium 4']);
  });
});

describe('PN-06, a question that was not answered (clinical E2)', () => {
  it('is a note 30 min after the answer was due, and not before', () => {
    const sessions = [session(0, 3)];
    const dueMs = sessions[0].endedAtMs + 2.5 * hourMs;
    expect(followUp({ ...empty, sessions }, dueMs - 1)).toEqual({ findings: [], askAgainAtMs: dueMs });
    expect(found({ sessions }, dueMs, 'PN-06')).toEqual(['raised info 1']);
    expect(followUp({ ...empty, sessions }, dueMs).askAgainAtMs).toBe(sessions[0].endedAtMs + dayMs);
  });

  it('is low from the third in a row, and over with an answer', () => {
    const missed = [session(0, 3), session(2, 3)];
    expect(found({ sessions: missed }, 9 * dayMs, 'PN-06')).toEqual(['raised info 1', 'updated info 2', 'updated low 3', 'updated low 4']);
    expect(found({ sessions: [...missed, session(4, 3, { twoHours: 2, morning: 2 })] }, 9 * dayMs, 'PN-06').slice(4)).toEqual(['cleared info 0', 'cleared info 0']);
  });

  it('is nobody\'s who was not asked before the session either', () => {
    expect(followUp({ ...empty, sessions: [session(0, null)] }, 9 * dayMs)).toEqual({ findings: [], askAgainAtMs: null });
  });
});

describe('HR-11, the load of a week (clinical E2)', () => {
  /** One session a week of 60 min, with these ratings. */
  const load = (...ratings: number[]): PatientHistory['load'] => ratings.map((rpe, week) => ({ startedAtMs: mondayMs + week * 7 * dayMs + hourMs, durationMin: 60, isAerobic: false, doseMin: null, unmeasuredMin: 0, rpe }));

  it('is a note when the week is over, above 1.3 times the mean of the four before', () => {
    const endMs = mondayMs + 35 * dayMs;
    expect(found({ load: load(4, 4, 4, 4, 6) }, endMs, 'HR-11')).toContain('raised info 360');
    expect(found({ load: load(4, 4, 4, 4, 6) }, endMs - 1, 'HR-11')).not.toContain('raised info 360');
    expect(found({ load: load(4, 4, 4, 4, 5) }, endMs, 'HR-11')).not.toContain('raised info 300');
    // A patient's first weeks are compared with nothing.
    expect(found({ load: load(4, 6) }, mondayMs + 14 * dayMs, 'HR-11').filter((each) => each.startsWith('raised'))).toEqual([]);
    expect(followUp({ ...empty, load: load(4) }, mondayMs + dayMs).askAgainAtMs).toBe(mondayMs + 7 * dayMs);
  });
});

describe('what was answered before exercise (clinical B15)', () => {
  const check = (answeredAtMs: number, ...reasons: PatientHistory['checks'][number]['reasons']): PatientHistory['checks'][number] => ({ answeredAtMs, reasons });

  it.each([
    ['heart-symptoms', 'NO_GO', 'SY-01 high'], ['neurological-signs', 'NO_GO', 'SY-04 high'], ['resting-heart-rate', 'NO_GO', 'HR-04 high'], ['resting-heart-rate', 'CAUTION', 'HR-04 medium'],
    ['dizziness', 'NO_GO', 'SY-02 high'], ['dizziness', 'CAUTION', undefined], ['fever', 'NO_GO', 'PE-01 medium'], ['blood-pressure', 'NO_GO', 'PE-01 medium'], ['pain', 'CAUTION', undefined], ['unanswered', 'CAUTION', undefined],
  ] as const)('%s, %s: %s', (reason, weight, expected) => {
    const { findings } = followUp({ ...empty, checks: [check(5, { reason, weight })] }, 9);
    expect(findings.map(({ ruleId, priority }) => `${ruleId} ${priority}`)).toEqual(expected === undefined ? [] : [expected]);
  });

  it('is over with better answers', () => {
    const { findings } = followUp({ ...empty, checks: [check(5, { reason: 'fever', weight: 'NO_GO' }), check(7)] }, 9);
    expect(findings.map(({ ruleId, change, tMs }) => [ruleId, change, tMs])).toEqual([['PE-01', 'raised', 5], ['PE-01', 'cleared', 7]]);
  });
});

describe('asking the same history again', () => {
  it('changes no alert, whatever was said', () => {
    const scale = fc.option(fc.integer({ min: 0, max: 10 }), { nil: undefined });
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 10 }), scale, scale), { maxLength: 6 }), (said) => {
      const history = { ...empty, sessions: said.map(([before, twoHours, morning], day) => session(day, before, { twoHours, morning })) };
      const known: Alert[] = [];
      const ask = (): number => {
        const changes = decide({ known, findings: followUp(history, 30 * dayMs).findings.map((finding) => ({ finding, late: false })), isSeen: () => true });
        for (const change of changes) if (change.change === 'raise') known.push({ ...change.alert, id: String(known.length) });
        return changes.length;
      };
      ask();
      expect(ask()).toBe(0);
    }));
  });
});
