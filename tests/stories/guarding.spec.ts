import { describe, expect, it } from '@jest/globals';
import { analyse, startAnalysis, type Finding } from '#libs/domain';
import { syntheticPatient, type SyntheticPatientOptions } from '../../apps/simulator/src/synthetic/synthetic-patient.js';
import { blocksOf, prescriptionFor, referenceOf } from './recorded.js';

/** A simulated patient, no person: known from five repetitions of a good day, then at half the range and half the pace, getting slower. */
const seed = 77;
const guarded: SyntheticPatientOptions = { seed, seconds: 25, character: { set: [{ type: 'low-amplitude', count: 20 }], fatiguePerMinute: 0.9 } };
const free: SyntheticPatientOptions = { seed, seconds: 25, character: { set: [{ type: 'correct', count: 20 }] } };
/** Said when the second repetition is on its way, ms. */
const saidAtMs = 8000;

/** What is found in such a session, in which the patient says how much it hurts; the server looks each second. */
function found(options: SyntheticPatientOptions, pain: number): Finding[] {
  const recording = syntheticPatient(options);
  const prescription = prescriptionFor(recording, referenceOf(recording));
  const blocks = blocksOf(recording.signals);
  const findings: Finding[] = [];
  let state = startAnalysis(prescription, 0);
  for (let nowMs = 1000; nowMs <= options.seconds * 1000; nowMs += 1000) {
    const reports = nowMs === saidAtMs ? [{ atMs: saidAtMs, report: { report: 'pain', pain, quality: 'dull', moment: 'during' } as const }] : [];
    const come = blocks.filter(({ endMs }) => endMs > nowMs - 1000 && endMs <= nowMs);
    const analysis = analyse(state, come, { prescription, now: { epochMs: nowMs, waitingSinceMs: null, reports } });
    state = analysis.state;
    findings.push(...analysis.findings.map(({ finding }) => finding));
  }
  return findings.filter(({ ruleId }) => ruleId === 'FM-09');
}

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

  it('is not noted of the same movement without pain, nor of a movement as usual with pain', () => {
    expect(found(guarded, 2)).toEqual([]);
    expect(found(free, 6)).toEqual([]);
  });
});
