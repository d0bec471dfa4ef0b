import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { end, findings, found, hold, plan, prescribed, rates, said, watched } from '../../../../../tests/support/rules.js';
import { cannotJudge, scorerVersion } from '../../form/score.js';
import type { FormCode } from '../../form/code.js';
import type { FormScore, Repetition } from '../../repetition/repetition.js';
import type { Alert, AlertChange } from '../alert.js';
import { decide } from '../decide.js';
import type { RuleEvent } from '../rule.js';
import type { Comparison, Condition, OwnRule } from './own-rule.js';

const cause = { stream: 0, sequence: 1 };
const heart = (than: Comparison['than'], over: Partial<Comparison> = {}): Comparison => ({ what: { measure: 'heart-rate' }, is: 'above', than, margin: 0, ...over });
const pain = (than: Comparison['than']): Comparison => ({ what: { measure: 'pain' }, is: 'at-least', than, margin: 0 });
const faults = (fault: FormCode | 'POOR_FORM', than: number, ofLast: number): Comparison => ({ what: { measure: 'faults', fault, ofLast }, is: 'at-least', than, margin: 0 });
const all = (...comparisons: Comparison[]): Condition => ({ join: 'all', groups: [{ join: 'all', comparisons }] });
const any = (...comparisons: Comparison[]): Condition => ({ join: 'all', groups: [{ join: 'any', comparisons }] });
const own = (over: Partial<OwnRule> = {}): OwnRule => ({ id: 'a', version: 2, when: all(heart(120)), forS: 0, priority: 'low', graver: null, stepDownAfterS: null, quietS: 20, ...over });

/** What this rule finds, without its name: "raised low @30". */
function seen(events: RuleEvent[], rule: Partial<OwnRule>, over: Parameters<typeof prescribed>[0] = {}): string[] {
  return found(events, prescribed({ ...over, ownRules: [own(rule)] })).filter((each) => each.startsWith('OWN-a ')).map((each) => each.slice(6));
}

const features = {
  rangeOfMotionDeg: null, peakAngleDeg: null, returnErrorDeg: null, outS: null, holdS: null, backS: null, durationS: null,
  peakVelocityOutDegPerS: null, peakVelocityBackDegPerS: null, sparcOut: null, sparcBack: null, pathDistanceDeg: null, offAxisDeg: null,
};
const code: FormScore['codes'][number] = { code: 'TOO_FAST', severity: 'clear', bodyPart: 'knee', side: 'both', feature: 'outS', value: 1, reference: 2, spread: 0.2, unit: 's', u: 5 };
const scored = (faulty: boolean, isPartly = false): FormScore => ({
  verdict: isPartly ? 'partly' : 'scored', score: faulty ? 50 : 95, band: faulty ? 'poor' : 'good', codes: faulty ? [code] : [], scorer: scorerVersion,
  domains: [{ domain: 'tempo', score: isPartly ? null : 90, weight: 1 }],
});
const scores: Record<string, FormScore> = { x: scored(true), o: scored(false), '?': cannotJudge('signal-gap'), b: scored(false, true) };

/** One a second from second 1 on: x too fast, o clean, ? cannot be judged, b its tempo was not measured. */
function repetitions(row: string): RuleEvent[] {
  return [...row].map((each, i) => {
    const endMs = (i + 1) * 1000;
    const repetition: Repetition = { number: i + 1, startMs: endMs - 900, turnMs: endMs - 500, backMs: endMs - 400, endMs, exerciseId: 'squat', features, execution: null, score: scores[each] };
    return { kind: 'repetition', tMs: endMs, repetition, cause };
  });
}

const inOrder = (...events: RuleEvent[][]): RuleEvent[] => events.flat().sort((a, b) => a.tMs - b.tMs);

describe("a rule of the therapist's own", () => {
  it('is told after the time it must have held, not before, and is over when it has been quiet', () => {
    expect(seen(rates([...hold(121, 30), ...hold(100, 30)]), { forS: 30 })).toEqual([]);
    expect(seen(rates([...hold(121, 31), ...hold(100, 30)]), { forS: 30 })).toEqual(['raised low @30', 'cleared low @51']);
  });

  it('knows no more than what is measured: what is not known neither raises nor clears', () => {
    expect(seen(rates([...hold(121, 10), ...hold<number | null>(null, 40), ...hold(121, 10)]), { forS: 15 })).toEqual([]);
    expect(seen(rates([...hold(121, 10), ...hold<number | null>(null, 300)]), {})).toEqual(['raised low @0']);
    expect(seen(rates(hold(180, 60)), { when: all({ ...heart(70), what: { measure: 'heart-rate-percent' } }) }, { intensity: null })).toEqual([]);
  });

  it('is compared with what is this patient’s own', () => {
    const over = own({ when: all(heart({ of: 'ceiling', plus: -5 })) });
    expect(plan.ceilingBpm - 5).toBeCloseTo(127.8);
    expect(seen(rates([127.7, 127.9]), over)).toEqual(['raised low @1']);
    expect(seen(rates([127.7, 127.9]), over, { intensity: { ...plan, ceilingBpm: 140 } })).toEqual([]);
    expect(seen(rates(hold(71, 5)), { when: all(heart({ of: 'resting', plus: 10 })) }, { intensity: { ...plan, restingHeartRateBpm: null } })).toEqual([]);
  });

  it('joins what is measured with what is said', () => {
    const rule = { when: all({ ...heart(70), what: { measure: 'heart-rate-percent' } }, pain(4)), forS: 10 } as const;
    const beating = rates(hold(125, 60));
    const looks = watched(60, () => ({}));
    expect(seen(inOrder(beating, looks), rule)).toEqual([]);
    expect(seen(inOrder(beating, looks, [said({ report: 'pain', pain: 3, quality: null, moment: 'during' }, 20.5)]), rule)).toEqual([]);
    const told = inOrder(beating, looks, [said({ report: 'pain', pain: 4, quality: null, moment: 'during' }, 20.5)]);
    expect(seen(told, rule)).toEqual(['raised low @31']);
    const milder = [said({ report: 'pain', pain: 1, quality: null, moment: 'during' }, 40)];
    expect(seen(inOrder(told, milder, rates(hold(125, 30), 60), watched(30, () => ({}), 60)), rule)).toEqual(['raised low @31', 'cleared low @60']);
  });

  it('compares pain with that of before, which is no pain of now', () => {
    const rule = { when: all(pain({ of: 'pain-before', plus: 2 })) };
    const say = (value: number, moment: 'before' | 'during', atS: number): RuleEvent => said({ report: 'pain', pain: value, quality: null, moment }, atS);
    expect(seen([say(5, 'during', 5)], rule)).toEqual([]);
    expect(seen([say(3, 'before', 0), say(4, 'during', 5), say(5, 'during', 9)], rule)).toEqual(['raised low @9']);
  });

  it('forgets what was said after ten minutes', () => {
    const talk = said({ report: 'effort', rpe: 8 }, 0);
    const rule = { when: all({ what: { measure: 'effort' }, is: 'at-least', than: 7, margin: 0 } as Comparison, heart(120)) };
    expect(seen(inOrder([talk], rates([130], 600), [...watched(1, () => ({}), 600)]), rule)).toEqual(['raised low @600']);
    expect(seen(inOrder([talk], rates([130], 601), [...watched(1, () => ({}), 601)]), rule)).toEqual([]);
  });

  it('tells that nothing was measured for a while', () => {
    const rule = { when: all({ what: { measure: 'heart-rate-missing' }, is: 'at-least', than: 20, margin: 0 } as Comparison, { what: { measure: 'movement-missing' }, is: 'below', than: 5, margin: 0 } as Comparison) };
    expect(seen(inOrder(rates([120]), watched(40, () => ({ motionSilentMs: 200 }))), rule)).toEqual(['raised low @20']);
    expect(seen(watched(40, () => ({ motionSilentMs: 200 })), rule)).toEqual([]);
    expect(seen(inOrder(rates([120]), watched(40, () => ({ motionSilentMs: null }))), rule)).toEqual([]);
  });

  it.each<[string, string[]]>([
    ['xoxox', ['raised low @5']], ['xoxo', []], ['xxx', ['raised low @3']],
    // Of what could not be judged nobody knows; what was judged is enough, or is not.
    ['x?x?', []], ['x?x?x', ['raised low @5']], ['xbxbx', ['raised low @5']],
  ])('counts three faults in the last five repetitions: %s', (row, told) => {
    expect(seen(repetitions(row), { when: all(faults('TOO_FAST', 3, 5)) })).toEqual(told);
  });

  it('is over by clean repetitions, and not by those of which nobody knows', () => {
    const rule = { when: all(faults('TOO_FAST', 1, 1)), quietS: 5 };
    expect(seen(repetitions('xoooooo'), rule)).toEqual(['raised low @1', 'cleared low @7']);
    expect(seen(repetitions('x' + '?'.repeat(20)), rule)).toEqual(['raised low @1']);
    expect(seen(repetitions('x' + 'b'.repeat(20)), rule)).toEqual(['raised low @1']);
    expect(seen(repetitions('x' + 'b'.repeat(20)), { ...rule, when: all(faults('POOR_FORM', 1, 1)) })).toEqual(['raised low @1', 'cleared low @7']);
  });

  it('ends with the session, as every rule does', () => {
    expect(seen([...rates(hold(130, 5)), end(5)], {})).toEqual(['raised low @0', 'cleared low @5']);
  });

  it('says which version it was, and by which comparison', () => {
    const [finding] = findings(rates([150]), prescribed({ ownRules: [own({ when: any(heart(190), heart({ of: 'zone-high', plus: 10 })) })] })).filter(({ ruleId }) => ruleId === 'OWN-a');
    expect(finding).toMatchObject({ kind: 'clinical', subject: 'version 2', value: 150, limit: 134.5, unit: 'bpm' });
  });
});

/** Alerts as they stand at the end. */
function alertsOf(events: RuleEvent[], rule: Partial<OwnRule>): Alert[] {
  let known: Alert[] = [];
  for (const finding of findings(events, prescribed({ ownRules: [own(rule)] })).filter(({ ruleId }) => ruleId === 'OWN-a')) {
    for (const change of decide({ known, findings: [{ finding, late: false }], isSeen: () => true })) known = written(known, change);
  }
  return known;
}

function written(known: Alert[], change: AlertChange): Alert[] {
  if (change.change === 'raise') return [...known, { id: `${known.length}`, ...change.alert }];
  const { id, change: _change, cause: _cause, ...rest } = change;
  return known.map((alert) => (alert.id === id ? { ...alert, ...rest } : alert));
}

describe('what alarm rules elsewhere were reported to get wrong (feature E2)', () => {
  it('thingsboard#14324, #7227: OR within AND stays OR', () => {
    const either: Condition = { join: 'all', groups: [{ join: 'any', comparisons: [heart(150), { ...heart(90), is: 'below' }] }, { join: 'all', comparisons: [heart(60)] }] };
    expect(seen(rates([120, 151]), { when: either })).toEqual(['raised low @1']);
    expect(seen(rates([120, 80]), { when: either })).toEqual(['raised low @1']);
    expect(seen(rates([120, 55, 150]), { when: either })).toEqual([]);
  });

  it('thingsboard#10590: nothing is told of what lasted less than the time it must last', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 30 }), (bursts) => {
      expect(seen(rates(bursts.flatMap((seconds) => [...hold(130, seconds), 100])), { forS: 10 })).toEqual([]);
    }), { numRuns: 200 });
  });

  it('thingsboard#7943: a margin keeps it from going on and off at its limit', () => {
    const flapping = rates(Array.from({ length: 1000 }, (_, i) => (i % 2 === 0 ? 121 : 119)));
    expect(seen(flapping, { when: all(heart(120, { margin: 5 })), quietS: 5 })).toEqual(['raised low @0']);
    expect(seen(rates([...hold(121, 2), ...hold(115.1, 30), ...hold(115, 6)]), { when: all(heart(120, { margin: 5 })), quietS: 5 })).toEqual(['raised low @0', 'cleared low @37']);
  });

  it('thingsboard#11803: warns, is graver after a minute, steps down after two quiet ones, and is over after five', () => {
    const rule = { graver: { afterS: 60, priority: 'medium' }, stepDownAfterS: 120, quietS: 300 } as const;
    const events = rates([...hold(130, 61), ...hold(100, 301)]);
    expect(seen(events, rule)).toEqual(['raised low @0', 'updated medium @60', 'lowered low @181', 'cleared low @361']);
    expect(alertsOf(events, rule)).toEqual([expect.objectContaining({ state: 'cleared', priority: 'low', count: 2, clearedAtMs: 361_000 })]);
    expect(alertsOf(rates([...hold(130, 61), ...hold(100, 130), ...hold(130, 61)]), rule)).toEqual([expect.objectContaining({ state: 'open', priority: 'medium', count: 3 })]);
  });

  it('thingsboard#10979: is over when the event does not come again for so long, and not before', () => {
    const rule = { when: all(faults('TOO_FAST', 1, 1)), quietS: 600 };
    const row = (quiet: number): RuleEvent[] => repetitions('x' + 'o'.repeat(quiet) + 'x' + 'o'.repeat(600));
    expect(seen(row(599), rule)).toEqual(['raised low @1']);
    expect(seen(row(601), rule)).toEqual(['raised low @1', 'cleared low @602', 'raised low @603']);
  });

  it('makes one alert of a thousand flaps (feature E3)', () => {
    const alerts = alertsOf(rates(Array.from({ length: 20_000 }, (_, i) => (i % 20 < 10 ? 130 : 100))), { quietS: 5 });
    expect(alerts).toHaveLength(1);
    expect(alerts[0].count).toBe(1000);
  });
});

describe('whatever the rules of their own are', () => {
  const comparison: fc.Arbitrary<Comparison> = fc.oneof(
    fc.record({ what: fc.constant({ measure: 'heart-rate' } as const), is: fc.constantFrom('above', 'at-most'), than: fc.oneof(fc.integer({ min: 60, max: 180 }), fc.constant({ of: 'ceiling', plus: 2 } as const)), margin: fc.integer({ min: 0, max: 10 }) }),
    fc.record({ what: fc.constantFrom({ measure: 'pain' } as const, { measure: 'movement-missing' } as const), is: fc.constantFrom('at-least', 'below'), than: fc.integer({ min: 1, max: 10 }), margin: fc.constant(0) }),
  );
  const group = fc.record({ join: fc.constantFrom('all', 'any'), comparisons: fc.array(comparison, { minLength: 1, maxLength: 3 }) });
  const rule: fc.Arbitrary<OwnRule> = fc.record({
    id: fc.constantFrom('a', 'b'), version: fc.constant(1), when: fc.record({ join: fc.constantFrom('all', 'any'), groups: fc.array(group, { minLength: 1, maxLength: 3 }) }), forS: fc.integer({ min: 0, max: 20 }),
    priority: fc.constant('low'), graver: fc.constantFrom(null, { afterS: 30, priority: 'medium' } as const, { afterS: 30, priority: 'high' } as const), stepDownAfterS: fc.constant(null), quietS: fc.integer({ min: 5, max: 30 }),
  });
  const events = fc.array(fc.record({ bpm: fc.option(fc.integer({ min: 60, max: 180 })), seconds: fc.integer({ min: 1, max: 40 }), pain: fc.option(fc.integer({ min: 0, max: 10 })), silentMs: fc.integer({ min: 0, max: 12_000 }) }), { maxLength: 12 }).map((spans) => {
    let fromS = 0;
    return spans.flatMap(({ bpm, seconds, pain: value, silentMs }) => {
      const span = inOrder(rates(hold(bpm, seconds), fromS), watched(seconds, () => ({ motionSilentMs: silentMs, heartRateSilentMs: bpm === null ? silentMs : 0 }), fromS), value === null ? [] : [said({ report: 'pain', pain: value, quality: null, moment: 'during' }, fromS)]);
      fromS += seconds;
      return span;
    });
  });

  it('the built-in ones find what they find without them', () => {
    fc.assert(fc.property(fc.uniqueArray(rule, { selector: ({ id }) => id, maxLength: 2 }), events, (ownRules, stream) => {
      expect(found(stream, prescribed({ ownRules })).filter((each) => !each.startsWith('OWN-'))).toEqual(found(stream));
    }), { numRuns: 300 });
  });

  it('none is raised twice without being over in between', () => {
    fc.assert(fc.property(rule, events, (one, stream) => {
      let open = false;
      for (const { change } of findings(stream, prescribed({ ownRules: [one] })).filter(({ ruleId }) => ruleId.startsWith('OWN-'))) {
        expect(open).toBe(change !== 'raised');
        open = change !== 'cleared';
      }
    }), { numRuns: 300 });
  });
});
