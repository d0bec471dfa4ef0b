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

/** A chest at rest from 0 until `seconds`. */
function still(seconds: number): Block[] {
  return Array.from({ length: seconds }, (_, s) => ({
    ...head, kind: 'imu' as const, sensor: 1, startMs: s * 1000, endMs: (s + 1) * 1000, rateHz: 25,
    accelerationMPerS2: Float64Array.from({ length: 75 }, (__, i) => [0, 0, 9.81][i % 3]), angularVelocityDegPerS: new Float64Array(75),
  }));
}

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

  it('has the recovery after the work', () => {
    const bpms = [...minutes([5, 130]), ...Array.from({ length: 90 }, (_, s) => Math.round(130 - 0.3 * s))];
    const found = summed([...strap(bpms), ...still(391), mark(300, 'phase:cool-down'), end(391)], withChest);
    expect(found.recovery).toMatchObject({ ok: true, value: { peakBpm: 130, dropBpm: 18, isAbnormal: false, notInterpretable: [] } });
  });
});
