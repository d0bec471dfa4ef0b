import { analyse, startAnalysis, type AnalysisState, type HeartRateBlock } from '#libs/domain';
import { describe, expect, it } from '@jest/globals';
import { prescribed } from '../support/rules.js';

/** A strap's readings, one a second, each told as it comes: what is raised of HR-03 (141.1 bpm for 10 s), and the seconds of the curve. */
function watched(rates: { bpm: number; rrMs: number[] }[]): { raised: { metS: number; toldS: number }[]; curveS: number[] } {
  const prescription = prescribed();
  const raised: { metS: number; toldS: number }[] = [];
  const curveS: number[] = [];
  let state: AnalysisState = startAnalysis(prescription, 0);
  rates.forEach(({ bpm, rrMs }, tS) => {
    const tMs = 1000 * tS;
    const block: HeartRateBlock = { kind: 'heart-rate', stream: 0, sequence: tS + 1, sensor: 0, startMs: tMs, endMs: tMs, receivedAtMs: tMs, readings: [{ tMs, heartRateBpm: bpm, contact: 'detected', rrMs }] };
    const analysis = analyse(state, [block], { prescription, now: null });
    state = analysis.state;
    for (const { finding } of analysis.findings) if (finding.ruleId === 'HR-03' && finding.change === 'raised') raised.push({ metS: finding.tMs / 1000, toldS: tS });
    for (const tick of analysis.telemetry.heartRate) curveS.push(tick.tMs / 1000);
  });
  return { raised, curveS };
}

const beating = (bpm: number, seconds: number): { bpm: number; rrMs: number[] }[] => new Array(seconds).fill({ bpm, rrMs: [60_000 / bpm] });

describe('a heart that jumps to twice its rate, as a faulty strap counts', () => {
  it('is told as soon as it has gone on for 20 s: beyond the limit for ten of them, by what had been held back', () => {
    const { raised, curveS } = watched([...beating(80, 60), ...beating(160, 40)]);
    // The third second of the level is 62 s; 160 - 80 exp(-i/5) > 141.1 from i = 8 on, at 69 s; ten seconds on from there.
    expect(raised).toEqual([{ metS: 79, toldS: 80 }]);
    expect(curveS).toEqual(Array.from({ length: 100 }, (_, tS) => tS));
  });

  it('is not told of a strap that counts double for 19 s', () => {
    expect(watched([...beating(80, 60), ...beating(160, 19), ...beating(80, 30)]).raised).toEqual([]);
  });

  it('has no time before it is believed where the intervals between beats say 80 all the while: ten seconds count from 80 s on', () => {
    const miscounted = new Array(60).fill({ bpm: 160, rrMs: [750] });
    const [{ metS }] = watched([...beating(80, 60), ...miscounted]).raised;
    // Three seconds of five are known at 82 s, i = 1; i = 8 at 89 s.
    expect(metS).toBe(99);
  });
});
