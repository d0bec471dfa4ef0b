import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { acknowledgement, aSession, anAlert } from '../../../tests/support/browser-facts.js';
import { alertsAnswered, alertsForLater, alertsToAnswer, runningSessions, steadyOrder, urgentFirst, urgentSessionIds, worstOpen } from './live-order.js';

type Alert = ReturnType<typeof anAlert>;
const known = (alerts: Alert[]) => new Map(alerts.map((fact) => [fact.id, { fact, turn: 0, sequence: 0 }]));
const ids = (alerts: Alert[]): string[] => alerts.map(({ id }) => id);
const at = (minute: number): string => `2026-01-01T10:0${minute}:00.000Z`;

describe('order of alerts', () => {
  const alerts = known([
    anAlert('low', { priority: 'low', raisedAt: at(1) }),
    anAlert('high later', { priority: 'high', raisedAt: at(3) }),
    anAlert('late', { priority: 'high', raisedAt: at(0), retrospective: true }),
    anAlert('high', { priority: 'high', raisedAt: at(2) }),
    anAlert('high over', { priority: 'high', raisedAt: at(1), state: 'cleared' }),
    anAlert('seen', { priority: 'high', raisedAt: at(4), acknowledgement }),
  ]);

  it('is by priority, then what goes on, then who waits longest; what was found afterwards is last', () => {
    expect(ids(alertsToAnswer(alerts))).toEqual(['high', 'high later', 'high over', 'low', 'late']);
    expect(ids(alertsAnswered(alerts))).toEqual(['seen']);
  });

  it('lets what was snoozed come last of its priority, until it sounds again', () => {
    const snoozedUntil = at(9);
    const medium = known([anAlert('snoozed', { raisedAt: at(1), snoozedUntil }), anAlert('over', { raisedAt: at(2), state: 'cleared' }), anAlert('sounds again', { raisedAt: at(3), snoozedUntil, sounding: true }), anAlert('low', { priority: 'low', raisedAt: at(0) })]);
    expect(ids(alertsToAnswer(medium))).toEqual(['sounds again', 'over', 'snoozed', 'low']);
  });

  it('keeps what is low and over apart from what waits: it is for the end of the session', () => {
    const over = { priority: 'low', state: 'cleared' } as const;
    const mixed = known([anAlert('low', { priority: 'low' }), anAlert('first', { ...over, raisedAt: at(1) }), anAlert('second', { ...over, raisedAt: at(2) }), anAlert('seen', { ...over, acknowledgement }), anAlert('medium over', { state: 'cleared' })]);
    expect([ids(alertsToAnswer(mixed)), ids(alertsForLater(mixed)), ids(alertsAnswered(mixed))]).toEqual([['medium over', 'low'], ['second', 'first'], ['seen']]);
  });

  it('has the worst that goes on for one line, and how many go on besides', () => {
    const ofOne = [anAlert('newest', { priority: 'low' }), anAlert('high over', { priority: 'high', state: 'cleared' }), anAlert('medium'), anAlert('older medium'), anAlert('late', { priority: 'high', retrospective: true })];
    expect([worstOpen(ofOne).worst?.id, worstOpen(ofOne).others]).toEqual(['medium', 2]);
    expect(worstOpen([])).toEqual({ worst: null, others: 0 });
  });

  it('is urgent for a session while it goes on or nobody has seen it', () => {
    const high = (id: string, changed: Partial<Alert>): Alert => anAlert(id, { priority: 'high', sessionId: id, ...changed });
    const urgent = urgentSessionIds(known([high('going on', { acknowledgement }), high('unseen', { state: 'cleared' }), high('done', { state: 'cleared', acknowledgement }), high('late', { retrospective: true })]));
    expect([...urgent].sort()).toEqual(['going on', 'unseen']);
  });

  it('puts whom nobody has answered before who was answered, then who waits longest', () => {
    const high = (id: string, changed: Partial<Alert>): Alert => anAlert(id, { priority: 'high', sessionId: id, ...changed });
    const urgent = urgentSessionIds(known([high('answered', { raisedAt: at(1), acknowledgement }), high('second', { raisedAt: at(3) }), high('first', { raisedAt: at(2) })]));
    expect([...urgent]).toEqual(['first', 'second', 'answered']);
  });
});

describe('order of tiles', () => {
  it('shows who exercises now, by name', () => {
    const sessions = [aSession('b'), aSession('a'), aSession('c', { state: 'ended' })];
    expect(runningSessions(new Map(sessions.map((fact) => [fact.id, { fact, turn: 0 }]))).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(urgentFirst(['a', 'b', 'c'], new Set(['c']))).toEqual(['c', 'a', 'b']);
    expect(urgentFirst(['a', 'b', 'c', 'd'], new Set(['d', 'b', 'elsewhere']))).toEqual(['d', 'b', 'a', 'c']);
  });

  it('moves nothing under the cursor, not even what no longer belongs there; what is new comes last', () => {
    const order = { shown: ['a', 'b', 'c'], wanted: ['c', 'd'], known: new Set(['a', 'c', 'd']) };
    expect(steadyOrder({ ...order, isHeld: true })).toEqual(['a', 'c', 'd']);
    expect(steadyOrder({ ...order, isHeld: false })).toEqual(['c', 'd']);
  });

  it('always shows each wanted one exactly once', () => {
    const some = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
    fc.assert(
      fc.property(some, some, fc.boolean(), (shown, wanted, isHeld) => {
        const order = steadyOrder({ shown, wanted, known: new Set(wanted), isHeld });
        expect([...order].sort()).toEqual([...wanted].sort());
      }),
    );
  });
});
