import { describe, expect, it } from '@jest/globals';
import { prescribed } from '../../../../tests/support/rules.js';
import { bandOf, cannotJudge, scorerVersion } from '../form/score.js';
import { deadBug } from '../prescription/catalogue/dead-bug.js';
import type { FeedbackCode, FormScore, Repetition } from '../repetition/repetition.js';
import { startCoach, stepCoach, type CoachedRepetition } from './coach.js';

const features = {
  rangeOfMotionDeg: 60, peakAngleDeg: 60, returnErrorDeg: 1, outS: 2, holdS: 0, backS: 2, durationS: 4,
  peakVelocityOutDegPerS: 80, peakVelocityBackDegPerS: 80, sparcOut: -1.5, sparcBack: -1.5, pathDistanceDeg: 1, offAxisDeg: 0,
};
const shallow: FeedbackCode = { code: 'INCOMPLETE_RANGE', severity: 'clear', bodyPart: 'thigh', side: 'both', feature: 'rangeOfMotionDeg', value: 40, reference: 60, spread: 4, unit: 'deg', u: 5 };
const scored = (score: number, codes: FeedbackCode[] = []): FormScore => ({ verdict: 'scored', score, band: bandOf(score), domains: [], codes, scorer: scorerVersion });

/** One repetition every five seconds, after a rest where `restsS` says so. */
function course(repetitions: { score: FormScore; over?: Partial<Repetition['features']>; restS?: number; hurts?: boolean }[], prescription = prescribed()): CoachedRepetition[] {
  const state = startCoach();
  let startMs = 0;
  return repetitions.map(({ score, over, restS = 1, hurts = false }, i) => {
    startMs += 1000 * restS;
    const repetition: Repetition = { number: i + 1, startMs, turnMs: startMs + 2000, backMs: startMs + 2000, endMs: startMs + 4000, exerciseId: 'squat', execution: null, features: { ...features, ...over }, score };
    startMs += 4000;
    return stepCoach(state, repetition, { prescription, hurts });
  });
}

const good = { score: scored(90) };

describe('what repetitions add up to', () => {
  it('is a set with its score from the third judged one on, and a new set after a rest', () => {
    const told = course([good, good, { score: scored(80) }, { ...good, restS: 12 }, { ...good, restS: 13 }]);
    expect(told.map(({ standing: { set } }) => [set.number, set.repetitions, set.scored, set.score === null ? null : Math.round(10 * set.score) / 10])).toEqual([
      [1, 1, 1, null], [1, 2, 2, null], [1, 3, 3, 88.2], [1, 4, 4, 88.8], [2, 1, 1, null],
    ]);
    expect(told[4].standing.session.score).toBeCloseTo(0.7 * 90 + 0.3 * 86, 9);
  });

  it('counts what could not be judged, and makes no number of it', () => {
    const gap = { score: cannotJudge('signal-gap') };
    const [first, , , last] = course([gap, good, gap, gap]).map(({ standing }) => standing);
    expect(first).toEqual({ set: { number: 1, repetitions: 1, scored: 0, score: null, fatigue: null }, session: { score: null, poorShare: null, faults: [], symmetry: null }, cue: null });
    expect(last).toMatchObject({ set: { repetitions: 4, scored: 1, score: null }, session: { score: null, poorShare: 0 } });
  });

  it('is the share of poor ones and the faults that come most', () => {
    const bad = { score: scored(50, [shallow, { ...shallow, feature: 'pathDistanceDeg', code: 'PATH_DEVIATION', severity: 'mild' }]) };
    expect(course([good, bad, bad, good]).at(-1)?.standing.session).toMatchObject({ poorShare: 0.5, faults: [{ code: 'INCOMPLETE_RANGE', repetitions: 2 }] });
  });

  it('is a cue for the patient at the second of two', () => {
    const bad = { score: scored(50, [shallow]) };
    expect(course([good, bad, bad]).map(({ standing }) => standing.cue?.code ?? null)).toEqual([null, null, 'INCOMPLETE_RANGE']);
  });

  it('is none that asks for more while it hurts, and such a one again when it does not', () => {
    const bad = { score: scored(50, [shallow]) };
    const told = course([bad, { ...bad, hurts: true }, { ...bad, hurts: true }, { ...bad, hurts: true }, bad]);
    expect(told.map(({ standing }) => standing.cue?.text ?? null)).toEqual([null, null, null, null, 'Sit back a little lower, if it is comfortable']);
  });

  it('is neither a cue nor praise by a reference that no longer holds; a danger, a forbidden angle and a short hold are told all the same (clinical D1)', () => {
    const stale = prescribed({ exercise: deadBug, referenceStanding: { ageDays: 42, stale: 'old' } });
    const critical = deadBug.faults.find(({ safetyCritical, limit }) => safetyCritical && limit !== null);
    if (critical?.limit === undefined || critical.limit === null) throw new Error('dead bug has a danger with a limit');
    const cuesOf = (over: Partial<FeedbackCode>, prescription = stale) => course(Array.from({ length: 4 }, () => ({ score: scored(50, [{ ...shallow, ...over }]) })), prescription).flatMap(({ standing }) => standing.cue?.code ?? []);
    const goods = Array.from({ length: 4 }, () => good);
    expect(course(goods).flatMap(({ standing }) => standing.cue?.text ?? [])).toEqual(['Well done, just like that']);
    expect(course(goods, stale).flatMap(({ standing }) => standing.cue?.text ?? [])).toEqual([]);
    expect([cuesOf({}, prescribed({ exercise: deadBug })), cuesOf({})]).toEqual([['INCOMPLETE_RANGE', 'INCOMPLETE_RANGE'], []]);
    expect([cuesOf({ code: critical.code, value: critical.limit }), cuesOf({ code: critical.code, value: critical.limit - 1 })]).toEqual([[critical.code, critical.code], []]);
    expect(cuesOf({ code: 'EXCESS_RANGE', feature: 'peakAngleDeg' })).toEqual(['EXCESS_RANGE', 'EXCESS_RANGE']);
    expect(cuesOf({ code: 'HELD_TOO_SHORT', feature: 'holdS' })).toEqual(['HELD_TOO_SHORT', 'HELD_TOO_SHORT']);
  });

  it('is told of what is a danger for everybody before anything of the patient is approved, and of nothing else; praise neither (clinical C12)', () => {
    const first = prescribed({ exercise: deadBug });
    const unscored = (codes: FeedbackCode[]) => Array.from({ length: 4 }, () => ({ score: cannotJudge('no-reference', codes) }));
    const cues = (codes: FeedbackCode[]) => course(unscored(codes), first).flatMap(({ standing }) => standing.cue?.code ?? standing.cue?.text ?? []);
    const arch: FeedbackCode = { ...shallow, code: 'LUMBAR_ARCH', feature: 'lumbarArchDeg', value: 22, reference: 0, spread: 10 / 3 };
    expect([cues([arch]), cues([{ ...arch, severity: 'mild', value: 8 }]), cues([{ ...shallow, code: 'JERKY' }]), cues([])]).toEqual([['LUMBAR_ARCH', 'LUMBAR_ARCH'], [], [], []]);
    const silent = Array.from({ length: 4 }, () => ({ score: cannotJudge('signal-gap', [arch]) }));
    expect(course(silent, first).flatMap(({ standing }) => standing.cue ?? [])).toEqual([]);
  });

  it('is no praise for what may as well have been a fault', () => {
    const state = startCoach();
    const told = (type: string) => Array.from({ length: 3 }, (_, i) => stepCoach(state, { ...course([good])[0], number: i + 1, endMs: 60_000 * (i + 1), execution: { type, probability: 0.46, basis: 'own-correct' } }, { prescription: prescribed(), hurts: false }).standing.cue);
    expect(told('low-amplitude')).toEqual([null, null, null]);
    expect(told('correct').map((cue) => cue?.text ?? null)).toEqual([null, null, 'Well done, just like that']);
  });

  it('is a rest offered once in a set that tires; whoever tires is not called slow', () => {
    const slow: FeedbackCode = { ...shallow, code: 'TOO_SLOW', feature: 'durationS', unit: 's' };
    const tiring = Array.from({ length: 8 }, (_, i) => ({ score: scored(85, i > 5 ? [slow] : []), over: { rangeOfMotionDeg: 60 - 4 * i, durationS: 4 + 0.4 * i }, restS: 4 }));
    const told = course(tiring);
    expect(told.map(({ standing }) => standing.set.fatigue)).toEqual([null, null, null, null, ...new Array(4).fill(['smaller', 'longer'])]);
    expect(told.map(({ standing }) => standing.cue?.code).filter((code) => code === 'FATIGUE')).toHaveLength(1);
    expect(told.at(-1)?.score.codes).toEqual([]);
  });

  it('is a rest that is offered later where something else was said a moment before', () => {
    // Told to go further at the fourth; tired from the fifth on, five seconds later, when nothing may be said yet.
    const tiring = Array.from({ length: 8 }, (_, i) => ({ score: scored(70, i === 2 || i === 3 ? [shallow] : []), over: { rangeOfMotionDeg: 60 - 4 * i, durationS: 4 + 0.4 * i } }));
    const told = course(tiring);
    expect(told.map(({ standing }) => (standing.set.fatigue ?? []).length > 0)).toEqual([false, false, false, false, true, true, true, true]);
    expect(told.map(({ standing }) => standing.cue?.code ?? null)).toEqual([null, null, null, 'INCOMPLETE_RANGE', null, 'FATIGUE', null, null]);
  });
});
