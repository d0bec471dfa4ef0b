import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { prescribed } from '../../../../tests/support/rules.js';
import type { HeartRateBlock, HeartRateReading } from '../session/block.js';
import { startHeartRate, stepHeartRate, type HeartRateTick } from './heart-rate.js';

const reading = (tS: number, heartRateBpm: number, over: Partial<HeartRateReading> = {}): HeartRateReading => ({ tMs: Math.round(tS * 1000), heartRateBpm, contact: 'detected', rrMs: [600], ...over });

/** Ticks of the readings, given in blocks that end before the named readings; the state is stored in between. */
function ticksOf(readings: HeartRateReading[], cuts: number[] = [], prescription = prescribed()): HeartRateTick[] {
  const out: HeartRateTick[] = [];
  let state = startHeartRate(prescription);
  const edges = [0, ...[...cuts].sort((a, b) => a - b), readings.length];
  for (let i = 1; i < edges.length; i++) {
    const block: HeartRateBlock = { kind: 'heart-rate', stream: 0, sequence: i, sensor: 0, startMs: 0, endMs: 0, receivedAtMs: 0, readings: readings.slice(edges[i - 1], edges[i]) };
    stepHeartRate(state, block, prescription, out);
    state = JSON.parse(JSON.stringify(state)) as typeof state;
  }
  return out;
}

const steady = (bpm: number, seconds: number, fromS = 0): HeartRateReading[] => Array.from({ length: seconds }, (_, i) => reading(fromS + i, bpm));

describe('heart rate (clinical B6)', () => {
  it('has one tick a second, and a smoothed value from the third on', () => {
    const ticks = ticksOf(steady(120, 5));
    expect(ticks.map(({ tMs }) => tMs)).toEqual([0, 1000, 2000, 3000, 4000]);
    expect(ticks.map(({ smoothedBpm }) => smoothedBpm)).toEqual([null, null, 120, 120, 120]);
  });

  it('follows a step after the median of 5 s, then with a time constant of 5 s', () => {
    const ticks = ticksOf([...steady(100, 20), ...steady(116, 20, 20)]);
    expect(ticks[21].smoothedBpm).toBe(100);
    for (const afterS of [1, 5, 10]) expect(ticks[21 + afterS].smoothedBpm).toBeCloseTo(116 - 16 * Math.exp(-afterS / 5), 9);
  });

  it('says where that is: percent, class and zone (vectors.json hr120)', () => {
    const [, , tick] = ticksOf(steady(120, 3));
    expect(tick).toMatchObject({ intensityClass: 'moderate', zone: 'in', contact: 'ok' });
    expect(tick.percentMax).toBeCloseTo(72.28915662650603, 12);
    expect(tick.percentReserve).toBeCloseTo(52.083333333333336, 12);
  });

  it('goes by the reserve where the plan says so, and is unknown without a plan', () => {
    const { intensity } = prescribed();
    const byReserve = prescribed({ intensity: intensity === null ? null : { ...intensity, scheme: 'percent-reserve' } });
    expect(ticksOf(steady(128, 3), [], byReserve)[2].intensityClass).toBe('vigorous');
    expect(ticksOf(steady(128, 3))[2].intensityClass).toBe('vigorous');
    expect(ticksOf(steady(127, 3), [], byReserve)[2].intensityClass).toBe('moderate');
    expect(ticksOf(steady(120, 3), [], prescribed({ intensity: null }))[2]).toMatchObject({ smoothedBpm: 120, percentMax: null, intensityClass: 'unknown', zone: 'unknown' });
  });

  it('does not let one wrong number through', () => {
    const ticks = ticksOf([...steady(150, 10), reading(10, 260), ...steady(152, 10, 11)]);
    for (const { heartRateBpm, smoothedBpm } of ticks.slice(3)) {
      expect(heartRateBpm ?? 151).toBeLessThan(153);
      expect(smoothedBpm).toBeGreaterThanOrEqual(150);
      expect(smoothedBpm).toBeLessThanOrEqual(152);
    }
  });

  it('does not let a doubled or halved rate through, however long the spike', () => {
    const ticks = ticksOf([...steady(90, 10), ...steady(180, 8, 10), ...steady(45, 8, 18), ...steady(92, 10, 26)]);
    expect(ticks.map(({ heartRateBpm }) => heartRateBpm).filter((bpm) => bpm !== null && (bpm < 90 || bpm > 92))).toEqual([]);
    expect(ticks.slice(10, 26).every(({ heartRateBpm }) => heartRateBpm === null)).toBe(true);
    expect(ticks.at(-1)?.smoothedBpm).toBeGreaterThan(91);
  });

  it.each([[100, 146, 5], [80, 160, 20]])('tells what was held back of a heart that jumps from %d to %d bpm after %d s, as if it had been believed at once', (from, to, heldS) => {
    const readings = [...steady(from, 10), ...steady(to, 40, 10)].map((each) => ({ ...each, rrMs: [60_000 / each.heartRateBpm] }));
    const ticks = ticksOf(readings);
    const proven = ticks.filter(({ isProven }) => isProven);
    expect(proven.map(({ tMs, heartRateBpm }) => [tMs, heartRateBpm])).toEqual(Array.from({ length: heldS }, (_, i) => [1000 * (10 + i), to]));
    expect(ticks.findIndex(({ isProven }) => isProven)).toBe(10 + heldS);
    // Third second of the level: its median; then 5 s of an exponential mean. The first two seconds had been told by what was before.
    const smoothed = new Map(ticks.filter(({ smoothedBpm }) => smoothedBpm !== null).map(({ tMs, smoothedBpm }) => [tMs, smoothedBpm]));
    for (let i = 1; i < 39; i++) expect(smoothed.get(1000 * (11 + i))).toBeCloseTo(to - (to - from) * Math.exp(-i / 5), 9);
    expect(proven.slice(0, 2).map(({ smoothedBpm }) => smoothedBpm)).toEqual([null, null]);
  });

  it.each([['says another rate', [600]], ['does not say any', []]])('tells nothing after the fact of a level that its beats do not bear out: the strap %s', (_what, rrMs) => {
    const ticks = ticksOf([...steady(100, 10), ...steady(160, 20, 10).map((each) => ({ ...each, rrMs }))]);
    expect(ticks.some(({ isProven }) => isProven)).toBe(false);
    expect(ticks.findIndex(({ heartRateBpm }) => heartRateBpm === 160)).toBe(15);
  });

  it('tells nothing after the fact of a fault that passes, nor over a loss of contact', () => {
    expect(ticksOf([...steady(90, 10), ...steady(180, 15, 10), ...steady(90, 40, 25)].map((each) => ({ ...each, rrMs: [60_000 / each.heartRateBpm] }))).some(({ isProven }) => isProven)).toBe(false);
    const off = Array.from({ length: 3 }, (_, i) => reading(20 + i, 180, { contact: 'lost', rrMs: [] }));
    expect(ticksOf([...steady(90, 10), ...steady(180, 10, 10), ...off, ...steady(180, 30, 23)].map((each) => ({ ...each, rrMs: [60_000 / each.heartRateBpm] }))).some(({ isProven }) => isProven)).toBe(false);
  });

  it('tells the share of rejected beats of a minute, and doubts contact beyond a fifth in 10 s', () => {
    const rr = (seconds: number, bad: (s: number) => boolean): HeartRateReading[] => Array.from({ length: seconds }, (_, s) => reading(s, 100, { rrMs: bad(s) ? [300] : [600] }));
    const some = ticksOf(rr(100, (s) => s % 10 === 9));
    expect(some.at(-1)).toMatchObject({ contact: 'ok', artefactShare: 0.1 });
    expect(some[20].artefactShare).toBeNull();
    const many = ticksOf(rr(40, (s) => s >= 30 && s % 3 !== 0));
    expect(many.map(({ contact }) => contact).indexOf('suspect')).toBe(34);
  });

  it('does not doubt the contact of a heart that falls by 35 bpm in 10 s, nor of one that jumps', () => {
    const beating = (bpmAt: (s: number) => number): HeartRateReading[] => Array.from({ length: 60 }, (_, s) => reading(s, Math.round(bpmAt(s)), { rrMs: [60_000 / bpmAt(s)] }));
    for (const bpmAt of [(s: number) => 101 - 3.5 * Math.min(10, Math.max(0, s - 20)), (s: number) => (s < 20 ? 100 : 155)]) {
      const ticks = ticksOf(beating(bpmAt));
      expect(ticks.every(({ contact }) => contact === 'ok')).toBe(true);
      expect(ticks.at(-1)?.heartRateBpm).toBe(Math.round(bpmAt(59)));
    }
  });

  it('says from where on a strap on a table was not to be believed', () => {
    const ticks = ticksOf(steady(72, 60).map((each) => ({ ...each, contact: 'unsupported' as const, rrMs: [] })));
    expect(ticks[30]).toMatchObject({ contact: 'ok', staleFromMs: null });
    expect(ticks.at(-1)).toMatchObject({ contact: 'lost', smoothedBpm: null, zone: 'unknown', staleFromMs: 0 });
  });

  it('bridges a second without a reading, and knows nothing after three', () => {
    const ticks = ticksOf([...steady(120, 10), ...steady(120, 5, 11)]);
    expect(ticks[10]).toMatchObject({ tMs: 10_000, heartRateBpm: null, smoothedBpm: 120 });
    const silent = ticksOf([...steady(120, 10), ...steady(120, 10, 20)]);
    expect(silent.find(({ smoothedBpm, tMs }) => smoothedBpm === null && tMs > 2000)?.tMs).toBe(12_000);
    expect(silent.slice(12, 25).every(({ smoothedBpm }) => smoothedBpm === null)).toBe(true);
    expect(silent.at(-1)).toMatchObject({ contact: 'ok', smoothedBpm: 120 });
  });

  it('never shows the last number of a strap that was taken off', () => {
    const off = Array.from({ length: 40 }, (_, i) => reading(10 + i, 120, { contact: 'lost' }));
    const ticks = ticksOf([...steady(120, 10), ...off]);
    expect(ticks.slice(10).every(({ heartRateBpm, smoothedBpm }) => heartRateBpm === null && smoothedBpm === null)).toBe(true);
    expect(ticks.at(-1)?.contact).toBe('lost');
  });

  it('takes a miscount just after contact has come back for one, by what was said while it came back', () => {
    const off = Array.from({ length: 3 }, (_, i) => reading(20 + i, 66, { contact: 'lost', rrMs: [] }));
    const ticks = ticksOf([...steady(66, 20), ...off, ...steady(66, 5, 23), reading(28, 132), ...steady(66, 10, 29)]);
    const shown = ticks.slice(23).map(({ heartRateBpm }) => heartRateBpm);
    expect(shown).toEqual([null, null, null, null, null, null, ...new Array<number>(10).fill(66)]);
  });

  it('does not count up a silence of hours', () => {
    expect(ticksOf([...steady(120, 3), reading(10_000, 120)]).length).toBeLessThan(100);
  });

  it('is the same however the readings are cut into packets, and over any store in between', () => {
    const readings = fc.array(
      fc.record({ stepMs: fc.oneof(fc.integer({ min: 200, max: 2500 }), fc.integer({ min: 2500, max: 20_000 })), bpm: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 60, max: 200 }) }, { weight: 1, arbitrary: fc.constantFrom(0, 12, 260) }), contact: fc.constantFrom<HeartRateReading['contact']>('detected', 'detected', 'lost', 'unsupported') }),
      { minLength: 1, maxLength: 60 },
    ).map((steps) => {
      let tMs = 0;
      return steps.map(({ stepMs, bpm, contact }) => reading((tMs += stepMs) / 1000, bpm, { contact, rrMs: [] }));
    });
    fc.assert(
      fc.property(readings, fc.array(fc.nat(60)), (all, cuts) => {
        const whole = ticksOf(all);
        expect(ticksOf(all, cuts.map((cut) => cut % all.length))).toEqual(whole);
        const live = whole.filter(({ isProven }) => !isProven);
        for (let i = 1; i < live.length; i++) expect(live[i].tMs).toBeGreaterThan(live[i - 1].tMs);
        const smoothed = whole.filter(({ smoothedBpm }) => smoothedBpm !== null);
        for (let i = 1; i < smoothed.length; i++) expect(smoothed[i].tMs).toBeGreaterThan(smoothed[i - 1].tMs);
      }),
      { numRuns: 1000 },
    );
  });
});
