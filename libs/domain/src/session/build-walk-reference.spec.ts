import { describe, expect, it } from '@jest/globals';
import { walkerBlocks, type Walker } from '../../../../tests/support/walker.js';
import type { BuildReferenceInput } from '../form/build-reference.js';
import { walking } from '../prescription/catalogue/walking.js';
import { buildWalkReference } from './build-walk-reference.js';

const whole = [{ startMs: 0, endMs: 60_000 }];

function built(walker: Partial<Walker>, other: Partial<BuildReferenceInput> = {}) {
  const blocks = walkerBlocks({ seed: 1, seconds: 61, cadencePerMin: 110, ...walker });
  return buildWalkReference({ blocks, approved: whole, exercise: walking, sensors: [{ sensor: 0, kind: 'imu', placement: { segment: 'lumbar', side: 'midline' } }], ...other });
}

describe('the reference of a walk (clinical C15, D1), simulated walkers, no persons', () => {
  it('is the middle of its windows, and how much they vary after shrinkage', () => {
    const result = built({});
    expect(result).toMatchObject({ ok: true, value: { kind: 'walk', repetitions: 6, provisional: false, sensors: [0], features: { cadencePerMin: { median: expect.closeTo(110, 0) }, stepSymmetry: { median: expect.closeTo(1, 1) } } }, flags: [] });
    // Prior 5 % of 110 and five repetitions of it: sqrt(5 * 5.5^2 / 11) = 3.71 at the least.
    expect(result.ok && result.value.features.cadencePerMin?.spread).toBeGreaterThanOrEqual(3.7);
    expect(Object.keys(result.ok ? result.value.features : {})).toEqual(['cadencePerMin', 'strideRegularity', 'stepSymmetry']);
  });

  it('is provisional below five windows, of the approved bouts alone', () => {
    expect(built({ seconds: 31 })).toMatchObject({ value: { repetitions: 3, provisional: true }, flags: ['PROVISIONAL'] });
    expect(built({ seconds: 125 }, { approved: [{ startMs: 60_000, endMs: 120_000 }] })).toMatchObject({ value: { repetitions: 6 } });
  });

  it('is the same in whatever order the packets come', () => {
    const blocks = walkerBlocks({ seed: 1, seconds: 61, cadencePerMin: 110 });
    expect(built({}, { blocks: [...blocks].reverse() })).toEqual(built({}));
  });

  it('is refused, with the reason, where there is nothing to approve', () => {
    expect(built({ stopsAtS: 0 })).toMatchObject({ ok: false, reason: 'LOW_QUALITY', detail: 'nobody walks in what was approved' });
    expect(built({}, { approved: [] })).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
    expect(built({}, { sensors: [] })).toMatchObject({ ok: false, reason: 'MISSING_INPUT', detail: 'no sensor at the belt line' });
    expect(built({}, { goniometerDeg: 60 })).toMatchObject({ ok: false, reason: 'NOT_APPLICABLE', detail: 'a goniometer reading (60 deg) says nothing of walking' });
  });
});
