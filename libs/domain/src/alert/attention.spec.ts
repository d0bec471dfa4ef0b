import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { attend, ringsAt, quiet, type Attention, type AttentionEvent, type EscalationAct } from './attention.js';
import type { Priority } from './finding.js';

interface Course {
  priority: Priority;
  attention: Attention;
  state: 'open' | 'cleared';
  acknowledged: boolean;
  acts: [number, EscalationAct][];
}

const minute = 60_000;

/** What happens at which second; between, whatever falls due is done when it is due. */
function course(priority: Priority, events: [number, AttentionEvent][], untilS: number): Course {
  const of: Course = { priority, attention: quiet, state: 'open', acknowledged: false, acts: [] };
  const todo = [...events];
  for (let nowMs = 0; nowMs <= untilS * 1000; nowMs += 500) {
    while (todo.length > 0 && todo[0][0] * 1000 <= nowMs) meet(of, todo.shift()?.[1] as AttentionEvent, nowMs);
    if (of.attention.dueAtMs !== null && of.attention.dueAtMs <= nowMs) meet(of, { event: 'due' }, nowMs);
  }
  return of;
}

function meet(of: Course, event: AttentionEvent, nowMs: number): void {
  if (event.event === 'cleared') of.state = 'cleared';
  if (event.event === 'reopened' || event.event === 'raised') of.state = 'open';
  if (event.event === 'acknowledged') of.acknowledged = true;
  const { attention, act } = attend(of.attention, event, { priority: of.priority, state: of.state, acknowledged: of.acknowledged, nowMs });
  of.attention = attention;
  if (act !== null) of.acts.push([nowMs / 1000, act]);
}

const raised: AttentionEvent = { event: 'raised', snoozedUntilMs: null };

describe('attention (clinical E3)', () => {
  it('takes high to all after 20 s and to the clinic after 60 s, each once', () => {
    expect(course('high', [[0, raised]], 600).acts).toEqual([[20, 'repeat'], [60, 'clinic-contact']]);
  });

  it('takes medium to all after 120 s and to the backup after 300 s', () => {
    expect(course('medium', [[0, raised]], 600).acts).toEqual([[120, 'repeat'], [300, 'backup']]);
  });

  it.each<Priority>(['low', 'info'])('lets %s wait in the list', (priority) => {
    expect(course(priority, [[0, raised]], 600)).toMatchObject({ acts: [], attention: { sounding: false, dueAtMs: null } });
  });

  it('no longer sounds, nor is taken further, once it has stepped down, and sounds again when it rises', () => {
    const lowered: AttentionEvent = { event: 'lowered' };
    expect(attend({ ...quiet, sounding: true, soundedAtMs: 0, dueAtMs: 120_000 }, lowered, { priority: 'low', state: 'open', acknowledged: false, nowMs: 60_000 })).toEqual({
      attention: { ...quiet, soundedAtMs: 0 }, act: null,
    });
    expect(course('medium', [[0, raised], [60, lowered]], 600).acts).toEqual([]);
    expect(course('medium', [[0, raised], [60, lowered], [100, { event: 'risen' }]], 300).acts).toEqual([[220, 'repeat']]);
  });

  it('is silent once acknowledged, and sounds again 120 s later if the condition is still there', () => {
    expect(course('medium', [[0, raised], [30, { event: 'acknowledged' }]], 149.5)).toMatchObject({ acts: [], attention: { sounding: false } });
    expect(course('medium', [[0, raised], [30, { event: 'acknowledged' }]], 150)).toMatchObject({ acts: [[150, 'repeat']], attention: { sounding: true } });
    expect(course('high', [[0, raised], [10, { event: 'acknowledged' }]], 300).acts).toEqual([[130, 'repeat'], [150, 'repeat'], [190, 'clinic-contact']]);
  });

  it('does not sound again for what is over', () => {
    expect(course('high', [[0, raised], [10, { event: 'acknowledged' }], [60, { event: 'cleared' }]], 600).acts).toEqual([]);
    expect(course('medium', [[0, raised], [60, { event: 'cleared' }]], 600).acts).toEqual([]);
  });

  it('goes on for what was grave and was seen by nobody, though it is over', () => {
    expect(course('high', [[0, raised], [5, { event: 'cleared' }]], 600).acts).toEqual([[20, 'repeat'], [60, 'clinic-contact']]);
  });

  it('holds a snooze for its time, whatever comes meanwhile (Nightscout #8231)', () => {
    const again: [number, AttentionEvent][] = [[60, { event: 'cleared' }], [90, { event: 'reopened' }], [120, { event: 'cleared' }], [200, { event: 'reopened' }]];
    const snoozed = course('medium', [[0, raised], [10, { event: 'snoozed', untilMs: 5 * minute }], ...again], 299.5);
    expect(snoozed).toMatchObject({ acts: [], attention: { sounding: false } });
    expect(course('medium', [[0, raised], [10, { event: 'snoozed', untilMs: 5 * minute }], ...again], 300)).toMatchObject({ acts: [[300, 'repeat']], attention: { sounding: true } });
  });

  it('holds it for a new alert of the same, too', () => {
    expect(course('medium', [[0, { event: 'raised', snoozedUntilMs: 100_000 }]], 99.5)).toMatchObject({ acts: [], attention: { sounding: false } });
    expect(course('medium', [[0, { event: 'raised', snoozedUntilMs: 100_000 }]], 100).acts).toEqual([[100, 'repeat']]);
  });

  it('breaks a snooze and an acknowledgement when it becomes worse', () => {
    const start: [number, AttentionEvent][] = [[0, raised], [10, { event: 'snoozed', untilMs: 5 * minute }]];
    const worse = course('medium', start, 20);
    expect(attend(worse.attention, { event: 'risen' }, { priority: 'high', state: 'open', acknowledged: false, nowMs: 21_000 }).attention)
      .toEqual({ sounding: true, soundedAtMs: 21_000, step: 0, dueAtMs: 41_000, snoozedUntilMs: null });
  });

  it('of what is high does not mind a snooze, whatever is asked (clinical E4)', () => {
    const at = fc.integer({ min: 1, max: 600 });
    const others = fc.array(fc.tuple(at, fc.constantFrom<AttentionEvent>({ event: 'cleared' }, { event: 'reopened' }, { event: 'acknowledged' })), { maxLength: 5 });
    const snoozes = fc.array(fc.tuple(at, fc.integer({ min: 0, max: 900_000 }).map((untilMs): AttentionEvent => ({ event: 'snoozed', untilMs }))), { minLength: 1, maxLength: 4 });
    const inOrder = (events: [number, AttentionEvent][]): [number, AttentionEvent][] => [...events].sort((a, b) => a[0] - b[0]);
    fc.assert(
      fc.property(others, snoozes, fc.integer({ min: 1, max: 900_000 }), (events, snoozed, snoozedUntilMs) => {
        expect(course('high', [[0, { event: 'raised', snoozedUntilMs }], ...inOrder([...events, ...snoozed])], 700).acts).toEqual(course('high', [[0, raised], ...inOrder(events)], 700).acts);
      }),
      { numRuns: 200 },
    );
  });

  it('always has something to come while something grave sounds and the clinic has not been told', () => {
    const events = fc.array(fc.tuple(fc.integer({ min: 0, max: 600 }), fc.constantFrom<AttentionEvent>({ event: 'cleared' }, { event: 'reopened' }, { event: 'acknowledged' }, { event: 'risen' })), { maxLength: 8 });
    fc.assert(
      fc.property(events, (found) => {
        const { attention } = course('high', [[0, raised], ...found.sort((a, b) => a[0] - b[0])], 700);
        if (attention.sounding && attention.step < 2) expect(attention.dueAtMs).not.toBeNull();
      }),
      { numRuns: 200 },
    );
  });
});

describe('a backup (clinical E3)', () => {
  const backup = { isBackup: true, isAssigned: false };

  it.each([['high', 0, false], ['high', 1, true], ['medium', 0, false], ['medium', 1, false], ['medium', 2, true], ['low', 5, false]] as const)('is rung by a %s alert at step %d: %p', (priority, step, rings) => {
    expect(ringsAt({ sounding: true, priority, step }, backup)).toBe(rings);
  });

  it('is rung at once when it is theirs, and hears nothing of what sounds no more; the others hear whatever sounds', () => {
    const first = { sounding: true, priority: 'medium', step: 0 } as const;
    expect(ringsAt(first, { isBackup: true, isAssigned: true })).toBe(true);
    expect(ringsAt({ ...first, sounding: false, step: 2 }, { isBackup: true, isAssigned: true })).toBe(false);
    expect(ringsAt(first, { isBackup: false, isAssigned: false })).toBe(true);
  });
});
