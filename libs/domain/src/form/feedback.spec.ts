import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deadBug } from '../prescription/catalogue/dead-bug.js';
import { squat } from '../prescription/catalogue/squat.js';
import type { FeedbackCode } from '../repetition/repetition.js';
import { formCodes, type FormCode } from './code.js';
import { startFeedback, stepFeedback, type Cue } from './feedback.js';

const code = (name: FormCode, over: Partial<FeedbackCode> = {}): FeedbackCode => ({
  code: name, severity: 'clear', bodyPart: 'thigh', side: 'left', feature: 'rangeOfMotionDeg', value: 60, reference: 90, spread: 4, unit: 'deg', u: 7, ...over,
});

/** A repetition every `everyS` seconds, each with its faults; what is said after each. */
function told(repetitions: FeedbackCode[][], { everyS = 4, exercise = squat, tiredAt = -1, hurts = false } = {}): (Cue | null)[] {
  const state = startFeedback();
  return repetitions.map((codes, i) => stepFeedback(state, { tMs: 1000 * everyS * (i + 1), codes, exercise, tired: i === tiredAt, hurts }));
}

const said = (cues: (Cue | null)[]): (string | null)[] => cues.map((cue) => (cue === null ? null : (cue.code ?? 'praise')));

describe('what the patient is told (clinical D5)', () => {
  it('is a fault that comes twice in three repetitions, not one that comes once', () => {
    const shallow = [code('INCOMPLETE_RANGE')];
    expect(said(told([shallow, [], []]))).toEqual([null, null, null]);
    expect(said(told([shallow, [], shallow]))).toEqual([null, null, 'INCOMPLETE_RANGE']);
    expect(said(told([shallow, [], [], shallow]))).toEqual([null, null, null, null]);
    expect(told([shallow, shallow])[1]).toEqual({ code: 'INCOMPLETE_RANGE', text: 'Sit back a little lower, if it is comfortable', tMs: 8000 });
  });

  it('leaves mild faults and what is only for the therapist alone', () => {
    const mild = [code('INCOMPLETE_RANGE', { severity: 'mild' })];
    expect(said(told([mild, mild]))).toEqual([null, null]);
    const slow = [code('TOO_SLOW'), code('PATH_DEVIATION')];
    expect(said(told([slow, slow, slow, slow]))).toEqual([null, null, null, null]);
  });

  it('is one thing at a time: safety before compensation, range, tempo and smoothness', () => {
    const all = ['JERKY', 'TOO_FAST', 'INCOMPLETE_RANGE', 'TRUNK_ROTATION', 'LUMBAR_ARCH'].map((name) => code(name as FormCode));
    const orderOf = (codes: FeedbackCode[]): string | null => said(told([codes, codes], { exercise: deadBug }))[1];
    expect([5, 4, 3, 2, 1].map((n) => orderOf(all.slice(0, n)))).toEqual(['LUMBAR_ARCH', 'TRUNK_ROTATION', 'INCOMPLETE_RANGE', 'TOO_FAST', 'JERKY']);
  });

  it('keeps quiet for ten seconds', () => {
    const shallow = [code('INCOMPLETE_RANGE')];
    expect(said(told([shallow, shallow, shallow, shallow, shallow]))).toEqual([null, 'INCOMPLETE_RANGE', null, null, 'INCOMPLETE_RANGE']);
    expect(said(told([shallow, shallow, shallow], { everyS: 10 }))).toEqual([null, 'INCOMPLETE_RANGE', 'INCOMPLETE_RANGE']);
  });

  it('praises after three clean ones, and again after three more', () => {
    expect(said(told(new Array<FeedbackCode[]>(7).fill([])))).toEqual([null, null, 'praise', null, null, 'praise', null]);
  });

  it('counts to the patient\'s own tempo', () => {
    const fast = [code('TOO_FAST', { feature: 'outS', unit: 's', value: 0.9, reference: 2.9 })];
    expect(told([fast, fast])[1]?.text).toBe('Slow it down: count to 3');
    const swift = [code('TOO_FAST', { feature: 'peakVelocityOutDegPerS', unit: 'deg/s', value: 200, reference: 80 })];
    expect(told([swift, swift])[1]?.text).toBe('Take two counts down and two counts up');
  });

  it('asks for no more while it hurts, nor to go on just like that; what makes it easier or safer is told all the same', () => {
    const more: FormCode[] = ['MOMENTUM', 'INCOMPLETE_RANGE', 'HELD_TOO_SHORT', 'GAIT_ASYMMETRIC'];
    const askedFor = (name: FormCode, hurts: boolean): string | null => said(told([[code(name)], [code(name)]], { hurts }))[1];
    expect(more.map((name) => askedFor(name, false))).toEqual(more);
    expect(more.map((name) => askedFor(name, true))).toEqual([null, null, null, null]);
    const shallowAndFast = [code('INCOMPLETE_RANGE'), code('TOO_FAST')];
    expect([false, true].map((hurts) => said(told([shallowAndFast, shallowAndFast], { hurts }))[1])).toEqual(['INCOMPLETE_RANGE', 'TOO_FAST']);
    for (const eases of ['EXCESS_RANGE', 'LUMBAR_ARCH', 'BOUNCING', 'JERKY'] as const) expect(askedFor(eases, true)).toBe(eases);
    expect(said(told([[], []], { tiredAt: 1, hurts: true }))).toEqual([null, 'FATIGUE']);
    expect(said(told(new Array<FeedbackCode[]>(4).fill([]), { hurts: true }))).toEqual([null, null, null, null]);
  });

  it('offers a rest when the patient tires', () => {
    expect(said(told([[], []], { tiredAt: 1 }))).toEqual([null, 'FATIGUE']);
  });

  it('offers it before anything is asked of them that is no matter of safety', () => {
    const shallow = [code('INCOMPLETE_RANGE'), code('TRUNK_ROTATION')];
    expect(said(told([shallow, shallow], { tiredAt: 1 }))).toEqual([null, 'FATIGUE']);
    const arched = [code('LUMBAR_ARCH')];
    expect(said(told([arched, arched], { tiredAt: 1, exercise: deadBug }))).toEqual([null, 'LUMBAR_ARCH']);
  });

  it('tells what has lasted for minutes at the first time', () => {
    expect(said(told([[code('SLOUCH')]]))).toEqual(['SLOUCH']);
  });

  it('never says two things within ten seconds, and goes on from a state that was stored', () => {
    const repetitions = fc.array(fc.record({ gapMs: fc.integer({ min: 400, max: 20_000 }), codes: fc.uniqueArray(fc.constantFrom(...formCodes), { maxLength: 4 }) }), { maxLength: 40 });
    fc.assert(fc.property(repetitions, (course) => {
      const state = startFeedback();
      let stored = startFeedback();
      let tMs = 0;
      const times: number[] = [];
      for (const { gapMs, codes } of course) {
        tMs += gapMs;
        const input = { tMs, codes: codes.map((each) => code(each)), tired: false, exercise: squat };
        const cue = stepFeedback(state, input);
        stored = JSON.parse(JSON.stringify(stored)) as typeof stored;
        expect(stepFeedback(stored, input)).toEqual(cue);
        if (cue !== null) times.push(cue.tMs);
      }
      for (let i = 1; i < times.length; i++) expect(times[i] - times[i - 1]).toBeGreaterThanOrEqual(10_000);
    }));
  });
});
