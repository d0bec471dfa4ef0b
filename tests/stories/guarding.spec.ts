import { describe, expect, it } from '@jest/globals';
import { analyse, clockOf, foldAgain, startAnalysis, type AnalysisState, type CoachedRepetition, type Finding } from '#libs/domain';
import { syntheticPatient, type SyntheticPatientOptions } from '../../apps/simulator/src/synthetic/synthetic-patient.js';
import { blocksOf, prescriptionFor, referenceOf } from './recorded.js';

/** A simulated patient, no person: known from five repetitions of a good day, then at half the range and half the pace, getting slower. */
const seed = 77;
const guarded: SyntheticPatientOptions = { seed, seconds: 25, character: { set: [{ type: 'low-amplitude', count: 20 }], fatiguePerMinute: 0.9 } };
const free: SyntheticPatientOptions = { seed, seconds: 25, character: { set: [{ type: 'correct', count: 20 }] } };
/** Said when the second repetition is on its way, ms. */
const saidAtMs = 8000;

function found(options: SyntheticPatientOptions, pain: number): Finding[] {
  return lived(options, pain).findings;
}

/** What comes of such a session, in which the patient says how much it hurts; the server looks each second. */
function lived(options: SyntheticPatientOptions, pain: number): { findings: Finding[]; repetitions: CoachedRepetition[]; state: AnalysisState } {
  const recording = syntheticPatient(options);
  const prescription = prescriptionFor(recording, referenceOf(recording));
  const blocks = blocksOf(recording.signals);
  const findings: Finding[] = [];
  const repetitions: CoachedRepetition[] = [];
  let state = startAnalysis(prescription, 0);
  for (let nowMs = 1000; nowMs <= options.seconds * 1000; nowMs += 1000) {
    const reports = nowMs === saidAtMs ? [{ atMs: saidAtMs, report: { report: 'pain', pain, quality: 'dull', moment: 'during' } as const }] : [];
    const come = blocks.filter(({ endMs }) => endMs > nowMs - 1000 && endMs <= nowMs);
    const analysis = analyse(state, come, { prescription, now: { epochMs: nowMs, waitingSinceMs: null, reports } });
    state = analysis.state;
    findings.push(...analysis.findings.map(({ finding }) => finding));
    repetitions.push(...analysis.repetitions.map(({ repetition }) => repetition));
  }
  return { findings: findings.filter(({ ruleId }) => ruleId === 'FM-09'), repetitions, state };
}

/** The same packets again, all of them late, by whoever knows what had been said (`clock`). */
function foldedAgain(options: SyntheticPatientOptions, clock: ReturnType<typeof clockOf> | null): CoachedRepetition[] {
  const recording = syntheticPatient(options);
  const prescription = prescriptionFor(recording, referenceOf(recording));
  const packets = blocksOf(recording.signals).map((block) => ({ stream: block.stream, sequence: block.sequence, receivedAtMs: block.receivedAtMs, block }));
  const fold = foldAgain({ prescription, startedAtMs: 0, streams: [0], packets, clock });
  for (;;) {
    const step = fold.next();
    if (step.done === true) return step.value.repetitions;
  }
}

const cuesOf = (repetitions: CoachedRepetition[]): (string | null)[] => repetitions.flatMap(({ standing: { cue } }) => (cue === null ? [] : [cue.code]));

describe('guarding, from the packets on (FM-09, A-039)', () => {
  it('is noted once when half the range at half the pace comes with pain of 4', () => {
    const [first, ...others] = found(guarded, 4);
    expect(first).toMatchObject({ change: 'raised', priority: 'info', subject: 'squat/both', value: 4 });
    expect(first.tMs).toBeGreaterThanOrEqual(saidAtMs);
    expect(first.tMs).toBeLessThanOrEqual(20_000);
    // It is over with the session, and not before.
    expect(others.map(({ change }) => change)).toEqual(['cleared']);
    expect(others[0].tMs).toBeGreaterThan(24_000);
  });

  it('is no reason to ask for more: the coach keeps back "a little lower" while it hurts, and says so again when the session is folded again', () => {
    const painless = lived(guarded, 0);
    expect(cuesOf(painless.repetitions)).toContain('INCOMPLETE_RANGE');
    const hurting = lived(guarded, 4);
    const after = hurting.repetitions.filter(({ endMs }) => endMs > saidAtMs);
    expect(after.length).toBeGreaterThanOrEqual(3);
    expect(cuesOf(after)).not.toContain('INCOMPLETE_RANGE');
    const plain = (repetitions: CoachedRepetition[]): unknown => JSON.parse(JSON.stringify(repetitions));
    expect(plain(foldedAgain(guarded, clockOf(hurting.state)))).toEqual(plain(hurting.repetitions));
    expect(plain(foldedAgain(guarded, clockOf(painless.state)))).toEqual(plain(painless.repetitions));
    expect(plain(foldedAgain(guarded, null))).toEqual(plain(painless.repetitions));
  });

  it('is not noted of the same movement without pain, nor of a movement as usual with pain', () => {
    expect(found(guarded, 2)).toEqual([]);
    expect(found(free, 6)).toEqual([]);
  });
});
