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

  it('says it of the side that hurts where somebody has said which', () => {
    const hurting = (limbSymmetryPercent: number | null, more = {}) => saySides({ ...session, symmetry: { ...symmetry, isWithinSession: true, limbSymmetryPercent, ...more } });
    expect(hurting(75)).toBe('Range left 45°, right 60°: the sides differ clearly, left, the side that hurts, moves 25 % less');
    expect(hurting(133.33)).toBe('Range left 45°, right 60°: the sides differ clearly, right, the side that hurts, moves 33 % further');
    expect(hurting(75, { left: 60, right: 45, lowerSide: 'right' })).toContain('right, the side that hurts, moves 25 % less');
    expect(hurting(null)).toContain('by 29 %');
    expect(hurting(100, { left: 60, right: 60, lowerSide: null, symmetryIndexPercent: 0, noted: false, code: null })).toBe('Range left 60°, right 60°: the sides are alike, by 0 %');
  });

  it('says of a session whose sides take turns that both are of it', () => {
    expect(saySides({ ...session, symmetry: { ...symmetry, isWithinSession: true } })).toBe('Range left 45°, right 60°: the sides differ clearly, by 29 %');
  });

  it('says nothing where there is nothing to compare with, or an older scorer told', () => {
    expect([saySides({ ...session, symmetry: null }), saySides(session)]).toEqual([null, null]);
  });
});
