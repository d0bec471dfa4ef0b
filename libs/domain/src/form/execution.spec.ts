import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { executionFeaturesOf, executionOf, isSaid, typeReferenceOf, unlessUnhurried } from './execution.js';
import type { ExecutionReference } from './reference.js';

const correct = { widthS: 4, heightDeg: 80, levelDeg: 80 };
const reference: ExecutionReference = { ...correct, types: [] };
const of = (width: number, height: number, level = height) => ({ widthS: 4 * width, heightDeg: 80 * height, levelDeg: 80 * level });

describe('how a repetition was done', () => {
  it.each([
    ['as the reference', of(1, 1), 'correct'], ['a little longer', of(1.3, 1), 'correct'], ['in 0.4 of the time', of(0.4, 1), 'too-fast'],
    ['over 0.6 of the way', of(1, 0.6), 'low-amplitude'],
  ])('%s', (_how, features, type) => {
    expect(executionOf(features, reference, { sameRest: true })).toMatchObject({ type, basis: 'own-correct' });
  });

  it('is not too fast where it is held for less, unless the patient has shown that', () => {
    expect(executionOf(of(0.4, 1), reference, { sameRest: true, isHeld: true }).type).toBe('correct');
    expect(executionOf(of(1, 0.6), reference, { sameRest: true, isHeld: true }).type).toBe('low-amplitude');
    const shown = { ...reference, types: [{ type: 'too-fast', repetitions: 3, logWidth: Math.log(0.4), logReach: 0 }] };
    expect(executionOf(of(0.4, 1), shown, { sameRest: true, isHeld: true })).toMatchObject({ type: 'too-fast', basis: 'own-types' });
  });

  it('is not too fast beside a slow repetition that was shown, where it is not hurried by what tells haste of everybody', () => {
    const told = (features: ReturnType<typeof of>, hasteLogOdds: number | null, types: ExecutionReference['types'] = []) => {
      const shown = { ...reference, types };
      return unlessUnhurried(executionOf(features, shown, { sameRest: true }), hasteLogOdds, { features, reference: shown, sameRest: true });
    };
    expect(told(of(0.55, 1), -7)).toMatchObject({ type: 'correct', basis: 'own-correct' });
    // How long it took says nothing of how far it went.
    expect(told(of(0.55, 1), -7)).toEqual(told(of(0.5, 1), -9));
    expect(told(of(0.55, 0.6), -9).type).toBe('low-amplitude');
    const hurried = executionOf(of(0.4, 1), reference, { sameRest: true });
    for (const seen of [null, 0, 3]) expect(told(of(0.4, 1), seen)).toEqual(hurried);
    // The evidence of both is added: odds of e to the power of -1 are no match for these.
    expect(hurried.probability).toBeGreaterThan(0.99);
    expect(told(of(0.4, 1), -1)).toEqual(hurried);
    // Haste that the patient has shown is theirs, however it looks to others.
    expect(told(of(0.4, 1), -30, [typeReferenceOf('too-fast', [of(0.4, 1)], correct)]).type).toBe('too-fast');
    expect(told(of(1, 0.6), -30)).toEqual(executionOf(of(1, 0.6), reference, { sameRest: true }));
  });

  it('is surest in the middle of its type, and a probability everywhere', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 5, noNaN: true }), fc.double({ min: 0.01, max: 4, noNaN: true }), (width, height) => {
        const { probability } = executionOf(of(width, height), reference, { sameRest: true });
        expect(probability).toBeGreaterThan(1 / 3 - 1e-9);
        expect(probability).toBeLessThanOrEqual(1);
      }),
    );
    expect(executionOf(of(0.4, 1), reference, { sameRest: true }).probability).toBeGreaterThan(executionOf(of(0.6, 1), reference, { sameRest: true }).probability);
  });

  it('never becomes "correct" by going less far', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.2, max: 0.99, noNaN: true }), fc.double({ min: 0.3, max: 0.99, noNaN: true }), (height, share) => {
        if (executionOf(of(1, height), reference, { sameRest: true }).type === 'low-amplitude') expect(executionOf(of(1, height * share), reference, { sameRest: true }).type).toBe('low-amplitude');
      }),
    );
  });

  it('goes by the patient\'s own shown faults, more the more of them there are', () => {
    const shown = (n: number): ExecutionReference => ({ ...correct, types: [typeReferenceOf('low-amplitude', Array.from({ length: n }, () => of(1, 0.3)), correct)] });
    // Half-way between the correct ones and the small ones of most people; far from this patient's own small ones.
    expect(executionOf(of(1, 0.75), reference, { sameRest: true }).type).toBe('low-amplitude');
    expect(executionOf(of(1, 0.75), shown(8), { sameRest: true })).toMatchObject({ type: 'correct', basis: 'own-types' });
  });

  it('knows a fault by the name under which it was shown', () => {
    const held = { ...correct, types: [typeReferenceOf('held too long', [of(2.5, 1)], correct)] };
    expect(executionOf(of(2.4, 1), held, { sameRest: true }).type).toBe('held too long');
  });

  it('tells a usual fault by the name under which it was shown, not by that of other people', () => {
    const shallow = { ...correct, types: [typeReferenceOf('shallow', [of(1, 0.65), of(1, 0.7)], correct)] };
    expect([0.5, 0.7].map((height) => executionOf(of(1, height), shallow, { sameRest: true }).type)).toEqual(['shallow', 'shallow']);
    // Haste was not shown: it keeps the name that it has for everybody.
    expect(executionOf(of(0.4, 1), shallow, { sameRest: true }).type).toBe('too-fast');
  });

  it('tells faults of equal length and range apart by how the whole body was held', () => {
    const turnedDeg = (deg: number): number[] => [0, 0, 0, 0, 0, deg, 0, 0, -deg];
    const knees = {
      ...correct, own: { sensors: [0], values: turnedDeg(0), spreads: turnedDeg(0).map(() => 2) },
      types: [{ ...typeReferenceOf('knee in', [of(1, 1)], correct), values: turnedDeg(20) }, { ...typeReferenceOf('knee out', [of(1, 1)], correct), values: turnedDeg(-20) }],
    };
    const told = (deg: number) => executionOf(of(1, 1), knees, { sameRest: true, own: { values: turnedDeg(deg), restPosture: null } }).type;
    expect([-18, 1, 17].map(told)).toEqual(['knee out', 'correct', 'knee in']);
    expect(executionOf(of(0.4, 1), knees, { sameRest: true, own: { values: turnedDeg(0), restPosture: null } }).type).toBe('too-fast');
  });

  it('does not take the tempo in which a fault happened to be shown for the fault', () => {
    const turnedDeg = (deg: number): number[] => [0, 0, 0, 0, 0, deg, 0, 0, -deg];
    const shownAt = (width: number) => ({
      ...correct, own: { sensors: [0], values: turnedDeg(0), spreads: turnedDeg(0).map(() => 2) },
      types: [{ ...typeReferenceOf('knee in', [of(width, 1)], correct), values: turnedDeg(12) }],
    });
    const told = (width: number, deg: number, shown: number) => executionOf(of(width, 1), shownAt(shown), { sameRest: true, own: { values: turnedDeg(deg), restPosture: null } }).type;
    // 14 % quicker is as much as one set differs from the next: the knee tells, whatever the tempo.
    expect([told(0.8, 5, 0.86), told(1.2, 7, 0.86)]).toEqual(['correct', 'knee in']);
    // Twice as long is no accident.
    expect([told(1, 6.5, 2), told(2, 5.5, 2)]).toEqual(['correct', 'knee in']);
  });

  it('does not mind where the patient rests when that is not where the reference was taken', () => {
    expect(executionOf(of(1, 1, 0.5), reference, { sameRest: false }).type).toBe('correct');
  });

  it('measures width at half of the height, and the level where it stays', () => {
    const reachDeg = [0, 0, 20, 60, 84, 80, 80, 80, 80, 60, 20, 0];
    const none = reachDeg.map(() => 0);
    const cut = { from: 0, reachDeg, angleDeg: reachDeg, velocityDegPerS: none, offAxisDeg: none, valid: none.map(() => true), manner: [] };
    expect(executionFeaturesOf({ kind: 'repetition', cut, startAt: 1, endAt: 12, baseDeg: 0, peakDeg: 84 }, 100)).toEqual({
      widthS: 0.7, heightDeg: 80, levelDeg: 80,
      // Of a height of 84: the quickest step is 40, the way 84 there and 84 back; far out it is 84, 80, 80, 80, 80.
      peakRatePerS: expect.closeTo(4.762, 3), travel: expect.closeTo(2, 9), farGrowth: expect.closeTo(-0.0476, 4), farSpread: expect.closeTo(0.01905, 5),
    });
  });

  it.each([
    ['correct', 0.9, 'own-correct', false], ['low-amplitude', 0.6, 'own-correct', true], ['low-amplitude', 0.6, 'own-types', false], ['low-amplitude', 0.85, 'own-types', true],
    ['low-amplitude', 0.95, 'population', false], ['too-fast', 0.95, 'population', true], ['too-fast', 0.7, 'population', false],
    ['forward-lean', 0.75, 'own-correct', false], ['forward-lean', 0.85, 'own-correct', true], ['forward-lean', 0.6, 'own-types', false], ['forward-lean', 0.85, 'own-types', true],
  ] as const)('%s with %d from %s is said: %s', (type, probability, basis, said) => {
    expect(isSaid({ type, probability, basis })).toBe(said);
  });
});
