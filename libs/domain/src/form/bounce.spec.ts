import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bounceFeatures, bounceFilter, startBounce, stepBounce, type BounceFeatures, type BounceSeverity, type BounceState } from './bounce.js';

const stepMs = 20;
const hold = (seconds: number, offset: (tS: number) => number, rateHz = 50): number[] => Array.from({ length: seconds * rateHz }, (_, i) => 45 + offset(i / rateHz));
const wave = (amplitudeDeg: number, frequencyHz: number) => (tS: number): number => amplitudeDeg * Math.sin(2 * Math.PI * frequencyHz * tS);

function offline(angleDeg: number[], step = stepMs): BounceFeatures {
  const result = bounceFeatures({ angleDeg, stepMs: step });
  if (!result.ok) throw new Error(result.detail);
  return result.value;
}

/** What is told while it happens; `resume` sends the state through JSON before each sample. */
function live(angleDeg: number[], { resume = false, startMs = 0 } = {}): { told: [number, BounceSeverity][]; state: BounceState } {
  let state = startBounce();
  const filter = bounceFilter(stepMs);
  const told: [number, BounceSeverity][] = [];
  angleDeg.forEach((each, i) => {
    if (resume) state = JSON.parse(JSON.stringify(state)) as BounceState;
    const severity = stepBounce(state, filter, { tMs: startMs + i * stepMs, angleDeg: each });
    if (severity !== null) told.push([i * stepMs, severity]);
  });
  return { told, state };
}

const worstOf = (told: [number, BounceSeverity][]): BounceSeverity | null => (told.some(([, severity]) => severity === 'clear') ? 'clear' : (told[0]?.[1] ?? null));

/** Clinical C11, and what lies beside it. */
const stretches: { name: string; angleDeg: number[]; reversals: number; bouncing: BounceSeverity | null }[] = [
  { name: 'bounces of 8 deg, one a second', angleDeg: hold(10, wave(4, 1)), reversals: 19, bouncing: 'clear' },
  { name: 'bounces of 4 deg, two a second', angleDeg: hold(10, wave(2, 2)), reversals: 39, bouncing: 'mild' },
  { name: 'quiet breathing', angleDeg: hold(40, wave(1, 0.25)), reversals: 0, bouncing: null },
  { name: 'deep breathing', angleDeg: hold(40, wave(3, 0.25)), reversals: 0, bouncing: null },
  { name: 'one adjustment of 10 deg in 1 s', angleDeg: hold(10, (tS) => 10 * Math.min(1, Math.max(0, tS - 4))), reversals: 1, bouncing: null },
  { name: 'stillness', angleDeg: hold(30, () => 0), reversals: 0, bouncing: null },
  { name: 'tremor', angleDeg: hold(10, wave(0.3, 8)), reversals: 0, bouncing: null },
];

describe('bouncing', () => {
  it.each(stretches)('of $name', ({ angleDeg, reversals, bouncing }) => {
    expect(offline(angleDeg)).toMatchObject({ reversals, bouncing });
    expect(worstOf(live(angleDeg).told)).toBe(bouncing);
  });

  it('measures how far (clinical C11: 7.97 deg at 19 reversals in 10 s)', () => {
    const { medianPeakToPeakDeg, bounceRate } = offline(stretches[0].angleDeg);
    expect(medianPeakToPeakDeg).toBeCloseTo(7.97, 1);
    expect(bounceRate).toBe(19);
  });

  it('is told while it happens: with the fourth reversal, two and a half bounces in', () => {
    const [[toldMs, severity]] = live(stretches[0].angleDeg).told;
    expect(severity).toBe('clear');
    expect(toldMs).toBeGreaterThan(2000);
    expect(toldMs).toBeLessThan(2700);
  });

  it('needs four reversals within 10 s, and is over 10 s later', () => {
    const rare = hold(60, (tS) => (tS % 12 < 1 ? 4 * Math.sin(2 * Math.PI * tS) : 0));
    const often = hold(30, (tS) => (tS < 4 ? 4 * Math.sin(2 * Math.PI * tS) : 0));
    expect(offline(rare).reversals).toBeGreaterThan(4);
    expect(offline(rare).bouncing).toBeNull();
    expect(live(rare).told).toEqual([]);
    expect(live(often).state.bouncing).toBeNull();
    expect(live(often).told).toHaveLength(1);
  });

  it('is not counted over a gap, and no number is made of one', () => {
    const broken = hold(10, wave(4, 1)).map((angleDeg, i) => (i % 30 < 5 ? Number.NaN : angleDeg));
    expect(live(broken).told).toEqual([]);
    expect(bounceFeatures({ angleDeg: broken, stepMs })).toMatchObject({ ok: false, reason: 'MISSING_INPUT' });
  });

  it('is not judged on too little, nor on too slow a signal', () => {
    expect(bounceFeatures({ angleDeg: hold(1, wave(4, 1)), stepMs })).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
    expect(bounceFeatures({ angleDeg: hold(10, wave(4, 1), 10), stepMs: 100 })).toMatchObject({ ok: false, reason: 'NOT_APPLICABLE' });
    expect(() => bounceFilter(100)).toThrow('20 Hz');
  });

  it('is the same at 25 and 100 Hz', () => {
    expect(offline(hold(10, wave(4, 1), 25), 40)).toMatchObject({ reversals: 19, bouncing: 'clear' });
    expect(offline(hold(10, wave(4, 1), 100), 10)).toMatchObject({ reversals: 19, bouncing: 'clear' });
  });

  it('decides live as over the whole, resumes from JSON, and knows neither posture nor direction nor hour', () => {
    const cases = fc.record({ frequencyHz: fc.double({ min: 0.6, max: 3, noNaN: true }), amplitudeDeg: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 4, max: 15, noNaN: true })) });
    fc.assert(fc.property(cases, fc.integer({ min: -40, max: 40 }), ({ frequencyHz, amplitudeDeg }, postureDeg) => {
      const angleDeg = hold(12, wave(amplitudeDeg, frequencyHz));
      const { told, state } = live(angleDeg);
      expect(worstOf(told)).toBe(offline(angleDeg).bouncing);
      expect(live(angleDeg, { resume: true })).toEqual({ told, state });
      expect(live(angleDeg, { startMs: 3_600_000 }).told).toEqual(told);
      expect(offline(angleDeg.map((each) => postureDeg - each)).bouncing).toBe(offline(angleDeg).bouncing);
    }), { numRuns: 40 });
  });
});
