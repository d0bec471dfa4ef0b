import { describe, expect, it } from '@jest/globals';
import { turnInstruction, type StandingInstruction, type WantedInstruction } from './instruction-turn.js';

const wanted: WantedInstruction = { alertId: 'a', act: 'stop', words: 'Stop now.' };
const standing: StandingInstruction = { ...wanted, toldAtMs: 10_000, isShown: false, isUnconfirmed: false };
const nothing = { ends: false, begins: false, becomesUnconfirmed: false };
const turn = (stands: StandingInstruction | null, wants: WantedInstruction | null, nowMs = 10_100) => turnInstruction({ standing: stands, wanted: wants }, { nowMs, unconfirmedAfterMs: 5000 });

describe('an instruction to a patient', () => {
  it('begins, stands while it is wanted, and ends', () => {
    expect(turn(null, wanted)).toEqual({ ...nothing, begins: true });
    expect(turn(standing, wanted)).toEqual(nothing);
    expect(turn(standing, null)).toEqual({ ...nothing, ends: true });
    expect(turn(null, null)).toEqual(nothing);
  });

  it.each<[string, Partial<WantedInstruction>]>([['another alert', { alertId: 'b' }], ['another act', { act: 'answer' }], ['other words', { words: 'Stop now. Sit or lie down.' }]])('is another one with %s: who saw the first has not seen it', (_, change) => {
    expect(turn({ ...standing, isShown: true }, { ...wanted, ...change })).toEqual({ ...nothing, ends: true, begins: true });
  });

  it('is said not to be confirmed when no device has shown it in time, once; never what was shown or is over', () => {
    expect(turn(standing, wanted, 14_999)).toEqual(nothing);
    expect(turn(standing, wanted, 15_000)).toEqual({ ...nothing, becomesUnconfirmed: true });
    expect(turn({ ...standing, isUnconfirmed: true }, wanted, 99_000)).toEqual(nothing);
    expect(turn({ ...standing, isShown: true }, wanted, 99_000)).toEqual(nothing);
    expect(turn(standing, null, 99_000)).toEqual({ ...nothing, ends: true });
  });
});
