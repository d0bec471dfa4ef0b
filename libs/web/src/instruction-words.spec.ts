import { describe, expect, it } from '@jest/globals';
import type { AlertView } from '#libs/contracts';
import { mustCall, sayInstruction } from './instruction-words.js';

const told = (changed: Partial<NonNullable<AlertView['instruction']>>): AlertView['instruction'] => ({ act: 'stop', toldAt: '2026-01-01T10:00:00.000Z', shownAt: null, isUnconfirmed: false, endedAt: null, ...changed });

describe('what a therapist is told of an instruction', () => {
  it.each([
    [told({ shownAt: '2026-01-01T10:00:00.310Z' }), 'STOP shown to the patient after 0.3 s', false],
    [told({ shownAt: '2026-01-01T10:00:12.400Z', endedAt: '2026-01-01T10:01:00.000Z' }), 'STOP shown to the patient after 12 s', false],
    [told({ shownAt: '2026-01-01T09:59:59.990Z' }), 'STOP shown to the patient at once', false],
    [told({ shownAt: '2026-01-01T10:00:00.049Z' }), 'STOP shown to the patient at once', false],
    [told({ shownAt: '2026-01-01T10:00:00.050Z' }), 'STOP shown to the patient after 0.1 s', false],
    [told({ act: 'answer', shownAt: '2026-01-01T10:00:01.000Z' }), 'The question whether they are fine shown to the patient after 1.0 s', false],
    [told({}), "STOP sent to the patient's device", false],
    [told({ isUnconfirmed: true }), 'Not confirmed: the patient may not have seen STOP. Call them.', true],
    [told({ act: 'check', isUnconfirmed: true }), 'Not confirmed: the patient may not have seen what to check.', false],
    [told({ isUnconfirmed: true, endedAt: '2026-01-01T10:01:00.000Z' }), 'Not confirmed: the patient may not have seen STOP. It is over.', false],
  ])('%j: %s, to call: %s', (instruction, words, isToCall) => expect([sayInstruction(instruction), mustCall(instruction)]).toEqual([words, isToCall]));

  it('is nothing when the patient was told nothing', () => expect([sayInstruction(null), mustCall(null)]).toEqual([null, false]));
});
