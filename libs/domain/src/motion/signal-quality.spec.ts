import { describe, expect, it } from '@jest/globals';
import { blocksOf } from '../../../../tests/support/movement.js';
import type { ImuBlock } from '../session/block.js';
import { signalQuality } from './signal-quality.js';

const span = { startMs: 0, endMs: 2000 };
const blocks = (): ImuBlock[] => blocksOf((tS) => 30 * Math.sin(3 * tS), { seconds: 2 });
const flagsOf = (given: ImuBlock[]) => {
  const found = signalQuality(given, span);
  if (!found.ok) throw new Error(found.detail);
  return found.value.flags;
};

describe('signal quality', () => {
  it('finds nothing in a whole signal, nor in samples that come twice', () => {
    expect(signalQuality(blocks(), span)).toEqual({ ok: true, value: { receivedShare: 1, longestGapMs: 10, flags: [] }, flags: [] });
    expect(flagsOf(blocks().flatMap((block) => [block, block]))).toEqual([]);
  });

  it.each([
    // Eight packets of a quarter of a second: one missing leaves 87.5 %, two leave 75 %.
    [[3], ['GAP']],
    [[3, 5], ['LOW_SAMPLE_RATE', 'GAP']],
    [[0, 7], ['LOW_SAMPLE_RATE', 'GAP']],
  ])('without packets %j: %j', (lost, flags) => {
    expect(flagsOf(blocks().filter((_, i) => !lost.includes(i)))).toEqual(flags);
  });

  it.each([[1, []], [2, ['SATURATED']]])('with %d samples in a row at the end of the range: %j, also across packets', (run, flags) => {
    const given = blocks();
    given[2].accelerationMPerS2[3 * 24 + 1] = 156;
    if (run === 2) given[3].accelerationMPerS2[1] = -156;
    expect(flagsOf(given)).toEqual(flags);
  });

  it('sees a gyroscope that is silent while gravity turns, not one at rest', () => {
    const silent = (given: ImuBlock[]): ImuBlock[] => given.map((block) => ({ ...block, angularVelocityDegPerS: block.angularVelocityDegPerS.map(() => 0) }));
    expect(flagsOf(silent(blocks()))).toEqual(['ACC_ONLY']);
    expect(flagsOf(silent(blocksOf(() => 0, { seconds: 2 })))).toEqual([]);
  });

  it('says nothing of no samples, or of a rate that no such sensor has', () => {
    expect(signalQuality([], span)).toMatchObject({ ok: false, reason: 'MISSING_INPUT' });
    expect(signalQuality(blocks(), { startMs: 5000, endMs: 6000 })).toMatchObject({ ok: false, reason: 'MISSING_INPUT' });
    expect(signalQuality(blocks().map((block) => ({ ...block, rateHz: 10 })), span)).toMatchObject({ ok: false, reason: 'OUT_OF_RANGE' });
  });
});
