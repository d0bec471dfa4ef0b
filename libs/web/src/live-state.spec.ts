import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { acknowledgement, aRepetition, aSession, anAlert, anEntry } from '../../../tests/support/browser-facts.js';
import { nothingKnown, reduceLive, type LiveAction, type LiveState } from './live-state.js';

const after = (actions: readonly LiveAction[], from: LiveState = nothingKnown): LiveState => actions.reduce(reduceLive, from);
const repetition = (state: LiveState, number: number) => state.repetitions.get('s')?.get(number)?.fact;
const told = (number: number, revision = 1): LiveAction => ({ type: 'repetition-told', repetition: aRepetition('s', number, { revision, score: revision }) });
const alertsRead = (sequence: number): LiveAction => ({ type: 'alerts-read', alerts: [], after: sequence, sinceTurn: 0 });

describe('live state: repetitions', () => {
  it('keeps the newest revision, in whatever order they come', () => {
    const revisions = fc.shuffledSubarray([1, 2, 3, 4, 4, 2], { minLength: 6, maxLength: 6 });
    fc.assert(fc.property(revisions, (shuffled) => expect(repetition(after(shuffled.map((revision) => told(1, revision))), 1)?.score).toBe(4)));
  });

  it('is the same object when nothing new was said, so that nothing is drawn again', () => {
    const state = after([told(1)]);
    expect(reduceLive(state, told(1))).toBe(state);
  });

  it('withdraws, and takes it back when it is scored again', () => {
    const withdrawn = after([told(1), { type: 'repetition-withdrawn', sessionId: 's', number: 1 }]);
    expect(repetition(withdrawn, 1)).toBeNull();
    expect(repetition(after([told(1, 2)], withdrawn), 1)?.revision).toBe(2);
  });

  it('does not lose what was told while a reading was on its way', () => {
    const asked = after([told(1), told(2)]);
    const meanwhile = after([told(3), { type: 'repetition-withdrawn', sessionId: 's', number: 2 }], asked);
    const state = reduceLive(meanwhile, { type: 'repetitions-read', sessionId: 's', repetitions: [aRepetition('s', 1, { revision: 2 }), aRepetition('s', 2)], sinceTurn: asked.turn });
    expect([repetition(state, 1)?.revision, repetition(state, 2), repetition(state, 3)?.number]).toEqual([2, null, 3]);
  });

  it('drops what a reading after a silence no longer has', () => {
    const before = after([told(1), told(2)]);
    const state = reduceLive(before, { type: 'repetitions-read', sessionId: 's', repetitions: [aRepetition('s', 1)], sinceTurn: before.turn });
    expect([...(state.repetitions.get('s')?.keys() ?? [])]).toEqual([1]);
  });
});

describe('live state: sessions', () => {
  it('does not begin again by a start that comes late', () => {
    const state = after([
      { type: 'session-told', session: aSession('s', { state: 'finished' }) },
      { type: 'session-told', session: aSession('s') },
    ]);
    expect(state.sessions.get('s')?.fact.state).toBe('finished');
  });

  it('forgets a session, and what belongs to it, that is no longer ours to see', () => {
    const before = after([{ type: 'session-told', session: aSession('s') }, told(1)]);
    const state = reduceLive(before, { type: 'sessions-read', sessions: [], sinceTurn: before.turn });
    expect([state.sessions.size, state.repetitions.size]).toEqual([0, 0]);
  });

  it('keeps a session that began while the reading was on its way', () => {
    const state = after([{ type: 'session-told', session: aSession('new') }, { type: 'sessions-read', sessions: [aSession('old')], sinceTurn: 0 }]);
    expect([...state.sessions.keys()].sort()).toEqual(['new', 'old']);
  });
});

describe('live state: alerts', () => {
  it('sees a hole in the inbox, and that a pull has filled it', () => {
    const holed = after([alertsRead(4), { type: 'alert-told', entry: anEntry(5, anAlert('a')) }, { type: 'alert-told', entry: anEntry(8, anAlert('d')) }]);
    expect(holed.inbox).toEqual({ after: 5, hasHole: true });
    const page = { entries: [anEntry(6, anAlert('b')), anEntry(8, anAlert('d'))], lastSequence: 8, more: false };
    const filled = reduceLive(holed, { type: 'inbox-read', page });
    expect(filled.inbox).toEqual({ after: 8, hasHole: false });
    expect([...filled.alerts.keys()].sort()).toEqual(['a', 'b', 'd']);
  });

  it('ends the same whatever is lost, comes twice or out of order, once the inbox was pulled', () => {
    const inbox = [
      anEntry(1, anAlert('a', { priority: 'low' })),
      anEntry(2, anAlert('b')),
      anEntry(3, anAlert('a', { priority: 'medium', count: 2 }), 'updated'),
      anEntry(4, anAlert('b', { acknowledgement }), 'acknowledged'),
      anEntry(5, anAlert('a', { state: 'cleared', count: 2 }), 'cleared'),
      anEntry(6, anAlert('c', { priority: 'high' })),
    ];
    const facts = (state: LiveState): object[] => [...state.alerts.values()].map(({ fact }) => fact).sort((a, b) => a.id.localeCompare(b.id));
    const expected = facts(after([alertsRead(0), ...inbox.map((entry): LiveAction => ({ type: 'alert-told', entry }))]));
    const told = fc.array(fc.constantFrom(...inbox), { maxLength: 12 });
    fc.assert(
      fc.property(told, told, fc.integer({ min: 1, max: 6 }), (before, between, pageSize) => {
        const tell = (entries: typeof inbox): LiveAction[] => entries.map((entry) => ({ type: 'alert-told', entry }));
        const read = (from: LiveState): LiveState => {
          const { after: known } = from.inbox;
          const rest = inbox.filter(({ sequence }) => sequence > (known ?? 0));
          const state = reduceLive(from, { type: 'inbox-read', page: { entries: rest.slice(0, pageSize), lastSequence: 6, more: rest.length > pageSize } });
          return rest.length > pageSize ? read(state) : state;
        };
        const state = after(tell(between), read(after([alertsRead(0), ...tell(before)])));
        expect(facts(state)).toEqual(expected);
        expect(state.inbox).toEqual({ after: 6, hasHole: false });
      }),
    );
  });

  it('takes an entry as often as it comes', () => {
    const once: LiveAction = { type: 'alert-told', entry: anEntry(5, anAlert('a')) };
    const state = after([alertsRead(4), once, once, once]);
    expect([state.alerts.size, state.inbox]).toEqual([1, { after: 5, hasHole: false }]);
  });

  it('does not go back to an older entry', () => {
    const state = after([alertsRead(0), { type: 'alert-told', entry: anEntry(2, anAlert('a', { state: 'cleared' }), 'cleared') }, { type: 'alert-told', entry: anEntry(1, anAlert('a')) }]);
    expect(state.alerts.get('a')?.fact.state).toBe('cleared');
  });

  it('keeps an acknowledgement, whatever overtakes it', () => {
    const entry = anEntry(1, anAlert('a', { priority: 'high' }));
    const acknowledged: LiveAction = { type: 'alert-answered', alert: anAlert('a', { acknowledgement }) };
    for (const actions of [[alertsRead(0), { type: 'alert-told', entry }, acknowledged], [alertsRead(0), acknowledged, { type: 'alert-told', entry }]] satisfies LiveAction[][]) {
      const fact = after(actions).alerts.get('a')?.fact;
      expect([fact?.acknowledgement, fact?.priority]).toEqual([acknowledgement, 'high']);
    }
  });

  it('does not lose an alert that was told between the two readings with which a page begins', () => {
    const state = after([{ type: 'alert-told', entry: anEntry(5, anAlert('new')) }, { type: 'alerts-read', alerts: [anAlert('old')], after: 4, sinceTurn: 0 }]);
    expect([...state.alerts.keys()].sort()).toEqual(['new', 'old']);
    expect(state.inbox.hasHole).toBe(true);
  });
});
