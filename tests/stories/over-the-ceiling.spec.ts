import { analyse, defaultZone, instructionOf, patientWithoutFindings, resolvePrescription, startAnalysis, type AnalysisState, type Finding, type HeartRateBlock } from '#libs/domain';
import { describe, expect, it } from '@jest/globals';
import { between, seededRandom } from '../../apps/simulator/src/synthetic/random.js';

/** Features D3. Packets come and are looked at so long after their second, simulated time. */
const lookAfterMs = 250;
const runs = 500;

/** A scripted run: calm for a while, then over the ceiling for longer than the rule waits. */
function run(seed: number): { found: { finding: Finding; toldMs: number }[]; overFromMs: number } {
  const random = seededRandom(seed);
  const year = 2026;
  const prescription = resolvePrescription({
    patient: { ...patientWithoutFindings, birthYear: year - Math.round(between(random, 20, 80)), conditions: seed % 2 === 0 ? ['fibromyalgia'] : [] },
    prescription: { exerciseId: 'walking', side: 'both', sensors: [{ sensor: 0, kind: 'heart-rate', placement: { segment: 'chest', side: 'midline' } }], zone: defaultZone, ceilingBpm: null, hardLimitBpm: null },
    reference: null, alternatives: [], purpose: 'exercise', year,
  });
  const ceilingBpm = prescription.intensity?.ceilingBpm ?? NaN;
  const calmS = Math.round(between(random, 20, 90));
  const overBpm = ceilingBpm + between(random, 2, 6);
  const found: { finding: Finding; toldMs: number }[] = [];
  let state: AnalysisState = startAnalysis(prescription, 0);
  for (let tS = 1; tS <= calmS + 60; tS++) {
    const bpm = (tS > calmS ? overBpm : ceilingBpm - 20) + between(random, -0.5, 0.5);
    const tMs = tS * 1000;
    const block: HeartRateBlock = {
      kind: 'heart-rate', stream: 0, sequence: tS, sensor: 0, startMs: tMs - 1000, endMs: tMs, receivedAtMs: tMs + lookAfterMs,
      readings: [{ tMs, heartRateBpm: bpm, contact: 'detected', rrMs: [60_000 / bpm] }],
    };
    const analysis = analyse(state, [block], { prescription, now: { epochMs: tMs + lookAfterMs, waitingSinceMs: null } });
    state = analysis.state;
    for (const { finding } of analysis.findings) found.push({ finding, toldMs: tMs + lookAfterMs });
  }
  return { found, overFromMs: calmS * 1000 };
}

describe('over the ceiling (features D3)', () => {
  it(`is missed in none of ${runs} scripted runs, and told within a second of the rule being met`, () => {
    for (let seed = 1; seed <= runs; seed++) {
      const { found, overFromMs } = run(seed);
      const raised = found.filter(({ finding }) => finding.ruleId === 'HR-02' && finding.change === 'raised');
      expect({ seed, times: raised.length }).toEqual({ seed, times: 1 });
      const [{ finding, toldMs }] = raised;
      expect(toldMs - finding.tMs).toBeLessThanOrEqual(1000);
      expect(instructionOf([finding])?.act).toBe('stop');
      // 15 or 30 s of dwell and the smoothing before it, which follows a step within some seconds.
      const dwellMs = seed % 2 === 0 ? 15_000 : 30_000;
      expect(finding.tMs - overFromMs).toBeGreaterThanOrEqual(dwellMs);
      expect(finding.tMs - overFromMs).toBeLessThanOrEqual(dwellMs + 20_000);
    }
  });
});
