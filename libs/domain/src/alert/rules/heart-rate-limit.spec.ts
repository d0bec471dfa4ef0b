import { describe, expect, it } from '@jest/globals';
import { found, hold, plan, prescribed, rates } from '../../../../../tests/support/rules.js';

const only = (ruleId: string, told: string[]): string[] => told.filter((each) => each.startsWith(ruleId));

describe('HR-01: over the zone by more than 3 bpm (124.5 + 3) for 60 s (clinical E2)', () => {
  it('is raised at 60 s, not at 59 s', () => {
    expect(found(rates(hold(127.6, 60)))).toEqual([]);
    expect(found(rates(hold(127.6, 61)))).toEqual(['HR-01 raised low @60']);
  });

  it('is not raised by exactly 3 bpm more', () => {
    expect(found(rates(hold(127.5, 200)))).toEqual([]);
  });

  it('starts anew when it was below in between', () => {
    expect(found(rates([...hold(128, 59), 127, ...hold(128, 60)]))).toEqual([]);
  });

  it('becomes medium after 180 s', () => {
    expect(found(rates(hold(128, 180)))).toEqual(['HR-01 raised low @60']);
    expect(found(rates(hold(128, 181)))).toEqual(['HR-01 raised low @60', 'HR-01 updated medium @180']);
    // B1: a zone by a maximum that is a guess does not ring.
    expect(found(rates(hold(128, 400)), prescribed({ intensity: { ...plan, advisoryOnly: true } }))).toEqual(['HR-01 raised low @60']);
  });

  it('clears after 20 s in the zone, and not while it is between zone and limit', () => {
    const raised = hold(128, 61);
    expect(found(rates([...raised, ...hold(125, 100)]))).toHaveLength(1);
    expect(found(rates([...raised, ...hold(124.5, 20)]))).toHaveLength(1);
    expect(found(rates([...raised, ...hold(124.5, 21)]))[1]).toBe('HR-01 cleared low @81');
  });
});

describe('HR-02: over the ceiling (132.8) for 30 s (clinical E2)', () => {
  it('is raised at 30 s, not at 29 s', () => {
    expect(found(rates(hold(133, 30)))).toEqual([]);
    expect(found(rates(hold(133, 31)))).toEqual(['HR-02 raised medium @30']);
  });

  it.each(['fibromyalgia', 'chronic-widespread-pain', 'central-sensitisation'])('is raised after 15 s with %s', (condition) => {
    const sensitive = prescribed({ conditions: [condition] });
    expect(found(rates(hold(133, 15)), sensitive)).toEqual([]);
    expect(found(rates(hold(133, 16)), sensitive)).toEqual(['HR-02 raised medium @15']);
  });

  it('clears after 30 s below the ceiling less 5 bpm, not between', () => {
    const raised = hold(133, 31);
    expect(only('HR-02', found(rates([...raised, ...hold(127.9, 60)])))).toHaveLength(1);
    expect(only('HR-02', found(rates([...raised, ...hold(127.7, 30)])))).toHaveLength(1);
    expect(only('HR-02', found(rates([...raised, ...hold(127.7, 31)])))[1]).toBe('HR-02 cleared medium @61');
  });

  it('is low with an estimate too coarse to lead, unless the ceiling is the plan\'s own', () => {
    const advisory = prescribed({ intensity: { ...plan, advisoryOnly: true } });
    expect(found(rates(hold(133, 31)), advisory)).toEqual(['HR-02 raised low @30']);
    const own = prescribed({ intensity: { ...plan, advisoryOnly: true, ceilingFromPlan: true } });
    expect(found(rates(hold(133, 31)), own)).toEqual(['HR-02 raised medium @30']);
  });
});

describe('HR-03: over the hard limit (141.1) for 10 s (clinical E2)', () => {
  it('is raised at 10 s, not at 9 s, and high', () => {
    expect(found(rates(hold(142, 10)))).toEqual([]);
    expect(found(rates(hold(142, 11)))).toEqual(['HR-03 raised high @10']);
  });

  it('tells a new worst value only when it is 3 bpm worse', () => {
    expect(found(rates([...hold(142, 11), 144.9, 145, 147]))).toEqual(['HR-03 raised high @10', 'HR-03 updated high @12']);
  });

  it('clears after 30 s below the limit less 5 bpm', () => {
    expect(only('HR-03', found(rates([...hold(142, 11), ...hold(136, 30)])))).toHaveLength(1);
    expect(only('HR-03', found(rates([...hold(142, 11), ...hold(136, 31)])))[1]).toBe('HR-03 cleared high @41');
  });

  it('neither raises nor clears while there is no heart rate to believe', () => {
    expect(only('HR-03', found(rates(hold<number | null>(null, 25))))).toEqual([]);
    expect(only('HR-03', found(rates([...hold<number | null>(142, 11), ...hold(null, 25)])))).toEqual(['HR-03 raised high @10']);
  });

  it('is held while TC-01 is open', () => {
    const lost = rates(hold(null, 31));
    expect(found([...lost, ...rates(hold(150, 4), 31), ...rates(hold<number | null>(null, 1), 35)])).toEqual(['TC-10 raised info @10', 'TC-01 raised low @30']);
  });

  it('does not clear either while TC-01 is open: 4 s of contact by turns with 5 s without', () => {
    // Nothing of it is a hole of more than 10 s, so that without TC-01 the rate would have been below for 30 s after eight such turns.
    const turns = Array.from({ length: 12 }, (_, i) => rates([...hold<number | null>(136, 4), ...hold(null, 5)], 42 + 9 * i)).flat();
    const told = found([...rates(hold(142, 11)), ...rates(hold(null, 31), 11), ...turns]);
    expect(told).toEqual(['HR-03 raised high @10', 'TC-10 raised info @21', 'TC-01 raised low @41']);
  });

  it('says nothing without a plan', () => {
    expect(found(rates(hold(200, 100)), prescribed({ intensity: null }))).toEqual([]);
  });
});
