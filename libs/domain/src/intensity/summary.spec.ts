import { describe, expect, it } from '@jest/globals';
import { plan, prescribed } from '../../../../tests/support/rules.js';
import type { Block, HeartRateReading } from '../session/block.js';
import { summariseIntensity, type IntensitySummary } from './summary.js';

const head = { stream: 0, sequence: 1, sensor: 0, receivedAtMs: 0 };

/** One packet a second: the heart rate, and its beats where it is given with a contact. */
function strap(bpms: (number | null)[], over: Partial<HeartRateReading> = {}): Block[] {
  return bpms.flatMap((bpm, s) => (bpm === null ? [] : [{
    ...head, kind: 'heart-rate' as const, startMs: s * 1000, endMs: s * 1000,
    readings: [{ tMs: s * 1000, heartRateBpm: bpm, contact: 'detected' as const, rrMs: [60_000 / bpm], ...over }],
  }]));
}

/** A sensor from 0 until `seconds` that swings by `swing` m/s2 once a second; at rest with 0. */
function moving(sensor: number, seconds: number, swing: number): Block[] {
  return Array.from({ length: seconds }, (_, s) => ({
    ...head, kind: 'imu' as const, sensor, startMs: s * 1000, endMs: (s + 1) * 1000, rateHz: 25,
    accelerationMPerS2: Float64Array.from({ length: 75 }, (__, i) => [0, 0, 9.81 + swing * Math.sin((2 * Math.PI * Math.floor(i / 3)) / 25)][i % 3]), angularVelocityDegPerS: new Float64Array(75),
  }));
}

/** A chest at rest. */
const still = (seconds: number): Block[] => moving(1, seconds, 0);

const mark = (s: number, name: string): Block => ({ ...head, kind: 'mark', startMs: s * 1000, endMs: s * 1000, name });
const end = (s: number): Block => ({ ...head, kind: 'end', startMs: s * 1000, endMs: s * 1000, lastSequence: 9 });
const minutes = (...stretches: [number, number | null][]): (number | null)[] => stretches.flatMap(([min, bpm]) => new Array<number | null>(min * 60).fill(bpm));
const withChest = prescribed({ sensors: [{ sensor: 1, kind: 'imu', placement: { segment: 'chest', side: 'midline' } }] });

function summed(blocks: Block[], prescription = prescribed()): IntensitySummary {
  const ordered = [...blocks].sort((a, b) => a.endMs - b.endMs);
  return summariseIntensity({ blocks: ordered, prescription, sex: 'male' });
}

describe('summary of a session', () => {
  it('has time in zone and dose of the work alone, load of all', () => {
    const bpms = minutes([5, 95], [20, 110], [5, 100]);
    const found = summed([...strap(bpms), mark(0, 'phase:warm-up'), mark(300, 'phase:work'), mark(1500, 'phase:cool-down'), end(1800)]);
    expect(found).toMatchObject({ workS: 1200, lengthS: 1800, doseMin: 20, highestBpm: 110, artefactFraction: 0 });
    expect(found.percentInZone).toBe(100);
    expect(found.trimpBanister).toMatchObject({ ok: true });
    // 5 min at 57 %, 20 at 66 %, 5 at 60 % of 166 bpm.
    expect(found.trimpEdwards.ok && found.trimpEdwards.value).toBeCloseTo(5 * 1 + 20 * 2 + 5 * 2, 0);
  });

  it('does not give the time without a strap to any zone', () => {
    const found = summed([...strap(minutes([10, 110], [3, null], [7, 110])), end(1200)]);
    expect(found.zoneS?.in).toBeGreaterThan(1000);
    expect(found.zoneS?.unmeasured).toBeGreaterThan(170);
    expect((found.zoneS?.in ?? 0) + (found.zoneS?.unmeasured ?? 0)).toBe(1200);
  });

  it('takes back what a strap on a table had said before it was found out', () => {
    const table = strap(minutes([5, 110]), { contact: 'unsupported', rrMs: [] });
    const found = summed([...table, end(300)]);
    expect(found).toMatchObject({ doseMin: null, meanBpm: null, percentInZone: null, artefactFraction: null, zoneS: { in: 0, unmeasured: 300 } });
    expect(found.trimpBanister).toMatchObject({ ok: false, reason: 'LOW_QUALITY' });
  });

  it('says of each thing that is not known why', () => {
    const found = summed([end(60)], prescribed({ intensity: null }));
    expect(found).toMatchObject({ zoneS: null, doseMin: null, meanBpm: null });
    for (const each of [found.trimpBanister, found.recovery, found.breathing]) expect(each).toMatchObject({ ok: false, reason: 'NOT_APPLICABLE' });
    for (const each of [found.restingHeartRateBpm, found.rmssdMs, found.respiration]) expect(each.ok).toBe(false);
    expect(summed([...strap(minutes([3, 110])), end(180)], prescribed({ intensity: { ...plan, advisoryOnly: true } })).trimpBanister).toMatchObject({ ok: false, reason: 'NOT_APPLICABLE' });
  });

  it('has resting heart rate and RMSSD of a rest that a sensor shows', () => {
    const bpms = minutes([5, 60]).map((bpm, s) => (s % 2 === 0 ? bpm : 61));
    const found = summed([...strap(bpms), ...still(301), end(301)], withChest);
    expect(found.restingHeartRateBpm).toMatchObject({ ok: true, value: 60.5 });
    // Intervals of 1000 and 983.6 ms by turns.
    expect(found.rmssdMs.ok && found.rmssdMs.value).toBeCloseTo(1000 - 60_000 / 61, 6);
    expect(summed([...strap(bpms), end(301)], withChest)).toMatchObject({ restingHeartRateBpm: { ok: false }, rmssdMs: { ok: false, reason: 'NOT_APPLICABLE' } });
  });

  describe('rest', () => {
    const bpms = minutes([5, 60]).map((bpm, s) => (s % 2 === 0 ? bpm : 61));
    const worn = (...segments: ('thigh' | 'shank' | 'chest')[]) => segments.map((segment, i) => ({ sensor: i + 1, kind: 'imu' as const, placement: { segment, side: segment === 'chest' ? 'midline' as const : 'left' as const } }));

    it('is none of a thigh that is still while the shank works', () => {
      const leg = prescribed({ sensors: worn('thigh', 'shank') });
      const works = [...strap(bpms), ...still(301), ...moving(2, 301, 2), end(301)];
      expect(summed(works, leg)).toMatchObject({ restingHeartRateBpm: { ok: false }, rmssdMs: { ok: false, reason: 'NOT_APPLICABLE' } });
      const rests = [...strap(bpms), ...still(301), ...moving(2, 301, 0), end(301)];
      expect(summed(rests, leg)).toMatchObject({ restingHeartRateBpm: { ok: true }, rmssdMs: { ok: true } });
      // Whether the shank moves is not known.
      expect(summed([...strap(bpms), ...still(301), end(301)], leg)).toMatchObject({ restingHeartRateBpm: { ok: false }, rmssdMs: { ok: false } });
    });

    it('is not what an exercise asks for that is done by being still, but what comes before it', () => {
      const held = prescribed({ sensors: worn('chest'), exercise: { ...prescribed().exercise, scoring: 'static-stretch' } });
      expect(summed([...strap(bpms), ...still(301), end(301)], held)).toMatchObject({ restingHeartRateBpm: { ok: false }, rmssdMs: { ok: false, reason: 'NOT_APPLICABLE' } });
      expect(summed([mark(0, 'phase:rest'), ...strap(bpms), ...still(301), end(301)], held)).toMatchObject({ restingHeartRateBpm: { ok: true }, rmssdMs: { ok: true } });
    });

    it('has no RMSSD over a hole between the beats, nor of beats from before a strap was known to be off', () => {
      const holed = bpms.map((bpm, s) => (s % 60 >= 30 && s % 60 < 34 ? null : bpm));
      expect(summed([...strap(holed), ...still(301), end(301)], withChest).rmssdMs).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
      const off = strap(bpms, { contact: 'lost' });
      expect(summed([...off, ...still(301), end(301)], withChest)).toMatchObject({ rmssdMs: { ok: false }, artefactFraction: null });
    });
  });

  it('has no dose by a zone that is a guess (clinical B1)', () => {
    const bpms = minutes([25, 110]);
    expect(summed([...strap(bpms), end(1500)]).doseMin).toBeCloseTo(25, 0);
    expect(summed([...strap(bpms), end(1500)], prescribed({ intensity: { ...plan, advisoryOnly: true } }))).toMatchObject({ doseMin: null, meanBpm: 110 });
  });

  it('has the recovery after the work', () => {
    const bpms = [...minutes([5, 130]), ...Array.from({ length: 90 }, (_, s) => Math.round(130 - 0.3 * s))];
    const found = summed([...strap(bpms), ...still(391), mark(300, 'phase:cool-down'), end(391)], withChest);
    expect(found.recovery).toMatchObject({ ok: true, value: { peakBpm: 130, dropBpm: 18, isAbnormal: false, notInterpretable: [] } });
  });
});
