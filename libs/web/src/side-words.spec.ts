import { describe, expect, it } from '@jest/globals';
import { saySides } from './side-words.js';

const session = { score: null, poorShare: null, faults: [] };
const symmetry = { left: 45, right: 60, symmetryIndexPercent: 28.57, lowerSide: 'left' as const, noted: true, code: 'ASYMMETRIC' };

describe('one side against the other, in words', () => {
  it('says both, and how much they differ', () => {
    expect(saySides({ ...session, symmetry })).toBe('Range left 45°, right 60° (the other side from its newest session): the sides differ clearly, by 29 %');
    expect(saySides({ ...session, symmetry: { ...symmetry, code: null } })).toContain('differ a little');
    expect(saySides({ ...session, symmetry: { ...symmetry, code: null, noted: false } })).toContain('are alike');
  });

  it('says of a session whose sides take turns that both are of it', () => {
    expect(saySides({ ...session, symmetry: { ...symmetry, isWithinSession: true } })).toBe('Range left 45°, right 60°: the sides differ clearly, by 29 %');
  });

  it('says nothing where there is nothing to compare with, or an older scorer told', () => {
    expect([saySides({ ...session, symmetry: null }), saySides(session)]).toEqual([null, null]);
  });
});
