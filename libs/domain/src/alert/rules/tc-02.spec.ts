import { describe, expect, it } from '@jest/globals';
import { found, watched } from '../../../../../tests/support/rules.js';
import type { RuleEvent } from '../rule.js';

const cause = { stream: 0, sequence: 1 };
const gap = (tS: number, gapMs: number): RuleEvent => ({ kind: 'motion-gap', tMs: tS * 1000, gapMs, cause });
const good = (fromS: number, toS: number): RuleEvent[] => Array.from({ length: toS - fromS + 1 }, (_, i) => ({ kind: 'motion-good', tMs: (fromS + i) * 1000, cause }));

describe('TC-02: the movement sensors are silent (clinical E2)', () => {
  it.each([[1999, []], [2000, ['TC-02 raised low @10']], [9999, ['TC-02 raised low @10']], [10_000, ['TC-02 raised medium @10']]])('a hole of %d ms', (gapMs, expected) => {
    expect(found([gap(10, gapMs)])).toEqual(expected);
  });

  it('clears after 5 s without a hole', () => {
    expect(found([gap(10, 3000), ...good(11, 15)])).toHaveLength(1);
    expect(found([gap(10, 3000), ...good(11, 16)])[1]).toBe('TC-02 cleared low @16');
    expect(found([gap(10, 3000), ...good(11, 15), gap(15.5, 200), ...good(16, 20)])).toHaveLength(1);
  });

  it('rises with a longer hole, and never falls', () => {
    expect(found([gap(10, 3000), gap(22, 11_000), gap(26, 3000)])).toEqual(['TC-02 raised low @10', 'TC-02 updated medium @22']);
  });

  it('is raised by the server, too, after 2 s of silence, and medium after 10 s', () => {
    const silent = (atS: number) => ({ motionSilentMs: atS * 1000 });
    expect(found(watched(2, silent))).toEqual([]);
    expect(found(watched(10, silent))).toEqual(['TC-02 raised low @2']);
    expect(found(watched(11, silent))).toEqual(['TC-02 raised low @2', 'TC-02 updated medium @10']);
  });

  it('leaves a line that stands still altogether to TC-06, until form has not been watched for 10 s', () => {
    const still = (atS: number) => ({ motionSilentMs: atS * 1000, linkSilentMs: atS * 1000 });
    expect(found(watched(5, still))).toEqual([]);
    expect(found(watched(11, still))).toEqual(['TC-06 raised low @5', 'TC-02 raised medium @10']);
    expect(found(watched(3, (atS) => ({ motionSilentMs: atS * 1000, linkSilentMs: 1999 })))).toEqual(['TC-02 raised low @2']);
  });

  it('says nothing where no movement is expected', () => {
    expect(found(watched(100, () => ({ motionSilentMs: null })))).toEqual([]);
  });
});
