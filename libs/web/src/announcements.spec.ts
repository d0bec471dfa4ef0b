import { describe, expect, it } from '@jest/globals';
import { acknowledgement, anAlert } from '../../../tests/support/browser-facts.js';
import { nothingSaid, sayMore, type Said } from './announcements.js';

const known = (alerts: ReturnType<typeof anAlert>[]) => new Map(alerts.map((fact) => [fact.id, { fact, turn: 0, sequence: 0 }]));
const spoken = ({ lines }: Said): string[] => lines.map(({ key }) => key);

describe('alerts said aloud', () => {
  it('are all of those that come at once, the most urgent first', () => {
    const said = sayMore(nothingSaid, known([anAlert('a', { priority: 'low' }), anAlert('b', { priority: 'high' })]));
    expect(spoken(said)).toEqual(['b high', 'a low']);
  });

  it('are said once, and again when they become worse', () => {
    const first = sayMore(nothingSaid, known([anAlert('a', { priority: 'low' })]));
    expect(sayMore(first, known([anAlert('a', { priority: 'low', count: 2 })]))).toBe(first);
    const worse = sayMore(first, known([anAlert('a', { priority: 'medium' })]));
    expect(spoken(worse)).toEqual(['a low', 'a medium']);
    expect(sayMore(worse, known([anAlert('a', { priority: 'low' })]))).toBe(worse);
  });

  it('are not what is over, answered, or was found afterwards', () => {
    const silent = [anAlert('a', { state: 'cleared' }), anAlert('b', { acknowledgement }), anAlert('c', { retrospective: true, priority: 'high' })];
    expect(sayMore(nothingSaid, known(silent))).toBe(nothingSaid);
  });

  it('are said once more when the patient may not have seen STOP, also to whoever has answered already', () => {
    const told = { act: 'stop', toldAt: '2026-01-01T10:00:00.000Z', shownAt: null, isUnconfirmed: false, endedAt: null } as const;
    const first = sayMore(nothingSaid, known([anAlert('a', { instruction: told })]));
    const unseen = anAlert('a', { instruction: { ...told, isUnconfirmed: true }, acknowledgement });
    const again = sayMore(first, known([unseen]));
    expect(spoken(again)).toEqual(['a medium', 'a medium unconfirmed']);
    expect(sayMore(again, known([unseen]))).toBe(again);
  });

  it('are the five most urgent of a crowd, which are not repeated when the next comes', () => {
    const crowd = Array.from({ length: 9 }, (_, i) => anAlert(`${i}`, { priority: i < 5 ? 'high' : 'low' }));
    const said = sayMore(nothingSaid, known(crowd));
    expect(spoken(said)).toEqual(['0 high', '1 high', '2 high', '3 high', '4 high']);
    expect(spoken(sayMore(said, known([...crowd, anAlert('new')])))).toEqual(['1 high', '2 high', '3 high', '4 high', 'new medium']);
  });
});
