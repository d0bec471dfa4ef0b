import { describe, expect, it } from '@jest/globals';
import { findings, found, hold, plan, prescribed, rates, said, watched } from '../../../../../tests/support/rules.js';
import { walking } from '../../prescription/catalogue/walking.js';
import type { RuleEvent } from '../rule.js';

const cause = { stream: 0, sequence: 1 };
const phase = (name: 'rest' | 'work', atS: number): RuleEvent => ({ kind: 'phase', tMs: atS * 1000, phase: name, cause });
const activity = (sdMPerS2: number, seconds: number, fromS = 0): RuleEvent[] => Array.from({ length: seconds }, (_, i) => ({ kind: 'activity', tMs: (fromS + i) * 1000, sdMPerS2, cause }));
const inOrder = (...events: RuleEvent[][]): RuleEvent[] => events.flat().sort((a, b) => a.tMs - b.tMs);
const only = (ruleId: string, told: string[]): string[] => told.filter((each) => each.startsWith(ruleId));

describe('HR-02 as prescribed', () => {
  it('takes the dwell that the therapist has set', () => {
    const own = prescribed({ limits: { ceilingDwellS: 20 } });
    expect(found(rates(hold(133, 20)), own)).toEqual([]);
    expect(found(rates(hold(133, 21)), own)).toEqual(['HR-02 raised medium @20']);
  });
});

describe('HR-04: too fast at rest, before work (clinical E2, B15)', () => {
  it.each([[100, []], [100.5, ['HR-04 raised medium @59']], [120, ['HR-04 raised medium @59']], [120.5, ['HR-04 raised high @59']]])('a median of %d bpm', (bpm, expected) => {
    expect(found([phase('rest', 0), ...rates(hold(bpm, 60))])).toEqual(expected);
    expect(found([phase('rest', 0), ...rates(hold(bpm, 59))])).toEqual([]);
  });

  it('clears when the median has come down', () => {
    expect(found([phase('rest', 0), ...rates([...hold(110, 60), ...hold(90, 31)])])).toEqual(['HR-04 raised medium @59', 'HR-04 cleared medium @89']);
  });

  it('needs a measured minute, with holes of another minute at most', () => {
    expect(found([phase('rest', 0), ...rates(hold(110, 40)), ...rates(hold(110, 19), 60)])).toEqual([]);
    expect(found([phase('rest', 0), ...rates(hold(110, 40)), ...rates(hold(110, 20), 60)])).toEqual(['HR-04 raised medium @79']);
    expect(found([phase('rest', 0), ...rates(hold(110, 40)), ...rates(hold(110, 20), 101)])).toEqual(['HR-04 raised medium @120']);
    expect(found([phase('rest', 0), ...rates(hold(110, 40)), ...rates(hold(110, 59), 102)])).toEqual([]);
  });

  it('neither rises nor clears while the strap is not believed (E3)', () => {
    const lost = Array.from({ length: 31 }, (_, i): RuleEvent => ({ kind: 'heart-rate', tMs: 1000 * (60 + i), smoothedBpm: null, contact: 'lost', artefactShare: null, cause }));
    // It is believed again five seconds after it came back; 90 bpm meanwhile end nothing.
    const told = only('HR-04', found([phase('rest', 0), ...rates(hold(110, 60)), ...lost, ...rates(hold(90, 60), 91)]));
    expect(told).toEqual(['HR-04 raised medium @59', 'HR-04 cleared medium @125']);
  });

  it('says nothing of a rest between sets', () => {
    expect(found([phase('work', 0), phase('rest', 1), ...rates(hold(110, 200), 2)])).toEqual([]);
  });
});

describe('HR-05: the heart rate falls little after work (clinical E2, B9)', () => {
  const recovery = (dropBpm: number, notInterpretable: 'rate-limiting-medication'[] = []): RuleEvent => ({
    kind: 'recovery', tMs: 65_000, cause, recovery: { ok: true, flags: [], value: { peakBpm: 130, at60SBpm: 130 - dropBpm, dropBpm, isAbnormal: dropBpm <= 12, notInterpretable } },
  });

  it('is a note, and low in the third session in a row', () => {
    expect(found([recovery(11)])).toEqual(['HR-05 raised info @65']);
    expect(found([recovery(11)], prescribed({ earlier: { abnormalRecoveries: 1 } }))).toEqual(['HR-05 raised info @65']);
    expect(found([recovery(11)], prescribed({ earlier: { abnormalRecoveries: 2 } }))).toEqual(['HR-05 raised low @65']);
  });

  it('says nothing of a normal one, nor of one that cannot be interpreted', () => {
    expect(found([recovery(18), recovery(11, ['rate-limiting-medication'])])).toEqual([]);
  });
});

describe('HR-05 without contact', () => {
  it('is not told while the strap is not believed (E3)', () => {
    const lost = rates(hold<number | null>(null, 40), 20);
    const recovery: RuleEvent = { kind: 'recovery', tMs: 60_000, cause, recovery: { ok: true, flags: [], value: { peakBpm: 130, at60SBpm: 120, dropBpm: 10, isAbnormal: true, notInterpretable: [] } } };
    expect(only('HR-05', found([...lost, recovery]))).toEqual([]);
    expect(only('HR-05', found([recovery]))).toEqual(['HR-05 raised info @60']);
  });
});

describe('HR-06: the heart rate falls while effort does not (clinical E2)', () => {
  const fallen = rates([...hold(125, 20), ...hold(105, 20)]);

  it('is raised after 5 s, not after 4 s', () => {
    expect(found(inOrder(activity(1, 40), fallen.slice(0, 25)))).toEqual([]);
    expect(found(inOrder(activity(1, 40), fallen.slice(0, 26)))).toEqual(['HR-06 raised medium @25']);
  });

  it('is not raised by 19 bpm, nor when the patient works less, nor where movement is not measured', () => {
    expect(found(inOrder(activity(1, 40), rates([...hold(125, 20), ...hold(106, 20)])))).toEqual([]);
    // A heart that may rest takes a minute for some 20 bpm (clinical B9); this one takes ten seconds.
    const recovers = rates([...hold(125, 20), ...Array.from({ length: 20 }, (_, i) => Math.max(105, 125 - 2 * (i + 1)))]);
    expect(found(inOrder([...activity(1, 20), ...activity(0.5, 20, 20)], recovers))).toEqual([]);
    expect(found(inOrder(activity(1, 40), recovers))).toEqual(['HR-06 raised medium @34']);
    expect(found(fallen)).toEqual([]);
  });

  it.each([[2, 5], [3, 4], [2, 6], [3, 6]])('goes by the mean of 20 s, since a repetition is loud for %d of %d s and quiet for the others', (loudS, everyS) => {
    const byTurns = Array.from({ length: 60 }, (_, i) => activity(i % everyS < loudS ? 1 : 0.1, 1, i)).flat();
    expect(found(inOrder(byTurns, rates([...hold(125, 40), ...hold(105, 20)])))).toEqual(['HR-06 raised medium @45']);
  });

  it('says nothing of somebody who rests', () => {
    expect(found(inOrder(activity(0.09, 40), fallen))).toEqual([]);
    expect(found(inOrder(activity(0.11, 40), fallen))).toEqual(['HR-06 raised medium @25']);
  });

  it('remembers what was before a hole of 10 s, in which the fall was taken for a fault, and not before a longer one', () => {
    expect(found(inOrder(activity(1, 60), [...rates(hold(125, 10)), ...rates(hold(105, 20), 19)]))).toEqual(['HR-06 raised medium @24']);
    expect(found(inOrder(activity(1, 60), [...rates(hold(125, 10)), ...rates(hold(105, 20), 20)]))).toEqual([]);
  });

  it('waits while it is not known how hard the patient works, and goes on where it was', () => {
    // Known to 23 s, three seconds after its newest, and from 26 s on: the pause counts as one second (B6).
    const holed = [...activity(1, 22), ...activity(1, 14, 26)];
    expect(found(inOrder(holed, fallen))).toEqual(['HR-06 raised medium @27']);
    expect(found(inOrder(activity(1, 22), fallen))).toEqual([]);
  });

  it('clears when it has recovered for 5 s', () => {
    expect(found(inOrder(activity(1, 60), rates([...hold(125, 20), ...hold(105, 10), ...hold(116, 6)])))).toEqual(['HR-06 raised medium @25', 'HR-06 cleared medium @35']);
  });

  it('is high with a symptom within a minute', () => {
    const events = inOrder(activity(1, 40), fallen.slice(0, 26));
    expect(only('HR-06', found([...events, said({ report: 'symptom', symptom: 'chest-pain' }, 60)]))).toEqual(['HR-06 raised medium @25', 'HR-06 updated high @60']);
    expect(only('HR-06', found([said({ report: 'symptom', symptom: 'chest-pain' }, 0), ...events, ...watched(1, () => ({}), 26)]))).toEqual(['HR-06 raised medium @25', 'HR-06 updated high @26']);
  });

  it('is not made graver by a symptom of long before, whatever else is said now', () => {
    const late = inOrder(activity(1, 40, 100), rates([...hold(125, 20), ...hold(105, 6)], 100));
    const before = (atS: number): string[] => only('HR-06', found([said({ report: 'symptom', symptom: 'chest-pain' }, atS), ...late, said({ report: 'effort', rpe: 3 }, 126)]));
    expect(before(64)).toEqual(['HR-06 raised medium @125']);
    expect(before(65)).toEqual(['HR-06 raised medium @125', 'HR-06 updated high @126']);
  });

  it.each([
    [{ report: 'pain', pain: 2, quality: 'sharp', moment: 'during' }, true], [{ report: 'pain', pain: 8, quality: 'dull', moment: 'during' }, true],
    [{ report: 'pain', pain: 7, quality: 'dull', moment: 'during' }, false], [{ report: 'dizziness', dizziness: 3 }, true], [{ report: 'dizziness', dizziness: 2 }, false],
  ] as const)('%j beside it makes it high: %p (any SY symptom, E2)', (report, isHigh) => {
    const told = only('HR-06', found([...inOrder(activity(1, 40), fallen.slice(0, 26)), said(report, 30)]));
    expect(told.at(-1)).toBe(isHigh ? 'HR-06 updated high @30' : 'HR-06 raised medium @25');
  });
});

describe('HR-07: a very slow heart (clinical E2)', () => {
  it('is raised at 20 s, not at 19 s, below 40 and not at 40', () => {
    expect(found(rates(hold(39, 20)))).toEqual([]);
    expect(found(rates(hold(39, 21)))).toEqual(['HR-07 raised medium @20']);
    expect(found(rates(hold(40, 100)))).toEqual([]);
  });

  it('tells how low it went, in steps of 3 bpm', () => {
    expect(findings(rates([...hold(39, 21), 37, 36, 34, 33])).map(({ change, value }) => [change, value])).toEqual([['raised', 39], ['updated', 36], ['updated', 33]]);
  });

  it('has the limit of the plan, for athletes', () => {
    expect(found(rates(hold(39, 100)), prescribed({ limits: { lowHeartRateBpm: 35 } }))).toEqual([]);
  });

  it('clears above 45 for 20 s, and not between', () => {
    expect(found(rates([...hold(39, 21), ...hold(45, 100)]))).toHaveLength(1);
    expect(found(rates([...hold(39, 21), ...hold(46, 21)]))).toEqual(['HR-07 raised medium @20', 'HR-07 cleared medium @41']);
  });

  it('pauses over a hole of 10 s, and begins anew after a longer one', () => {
    expect(found([...rates(hold(39, 11)), ...rates(hold(39, 10), 20)])).toEqual(['HR-07 raised medium @29']);
    expect(found([...rates(hold(39, 11)), ...rates(hold(39, 10), 21)])).toEqual([]);
  });
});

describe('HR-08: an irregular signal (clinical E2)', () => {
  const shares = (share: number, seconds: number, fromS = 0): RuleEvent[] => Array.from({ length: seconds }, (_, i) => ({ kind: 'heart-rate', tMs: (fromS + i) * 1000, smoothedBpm: 100, contact: 'ok', artefactShare: share, cause }));

  it('is raised by the second bad minute, of 10 % or more', () => {
    expect(found(shares(0.1, 120))).toEqual([]);
    expect(found(shares(0.1, 121))).toEqual(['HR-08 raised low @120']);
    expect(found(shares(0.099, 400))).toEqual([]);
  });

  it('clears by the second clean minute', () => {
    expect(found([...shares(0.2, 121), ...shares(0, 121, 121)])).toEqual(['HR-08 raised low @120', 'HR-08 cleared low @240']);
  });

  it('does not count a clean minute from before the strap was doubted', () => {
    const doubted: RuleEvent = { kind: 'heart-rate', tMs: 200_000, smoothedBpm: null, contact: 'suspect', artefactShare: null, cause };
    const told = found([...shares(0.2, 121), ...shares(0, 79, 121), doubted, ...shares(0, 121, 201)]);
    expect(told).toEqual(['HR-08 raised low @120', 'HR-08 cleared low @321']);
  });
});

describe('HR-09: below the zone in aerobic work (clinical E2)', () => {
  const aerobic = prescribed({ exercise: walking });

  it('is a note after 300 s, not after 299 s, in aerobic work alone', () => {
    expect(found(rates(hold(plan.zoneLowBpm - 1, 300)), aerobic)).toEqual([]);
    expect(found(rates(hold(plan.zoneLowBpm - 1, 301)), aerobic)).toEqual(['HR-09 raised info @300']);
    // B1: a beta-blocker holds the heart below a zone that is a guess; nobody is sent faster by that.
    expect(found(rates(hold(plan.zoneLowBpm - 1, 400)), { ...aerobic, intensity: { ...plan, advisoryOnly: true } })).toEqual([]);
    expect(found(rates(hold(plan.zoneLowBpm - 1, 400)))).toEqual([]);
    expect(only('HR-09', found([phase('rest', 0), ...rates(hold(plan.zoneLowBpm - 1, 400))], aerobic))).toEqual([]);
  });
});

describe('HR-10: too hard, as the patient says (clinical E2, B13)', () => {
  const effort = (...rpes: number[]): RuleEvent[] => rpes.map((rpe, i) => said({ report: 'effort', rpe }, 60 * i));

  it.each([[[6.5], []], [[7], ['HR-10 raised medium @0']], [[5], []], [[5, 5], ['HR-10 raised low @60']], [[5, 4, 5], []]])('%p', (rpes, expected) => {
    expect(found(effort(...rpes))).toEqual(expected);
  });

  it('does not clear while it is very hard still', () => {
    expect(found(effort(9, 8, 7))).toEqual(['HR-10 raised medium @0', 'HR-10 updated medium @60', 'HR-10 updated medium @120']);
  });

  it('clears with the next lower one', () => {
    expect(found(effort(7, 7, 6))).toEqual(['HR-10 raised medium @0', 'HR-10 updated medium @60', 'HR-10 cleared medium @120']);
  });
});
