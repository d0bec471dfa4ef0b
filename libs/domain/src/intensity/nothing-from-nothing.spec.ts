import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { plan, prescribed } from '../../../../tests/support/rules.js';
import type { Block, HeartRateBlock, ImuBlock } from '../session/block.js';
import { breathingAdherence, patternFor } from './breathing-adherence.js';
import { breathsOf } from './breaths.js';
import { acceptRr, startRrCleaning } from './clean-rr.js';
import { correctRr } from './correct-rr.js';
import { sessionLoad } from './effort.js';
import { heartRateRecovery } from './heart-rate-recovery.js';
import { respirationFromImu } from './respiration-from-imu.js';
import { respirationFromRr } from './respiration-from-rr.js';
import { restingBaseline, restingHeartRate } from './resting-heart-rate.js';
import { rmssd } from './rmssd.js';
import { summariseIntensity } from './summary.js';
import { measuredS, timeInZone } from './time-in-zone.js';
import { trimpBanister, trimpEdwards } from './trimp.js';

const bad = fc.constantFrom(Number.NaN, Infinity, -Infinity);
const rate = fc.oneof({ weight: 5, arbitrary: fc.double({ min: 30, max: 220, noNaN: true }) }, { weight: 1, arbitrary: bad });
const rates = fc.array(fc.oneof(rate, fc.constant(null)), { maxLength: 60 });

/** Every number in it, however deep. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(numbersIn);
}

const isSound = (value: unknown): boolean => numbersIn(value).every(Number.isFinite);

describe('of what is no number nothing is made, and nothing throws (clinical 0.2, I.2)', () => {
  it('heart rates', () => {
    fc.assert(fc.property(rates, rates, (heartRateBpm, other) => {
      const seconds = timeInZone(heartRateBpm.map((bpm, s) => ({ tMs: s * 1000, bpm })), plan);
      const sound = heartRateBpm.filter((bpm) => bpm !== null && Number.isFinite(bpm)).length;
      return measuredS(seconds) === sound && [
        trimpBanister({ heartRateBpm, plan, sex: 'male' }), trimpEdwards({ heartRateBpm, plan, sex: 'male' }), restingHeartRate(heartRateBpm, other),
        restingBaseline(heartRateBpm.filter((bpm) => bpm !== null)),
        heartRateRecovery({ workBpm: heartRateBpm, afterBpm: other, maxHeartRateBpm: 166, coolDownSdMPerS2: other[0] ?? null, rateLimitingMedication: false }),
      ].every(isSound);
    }));
  });

  it('beats and breaths', () => {
    const beats = fc.array(fc.oneof({ weight: 9, arbitrary: fc.double({ min: 300, max: 1500, noNaN: true }) }, { weight: 1, arbitrary: bad }), { maxLength: 120 });
    fc.assert(fc.property(beats, fc.constantFrom(25, 50), (rrMs, rateHz) => {
      const { rrMs: corrected, artefactFraction } = correctRr(rrMs);
      const cleaning = startRrCleaning();
      const accepted = rrMs.filter((rr) => acceptRr(cleaning, rr));
      const signal = Float64Array.from(rrMs);
      return isSound([corrected, artefactFraction, accepted, rmssd({ rrMs, artefactFraction: 0, atRest: true }), respirationFromRr(rrMs), respirationFromImu(signal, rateHz), breathingAdherence(breathsOf(signal, rateHz), patternFor([]))]);
    }));
  });

  it('readings, movement and effort', () => {
    fc.assert(fc.property(fc.array(fc.tuple(rate, fc.array(rate, { maxLength: 3 })), { maxLength: 60 }), bad, (readings, wrong) => {
      const head = { stream: 0, sequence: 1, sensor: 0, receivedAtMs: 0 };
      const blocks: Block[] = readings.map(([heartRateBpm, rrMs], s): HeartRateBlock => ({ ...head, kind: 'heart-rate', startMs: s * 1000, endMs: s * 1000, readings: [{ tMs: s * 1000, heartRateBpm, contact: 'unsupported', rrMs }] }));
      const still: ImuBlock = { ...head, kind: 'imu', startMs: 0, endMs: 1000, rateHz: 25, accelerationMPerS2: new Float64Array(75).fill(wrong), angularVelocityDegPerS: new Float64Array(75) };
      return isSound(summariseIntensity({ blocks: [...blocks, still], prescription: prescribed({ sensors: [{ sensor: 0, kind: 'imu', placement: { segment: 'chest', side: 'midline' } }] }), sex: 'unknown' }));
    }));
    expect(sessionLoad(Number.NaN, 30).ok).toBe(false);
  });
});
