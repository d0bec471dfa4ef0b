import { describe, expect, it } from '@jest/globals';
import type { SessionHead } from '#libs/data';
import { SessionAnalyst, type AnalysisStore } from './session-analyst.js';

/** The story of what it analyses is tests/stories/delivery.spec.ts. */
describe('which sessions are folded again in the time that there is', () => {
  const analyst = new SessionAnalyst({} as AnalysisStore);
  const head = (sessionId: string, ...missing: [number, number][]): SessionHead => ({ sessionId, version: 1, cursors: [{ stream: 0, analysedTo: 5000, missing, keyMs: 0, lastReceivedAtMs: 0, ended: false }] });
  const inTurn = (leftMs: number, ...heads: SessionHead[]): string[] => analyst.inTurn(heads, { leftMs, nowMs: 100_000 }).map(({ sessionId }) => sessionId);
  const few = head('few', [10, 12], [14, 15]);
  const many = head('many', [2, 2000], [2002, 4000]);

  it('those that lack little first, as far as the time goes', () => {
    expect(inTurn(1, many, few)).toEqual(['few']);
    expect(inTurn(100, many, few)).toEqual(['few', 'many']);
  });

  it('none when there is no time, and none that lacks nothing', () => {
    expect(inTurn(0, many, few)).toEqual([]);
    expect(inTurn(-50, few)).toEqual([]);
    expect(inTurn(100, head('whole'))).toEqual([]);
  });
});
