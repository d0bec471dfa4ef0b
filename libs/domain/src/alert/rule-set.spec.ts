import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { end, found, hold, prescribed, rates, said, watched } from '../../../../tests/support/rules.js';
import { scorerVersion } from '../form/score.js';
import { deadBug } from '../prescription/catalogue/dead-bug.js';
import type { FeedbackCode, Repetition } from '../repetition/repetition.js';
import { unmeasured } from '../repetition/unmeasured.js';
import { startRules, stepRules } from './rule-set.js';
import type { Finding } from './finding.js';
import type { RuleEvent } from './rule.js';
import { alertRules } from './rules/index.js';

const cause = { stream: 0, sequence: 1 };
const share = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));
const silence = fc.option(fc.integer({ min: 0, max: 90_000 }));
/** What may happen in one second, again and again for a while. */
const anything: fc.Arbitrary<(tMs: number) => RuleEvent> = fc.oneof(
  fc.record({ smoothedBpm: fc.option(fc.integer({ min: 30, max: 180 })), contact: fc.constantFrom('ok' as const, 'lost' as const), artefactShare: share }).map((of) => (tMs: number): RuleEvent => ({ kind: 'heart-rate', tMs, ...of, cause })),
  fc.record({ heartRateSilentMs: silence, motionSilentMs: silence, linkSilentMs: silence, isMeasured: fc.boolean(), unwatchedMs: silence, lagMs: fc.integer({ min: 0, max: 30_000 }), clockSkewMs: fc.option(fc.integer({ min: -5000, max: 5000 })) }).map((saw) => (tMs: number): RuleEvent => ({ kind: 'watch', tMs, ...saw })),
  fc.double({ min: 0, max: 2, noNaN: true }).map((sdMPerS2) => (tMs: number): RuleEvent => ({ kind: 'activity', tMs, sdMPerS2, cause })),
  fc.integer({ min: 0, max: 20_000 }).map((gapMs) => (tMs: number): RuleEvent => ({ kind: 'motion-gap', tMs, gapMs, cause })),
  fc.integer({ min: 0, max: 100 }).map((percent) => (tMs: number): RuleEvent => ({ kind: 'battery', tMs, sensor: percent % 2, percent, cause })),
  fc.constantFrom('warm-up' as const, 'work' as const, 'rest' as const).map((phase) => (tMs: number): RuleEvent => ({ kind: 'phase', tMs, phase, cause })),
  fc.constantFrom('mild' as const, 'clear' as const).map((severity) => (tMs: number): RuleEvent => ({ kind: 'bouncing', tMs, severity, cause })),
  fc.constant((tMs: number): RuleEvent => ({ kind: 'motion-good', tMs, cause })),
  fc.constant((tMs: number): RuleEvent => ({ kind: 'step-out', tMs, cause })),
  fc.constant((tMs: number): RuleEvent => ({ kind: 'fall-suspected', tMs, turnedDeg: 80, cause })),
  fc.integer({ min: 0, max: 10 }).map((value) => (tMs: number): RuleEvent => said(value % 3 === 0 ? { report: 'effort', rpe: value } : value % 3 === 1 ? { report: 'dizziness', dizziness: value } : { report: 'pain', pain: value, quality: null, moment: 'during' }, tMs / 1000)),
  fc.constantFrom('chest-pain' as const, 'leg-weakness' as const).map((symptom) => (tMs: number): RuleEvent => said({ report: 'symptom', symptom }, tMs / 1000)),
  fc.record({ repetitions: fc.nat(12), expectedRepetitions: fc.nat(12), isUncertain: fc.boolean() }).map((of) => (tMs: number): RuleEvent => ({ kind: 'set-counted', tMs, ...of, cause })),
  fc.integer({ min: 0, max: 200 }).map((ms) => (tMs: number): RuleEvent => ({ kind: 'clocks-apart', tMs, apartMs: ms, cause })),
  fc.constantFrom('shifted' as const, 'as-calibrated' as const).map((worn) => (tMs: number): RuleEvent => ({ kind: 'worn', tMs, sensors: [{ sensor: 0, placement: { segment: 'thigh', side: 'left' }, state: worn, tiltDeg: 12, words: '' }], cause })),
  fc.record({ band: fc.constantFrom('good' as const, 'poor' as const), score: fc.integer({ min: 0, max: 100 }), peakAngleDeg: fc.integer({ min: 60, max: 120 }), critical: fc.boolean() }).map((of) => (tMs: number): RuleEvent => ({ kind: 'repetition', tMs, repetition: repetitionOf(tMs, of), cause })),
  fc.constant((tMs: number): RuleEvent => said({ report: 'sos' }, tMs / 1000)),
  fc.constant((tMs: number): RuleEvent => said({ report: 'fine' }, tMs / 1000)),
);

function repetitionOf(endMs: number, { band, score, peakAngleDeg, critical }: { band: 'good' | 'poor'; score: number; peakAngleDeg: number; critical: boolean }): Repetition {
  const code: FeedbackCode = { code: 'LUMBAR_ARCH', severity: 'clear', bodyPart: 'low-back', side: 'both', feature: 'lumbarArchDeg', value: 15, reference: 10, spread: 1, unit: 'deg', u: 5 };
  return {
    number: 1, startMs: endMs - 3000, turnMs: endMs - 2000, backMs: endMs - 1500, endMs, exerciseId: 'dead-bug', execution: null,
    features: { ...unmeasured, peakAngleDeg, peakVelocityOutDegPerS: 2 * peakAngleDeg }, score: { verdict: 'scored', score, band, domains: [], codes: critical ? [code] : [], scorer: scorerVersion },
  };
}

/** What packets tell and what the clock tells are two episodes of one alert (`decide` makes them one); a person may end that of packets. */
function noteEpisode(open: Set<string>, { kind }: RuleEvent, { key, change }: { key: string; change: Finding['change'] }): void {
  const mine = `${kind === 'watch' || kind === 'report' ? 'clock' : 'packets'} ${key}`;
  if (change === 'raised') {
    expect(open).not.toContain(mine);
    open.add(mine);
  }
  // Packets do not know that a person ended it: what they go on to tell is an episode again (`decide` raises it anew), as a second fall is.
  if (change === 'updated' && mine.startsWith('packets')) open.add(mine);
  if (change !== 'cleared') return;
  const ended = open.has(mine) ? mine : `packets ${key}`;
  expect(open).toContain(ended);
  open.delete(ended);
}

/** Watched, with a movement that may be dangerous and an angle that is forbidden. */
const dangerous = prescribed({ supervised: true, exercise: deadBug, limits: { hardAngleDeg: 90 } });

describe('the rules together', () => {
  it('find the same later, but for the times (clinical I.2)', () => {
    const streams = fc.array(fc.tuple(anything, fc.integer({ min: 1, max: 70 })), { maxLength: 12 });
    fc.assert(fc.property(streams, fc.integer({ min: 1, max: 7200 }), (stretches, laterS) => {
      const findingsFrom = (startMs: number): Finding[] => {
        const state = startRules(dangerous);
        const out: Finding[] = [];
        let tMs = startMs;
        for (const [event, seconds] of stretches) for (let i = 0; i < seconds; i++) stepRules(state, event((tMs += 1000)), dangerous, out);
        return out;
      };
      expect(findingsFrom(1000 * laterS).map((finding) => ({ ...finding, tMs: finding.tMs - 1000 * laterS }))).toEqual(findingsFrom(0));
    }), { numRuns: 100 });
  });

  it('raise nothing twice without a clear between, and clear nothing that was not raised, whatever comes (clinical E4)', () => {
    const streams = fc.array(fc.tuple(anything, fc.integer({ min: 1, max: 70 })), { maxLength: 25 });
    fc.assert(fc.property(streams, (stretches) => {
      const prescription = dangerous;
      const state = startRules(prescription);
      const open = new Set<string>();
      let tMs = 0;
      for (const [event, seconds] of stretches) {
        for (let i = 0; i < seconds; i++) {
          const at = event((tMs += 1000));
          const found: Finding[] = [];
          stepRules(state, at, prescription, found);
          for (const { ruleId, subject, change } of found) {
            noteEpisode(open, at, { key: `${ruleId} ${subject}`, change });
          }
        }
      }
    }), { numRuns: 300 });
  });

  it('ends every episode with the session', () => {
    expect(found([...rates(hold(142, 40)), ...watched(3, (atS) => ({ motionSilentMs: atS * 1000 })), end(50)])).toEqual([
      'HR-03 raised high @10', 'HR-02 raised medium @30', 'TC-02 raised low @2', 'HR-03 cleared high @50', 'HR-02 cleared medium @50', 'TC-02 cleared low @50',
    ]);
  });

  it('keeps what packets tell and what the clock tells apart, so that packets can be analysed again', () => {
    const state = startRules(prescribed());
    const before = JSON.stringify(state.stream);
    for (const event of watched(100, (atS) => ({ motionSilentMs: atS * 1000, heartRateSilentMs: atS * 1000, lagMs: 60_000 }))) stepRules(state, event, prescribed(), []);
    expect(Object.keys(state.watch.open).sort()).toEqual(['TC-01 heart-rate', 'TC-02 movement', 'TC-05 pipeline', 'TC-10 heart-rate']);
    expect(JSON.stringify(state.stream)).toBe(before);
  });

  it('goes on from a state that was stored after any event', () => {
    const events = [...rates([...hold(142, 20), ...hold<number | null>(null, 40), ...hold(100, 40)]), end(100)];
    const straight = found(events);
    let state = startRules(prescribed());
    const out: Finding[] = [];
    for (const event of events) {
      stepRules(state, event, prescribed(), out);
      state = JSON.parse(JSON.stringify(state)) as typeof state;
    }
    expect(out.map(({ ruleId, change, priority, tMs }) => `${ruleId} ${change} ${priority} @${tMs / 1000}`)).toEqual(straight);
    expect(straight.length).toBeGreaterThan(3);
  });

  it('names each rule once, and where its numbers come from', () => {
    expect(new Set(alertRules.map(({ id }) => id)).size).toBe(alertRules.length);
    for (const { source } of alertRules) expect(source).toMatch(/^clinical [CDE]\d/);
  });
});
