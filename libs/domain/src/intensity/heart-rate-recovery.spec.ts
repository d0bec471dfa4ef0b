import { describe, expect, it } from '@jest/globals';
import { beginPhase, heartRateRecovery, noteActivity, startRecovery, stepRecovery } from './heart-rate-recovery.js';

const input = { maxHeartRateBpm: 166, coolDownSdMPerS2: 0.4, rateLimitingMedication: false };
const seconds = (bpm: number | null, n: number): (number | null)[] => new Array<number | null>(n).fill(bpm);

describe('heart-rate recovery (clinical B9)', () => {
  it.each([
    [130, 112, { dropBpm: 18, isAbnormal: false, notInterpretable: [] }],
    [130, 119, { dropBpm: 11, isAbnormal: true, notInterpretable: [] }],
    [130, 118, { dropBpm: 12, isAbnormal: true, notInterpretable: [] }],
    [100, 89, { dropBpm: 11, isAbnormal: true, notInterpretable: ['peak-below-70-percent'] }],
  ])('from %d to %d bpm', (peak, after, expected) => {
    expect(heartRateRecovery({ ...input, workBpm: seconds(peak, 10), afterBpm: seconds(after, 11) })).toMatchObject({ ok: true, value: expected });
  });

  it('is a number that says nothing on a beta-blocker, or when the cool-down was brisk or not measured', () => {
    const series = { workBpm: seconds(130, 10), afterBpm: seconds(110, 11) };
    expect(heartRateRecovery({ ...input, ...series, rateLimitingMedication: true })).toMatchObject({ flags: ['NOT_INTERPRETABLE'], value: { notInterpretable: ['rate-limiting-medication'] } });
    expect(heartRateRecovery({ ...input, ...series, coolDownSdMPerS2: 2 })).toMatchObject({ value: { notInterpretable: ['cool-down-not-slow'] } });
    expect(heartRateRecovery({ ...input, ...series, coolDownSdMPerS2: null })).toMatchObject({ value: { notInterpretable: ['cool-down-not-measured'] } });
  });

  it('is a number that says nothing where nobody knows the maximum, as with a pacemaker', () => {
    expect(heartRateRecovery({ ...input, maxHeartRateBpm: null, workBpm: seconds(130, 10), afterBpm: seconds(120, 11) })).toMatchObject({ flags: ['NOT_INTERPRETABLE'], value: { dropBpm: 10, notInterpretable: ['maximum-not-known'] } });
  });

  it('is not there when half of it was not measured', () => {
    expect(heartRateRecovery({ ...input, workBpm: [...seconds(130, 4), ...seconds(null, 6)], afterBpm: seconds(110, 11) })).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
    expect(heartRateRecovery({ ...input, workBpm: [], afterBpm: [] })).toMatchObject({ ok: false });
    // The last ten seconds of a work that lasted four.
    expect(heartRateRecovery({ ...input, workBpm: seconds(130, 4), afterBpm: seconds(110, 11) })).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
    expect(heartRateRecovery({ ...input, workBpm: seconds(130, 5), afterBpm: seconds(110, 11) })).toMatchObject({ ok: true });
  });

  it('is gathered once after each work', () => {
    const state = startRecovery();
    const told: unknown[] = [];
    for (let s = 0; s < 200; s++) {
      if (s === 100) beginPhase(state, { from: 'work', to: 'cool-down', tMs: 100_000 });
      if (s > 100) noteActivity(state, 0.5);
      const gathered = stepRecovery(state, { tMs: s * 1000, heartRateBpm: s < 100 ? 130 : 130 - (s - 100) * 0.25 });
      if (gathered !== null) told.push({ s, ...gathered });
    }
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ s: 165, workBpm: seconds(130, 10), coolDownSdMPerS2: 0.5 });
    expect((told[0] as { afterBpm: number[] }).afterBpm).toHaveLength(11);
    expect((told[0] as { afterBpm: number[] }).afterBpm[5]).toBe(115);
  });

  it('is not gathered when work goes on within the minute, nor of a warm-up', () => {
    const state = startRecovery();
    beginPhase(state, { from: 'work', to: 'rest', tMs: 10_000 });
    beginPhase(state, { from: 'rest', to: 'work', tMs: 40_000 });
    for (let s = 10; s < 120; s++) expect(stepRecovery(state, { tMs: s * 1000, heartRateBpm: 120 })).toBeNull();
    beginPhase(state, { from: 'warm-up', to: 'rest', tMs: 120_000 });
    for (let s = 120; s < 240; s++) expect(stepRecovery(state, { tMs: s * 1000, heartRateBpm: 120 })).toBeNull();
  });
});
