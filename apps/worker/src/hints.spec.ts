import { describe, expect, it } from '@jest/globals';
import type { Analysed } from './session-analyst.js';
import { curveHzAt } from './curve-detail.js';
import { hintsOf } from './hints.js';

const nowMs = 1_700_000_000_000;

/** One second of a movement and one heart rate. */
const analysed = {
  session: { sessionId: 's', patientId: 'p', startedAtMs: nowMs - 60_000, state: 'running', streams: [], waiting: [] },
  sessionState: 'running', repetitions: [], worn: null, newestReceivedAtMs: nowMs - 200,
  telemetry: {
    angles: Array.from({ length: 50 }, (_, i) => ({ tMs: 20 * i, angleDeg: i, velocityDegPerS: 0 })),
    heartRate: [{ tMs: 1000, smoothedBpm: 171, percentMax: 98, intensityClass: 'vigorous', zone: 'above', contact: 'good', artefactShare: 0, isProven: false }],
  },
} as unknown as Analysed;

/** What is told when its oldest packet has waited for so long. */
function toldAfter(waitedMs: number) {
  const hints = hintsOf(analysed, { changed: [4], withdrawn: [] }, { nowMs, curveHz: curveHzAt(waitedMs) });
  const values = hints.reduce((sum, hint) => sum + (hint.hint === 'motion-sampled' ? hint.curve.angleDeg.length : 0), 0);
  return { values, others: hints.filter(({ hint }) => hint !== 'motion-sampled').map(({ hint }) => hint) };
}

describe('what is told when analysis lags (features B6)', () => {
  it('gives up the curve first, by age: whole up to 1 s, every fifth value up to 3 s, none beyond', () => {
    expect([0, 1000, 1001, 3000, 3001].map((waitedMs) => toldAfter(waitedMs).values)).toEqual([25, 25, 5, 5, 0]);
  });

  it('never gives up a repetition or a heart rate, however late', () => {
    for (const waitedMs of [0, 2000, 60_000, 3_600_000]) expect(toldAfter(waitedMs).others).toEqual(['repetitions-changed', 'heart-rate-measured']);
  });
});
