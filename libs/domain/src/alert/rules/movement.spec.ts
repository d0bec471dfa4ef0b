import { describe, expect, it } from '@jest/globals';
import { findings, found, prescribed } from '../../../../../tests/support/rules.js';
import { instructionOf } from '../instruction.js';
import { cannotJudge, scorerVersion } from '../../form/score.js';
import type { Reference } from '../../form/reference.js';
import { deadBug } from '../../prescription/catalogue/dead-bug.js';
import type { CannotJudgeReason, FeedbackCode, Repetition, RepetitionFeatures } from '../../repetition/repetition.js';
import type { Standing } from '../../session/coach.js';
import type { RuleEvent } from '../rule.js';

const cause = { stream: 0, sequence: 1 };
const unmeasured: RepetitionFeatures = {
  rangeOfMotionDeg: null, peakAngleDeg: null, returnErrorDeg: null, outS: null, holdS: null, backS: null, durationS: null,
  peakVelocityOutDegPerS: null, peakVelocityBackDegPerS: null, sparcOut: null, sparcBack: null, pathDistanceDeg: null, offAxisDeg: null,
};

interface Made {
  features?: Partial<RepetitionFeatures>;
  codes?: string[];
  score?: number;
  set?: { number: number; tired: boolean };
  /** How far the sides are apart, percent. */
  sidesPercent?: number;
  /** 100 times the side that hurts over the other. */
  limbSymmetryPercent?: number;
  /** How much more closed eyes sway. */
  rombergRatio?: number;
}

/** One every 4 s. */
function repetitions(...made: Made[]): RuleEvent[] {
  return made.map(({ features, codes = [], score = 90, set, sidesPercent, limbSymmetryPercent = null, rombergRatio }, i) => {
    const tMs = 4000 * (i + 1);
    const given = codes.map((code) => ({ code, severity: 'clear', bodyPart: 'low-back', side: 'both', feature: 'lumbarArchDeg', value: 15, reference: 10, spread: 1, unit: 'deg', u: 5 }) as FeedbackCode);
    const repetition: Repetition = {
      number: i + 1, startMs: tMs - 3000, turnMs: tMs - 2000, backMs: tMs - 1500, endMs: tMs, exerciseId: 'squat', execution: null, features: { ...unmeasured, ...features },
      score: { verdict: 'scored', score, band: 'good', domains: [], codes: given, scorer: scorerVersion },
    };
    const symmetry = sidesPercent === undefined ? null : { left: 45, right: 60, limbSymmetryPercent, symmetryIndexPercent: sidesPercent, lowerSide: 'left', noted: true, isWithinSession: false, code: sidesPercent > 15 ? 'ASYMMETRIC' : null } as const;
    const romberg = rombergRatio === undefined ? {} : { romberg: { closedMPerS2: 0.04 * rombergRatio, openMPerS2: 0.04, ratio: rombergRatio, isRemarkable: rombergRatio > 2 } };
    const standing: Standing | undefined = set === undefined && symmetry === null && rombergRatio === undefined ? undefined : {
      set: { number: set?.number ?? 1, repetitions: i, scored: i, score: null, fatigue: set?.tired === true ? ['slower', 'longer'] : [] }, session: { score: null, poorShare: null, faults: [], symmetry, ...romberg }, cue: null,
    };
    return { kind: 'repetition', tMs, cause, repetition: standing === undefined ? repetition : { ...repetition, standing } };
  });
}

const critical = deadBug.faults.find(({ safetyCritical }) => safetyCritical)?.code ?? '';

describe('FM-02: a fault that matters for safety (clinical E2)', () => {
  const deadBugs = prescribed({ exercise: deadBug });
  const bad: Made = { codes: [critical] };

  it('is raised by 2 of the last 3, cleared by 2 clean in a row', () => {
    expect(found(repetitions(bad, {}, {}, bad), deadBugs)).toEqual([]);
    expect(found(repetitions(bad, {}, bad), deadBugs)).toEqual(['FM-02 raised medium @12']);
    expect(found(repetitions(bad, bad, {}, bad, {}, {}), deadBugs)).toEqual(['FM-02 raised medium @8', 'FM-02 updated medium @16', 'FM-02 cleared medium @24']);
  });

  it('by a reference that no longer holds goes by the limit that the exercise has for everybody, 10 deg (D1)', () => {
    const stale = { ...deadBugs, referenceStanding: { ageDays: 42, stale: 'old' } as const };
    expect(found(repetitions(bad, {}, bad), stale)).toEqual(['FM-02 raised medium @12']);
    const within = repetitions(bad, {}, bad).map((event) => JSON.parse(JSON.stringify(event).replaceAll('"value":15', '"value":9')) as RuleEvent);
    expect(found(within, deadBugs)).toEqual(['FM-02 raised medium @12']);
    expect(found(within, stale)).toEqual([]);
  });

  it('goes by that limit before anything of the patient is approved; what was not measured, or cannot be believed, is neither a danger nor none', () => {
    const unscored = (reason: CannotJudgeReason, lumbarArchDeg: number | null, ...made: Made[]): RuleEvent[] => repetitions(...made).map((event) => (event.kind === 'repetition'
      ? { ...event, repetition: { ...event.repetition, features: { ...event.repetition.features, lumbarArchDeg }, score: cannotJudge(reason, event.repetition.score.codes) } } : event));
    expect(found(unscored('no-reference', 15, bad, {}, bad, {}, {}), deadBugs)).toEqual(['FM-02 raised medium @12', 'FM-02 cleared medium @20']);
    expect(found([...unscored('no-reference', 15, bad, bad), ...unscored('no-reference', null, {}, {})], deadBugs)).toEqual(['FM-02 raised medium @8']);
    expect(found(unscored('signal-gap', 15, bad, bad), deadBugs)).toEqual([]);
    expect(found(unscored('no-reference', 15, bad, bad), prescribed())).toEqual([]);
  });

  it('is another fault\'s business otherwise', () => {
    expect(found(repetitions({ codes: ['TOO_SLOW'] }, { codes: ['TOO_SLOW'] }, { codes: ['TOO_SLOW'] }), deadBugs)).toEqual([]);
  });
});

describe('FM-03: uncontrolled (clinical E2)', () => {
  const reference = { peakVelocityDegPerS: 60, features: {} } as Reference;
  const fast = (peak: number): Made => ({ features: { peakVelocityOutDegPerS: 50, peakVelocityBackDegPerS: peak } });

  it('is more than twice the reference, cleared by 2 that are not', () => {
    const known = prescribed({ reference });
    expect(found(repetitions(fast(120)), known)).toEqual([]);
    expect(found(repetitions(fast(120.5), fast(70), fast(70)), known)).toEqual(['FM-03 raised low @4', 'FM-03 cleared low @12']);
  });

  it.each(['signal-gap', 'sensor-disagrees'] as const)('is not told of a signal that cannot be right: %s', (reason) => {
    const saturated = repetitions(fast(900)).map((event) => (event.kind === 'repetition' ? { ...event, repetition: { ...event.repetition, score: cannotJudge(reason) } } : event));
    expect(found(saturated, prescribed({ reference }))).toEqual([]);
  });

  it('cannot be told without a reference, nor of what was not measured', () => {
    expect(found(repetitions(fast(500)))).toEqual([]);
    expect(found(repetitions({}), prescribed({ reference }))).toEqual([]);
  });
});

describe('FM-04: beyond the angle that the plan forbids (clinical E2)', () => {
  const to = (peakAngleDeg: number): Made => ({ features: { peakAngleDeg } });

  it('is raised by more than 5 degrees over it, cleared by the next that stays below it', () => {
    const limited = prescribed({ limits: { hardAngleDeg: 90 } });
    expect(found(repetitions(to(95)), limited)).toEqual([]);
    expect(found(repetitions(to(95.5), to(90)), limited)).toEqual(['FM-04 raised medium @4', 'FM-04 cleared medium @8']);
    expect(found(repetitions(to(95.5), to(95), to(90.5)), limited)).toEqual(['FM-04 raised medium @4']);
    expect(found(repetitions(to(120)))).toEqual([]);
  });

  it('is met again by each that goes too far while it is open', () => {
    const told = findings(repetitions(to(96), to(110), to(93), to(97)), prescribed({ limits: { hardAngleDeg: 90 } }));
    expect(told.map(({ change, value }) => [change, value])).toEqual([['raised', 96], ['updated', 110], ['updated', 97]]);
  });

  it('is no matter of another exercise that the patient does meanwhile', () => {
    const other = repetitions(to(150)).map((event): RuleEvent => (event.kind === 'repetition' ? { ...event, repetition: { ...event.repetition, exerciseId: 'shoulder-flexion', score: cannotJudge('other-exercise') } } : event));
    expect(found(other, prescribed({ limits: { hardAngleDeg: 90, hardAngleIsHigh: true } }))).toEqual([]);
  });

  it('is high where the plan says so', () => {
    expect(found(repetitions(to(100)), prescribed({ limits: { hardAngleDeg: 90, hardAngleIsHigh: true } }))).toEqual(['FM-04 raised high @4']);
  });
});

describe('FM-05: bouncing in a stretch (clinical E2)', () => {
  const bounce = (atS: number): RuleEvent => ({ kind: 'bouncing', tMs: atS * 1000, severity: 'clear', cause });
  const still = (fromS: number, toS: number): RuleEvent[] => Array.from({ length: toS - fromS + 1 }, (_, i) => ({ kind: 'motion-good', tMs: (fromS + i) * 1000, cause }));

  it('is told when two words to the patient did not help, and clears after 10 s of stillness', () => {
    const twice = [bounce(5), ...still(6, 15), bounce(20), ...still(21, 30)];
    const words = ['FM-05 raised info @5', 'FM-05 cleared info @15', 'FM-05 raised info @20', 'FM-05 cleared info @30'];
    expect(found(twice)).toEqual(words);
    expect(found([...twice, bounce(40), ...still(41, 49)])).toEqual([...words, 'FM-05 raised low @40']);
    expect(found([...twice, bounce(40), ...still(41, 50)])).toEqual([...words, 'FM-05 raised low @40', 'FM-05 cleared low @50']);
  });

  it('is one word while it goes on, which the patient is told at once', () => {
    const goesOn = Array.from({ length: 30 }, (_, i) => [bounce(5 + i), ...still(5 + i, 5 + i)]).flat();
    expect(found(goesOn)).toEqual(['FM-05 raised info @5']);
    expect(instructionOf([{ ruleId: 'FM-05', kind: 'clinical', priority: 'info' }])).toMatchObject({ act: 'adjust', words: 'Ease in and stay still.' });
  });
});

describe('FM-06: the sides differ (clinical E2)', () => {
  it('is a note, until they do not', () => {
    expect(found(repetitions({ codes: ['GAIT_ASYMMETRIC'] }, {}))).toEqual(['FM-06 raised info @4', 'FM-06 cleared info @8']);
    expect(found(repetitions({}, { sidesPercent: 15 }, { sidesPercent: 15.1 }, { sidesPercent: 15 }))).toEqual(['FM-06 raised info @12', 'FM-06 cleared info @16']);
  });
});

describe('FM-06 from session to session', () => {
  it('tells the percentage that the patient\'s page tells: of the side that hurts where that is known', () => {
    const told = (made: Made) => findings(repetitions(made)).map(({ value, limit }) => [value, limit]);
    expect(told({ sidesPercent: 28.57 })).toEqual([[28.57, 15]]);
    expect(told({ sidesPercent: 28.57, limbSymmetryPercent: 75 })).toEqual([[25, expect.closeTo(13.95, 2)]]);
  });

  it('is low in the third session in a row, not in the second', () => {
    const after = (asymmetricSessions: number) => prescribed({ earlier: { abnormalRecoveries: 0, asymmetricSessions } });
    expect(found(repetitions({ sidesPercent: 28 }), after(1))).toEqual(['FM-06 raised info @4']);
    expect(found(repetitions({ sidesPercent: 28 }), after(2))).toEqual(['FM-06 raised low @4']);
  });

  it('is told of a walk against the patient’s own, with where that begins to be clear, and not by one that no longer holds', () => {
    const uneven = repetitions({ codes: ['GAIT_ASYMMETRIC'] }).map((event): RuleEvent => (event.kind === 'repetition'
      ? { ...event, repetition: { ...event.repetition, score: { ...event.repetition.score, codes: event.repetition.score.codes.map((each) => ({ ...each, value: 0.54, reference: 1, spread: 0.07 })) } } } : event));
    expect(findings(uneven).map(({ value, limit }) => [value, limit])).toEqual([[54, expect.closeTo(79, 9)]]);
    expect(found(uneven, prescribed({ referenceStanding: { ageDays: 50, stale: 'old' } }))).toEqual([]);
  });

  it('is told of walking without a score too', () => {
    const even: Made = { features: { stepSymmetry: 0.95 } };
    const bouts = repetitions({ ...even, codes: ['GAIT_ASYMMETRIC'] }, even).map((event): RuleEvent => (event.kind === 'repetition' ? { ...event, repetition: { ...event.repetition, score: { verdict: 'cannot-judge', reason: 'no-reference', codes: event.repetition.score.codes, scorer: scorerVersion } } } : event));
    expect(found(bouts)).toEqual(['FM-06 raised info @4', 'FM-06 cleared info @8']);
  });
});

describe('FM-07: tiring, and getting worse (clinical E2)', () => {
  const set = (number: number, tired: boolean, ...scores: number[]): Made[] => scores.map((score) => ({ score, set: { number, tired } }));

  it('needs both, and a new set ends it', () => {
    expect(found(repetitions(...set(1, true, 90, 90, 90, 90, 90, 90)))).toEqual([]);
    expect(found(repetitions(...set(1, false, 90, 90, 90, 80, 80, 80)))).toEqual([]);
    expect(found(repetitions(...set(1, true, 90, 90, 90, 85.5, 85.5, 85.5)))).toEqual([]);
    expect(found(repetitions(...set(1, true, 90, 90, 90, 85, 85, 85), ...set(2, false, 90)))).toEqual(['FM-07 raised low @24', 'FM-07 cleared low @28']);
  });
});

describe('FM-08: the count of a set is uncertain (clinical C8)', () => {
  const over = (atS: number, repetitions: number, isUncertain: boolean): RuleEvent => ({ kind: 'set-counted', tMs: atS * 1000, repetitions, expectedRepetitions: 10.2, isUncertain, cause });

  it('is a note, until a set ends in which they agree', () => {
    expect(found([over(30, 10, false)])).toEqual([]);
    expect(found([over(30, 7, true), over(60, 6, true), over(90, 10, false)])).toEqual(['FM-08 raised info @30', 'FM-08 updated info @60', 'FM-08 cleared info @90']);
  });
});

describe('BL-02: closed eyes sway far more (clinical C14)', () => {
  it('is a note beyond twice as much, and over when a trial brings it back', () => {
    expect(found(repetitions({ rombergRatio: 2 }))).toEqual([]);
    expect(found(repetitions({ rombergRatio: 2.25 }, {}, { rombergRatio: 1.9 }))).toEqual(['BL-02 raised info @4', 'BL-02 cleared info @12']);
  });
});

describe('BL-01: saved themself three times in a minute (clinical E2)', () => {
  const stepOut = (atS: number): RuleEvent => ({ kind: 'step-out', tMs: atS * 1000, cause });
  const good = (atS: number): RuleEvent => ({ kind: 'motion-good', tMs: atS * 1000, cause });

  it('is raised by the third within 60 s, cleared after 60 s without', () => {
    expect(found([stepOut(0), stepOut(30), stepOut(60)])).toEqual([]);
    expect(found([stepOut(0), stepOut(30), stepOut(59), good(118), good(119)])).toEqual(['BL-01 raised low @59', 'BL-01 cleared low @119']);
  });

  it('is met again by each more', () => {
    expect(found([stepOut(0), stepOut(30), stepOut(59), stepOut(70)])).toEqual(['BL-01 raised low @59', 'BL-01 updated low @70']);
  });

  it('begins anew with the next block', () => {
    expect(found([stepOut(0), stepOut(30), { kind: 'phase', tMs: 40_000, phase: 'work', cause }, stepOut(50)])).toEqual([]);
  });
});
