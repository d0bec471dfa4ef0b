import { describe, expect, it } from '@jest/globals';
import type { AlertView } from '#libs/contracts';
import type { Heard } from '../../demo/console-client.js';
import { delaysOf, recoveredAfterS } from './delays.js';

const raised = (ruleId: string, atMs: number, { sessionId = 's', retrospective = false } = {}): Heard['alerts'][number] => ({ atMs, entry: { change: 'raised', alert: { sessionId, ruleId, retrospective } as AlertView } as Heard['alerts'][number]['entry'] });

describe('what an overload does to alerts', () => {
  it('counts what rang with its delay, what came too late to ring, and what is missing', () => {
    const due = [{ sessionId: 's', ruleId: 'HR-02', atMs: 1000 }, { sessionId: 's', ruleId: 'HR-03', atMs: 2000 }, { sessionId: 't', ruleId: 'HR-02', atMs: 3000 }, { sessionId: 's', ruleId: 'HR-02', atMs: 9000 }];
    const heard = [raised('HR-02', 1200), raised('HR-03', 40_000, { retrospective: true }), raised('HR-02', 9500)];
    expect(delaysOf(due, heard)).toEqual({ due: 4, rang: 2, inRecord: 1, missing: 1, delayMs: { p50: 200, p95: 500, p99: 500 }, longestMs: 500 });
  });

  it('measures nothing where nothing was due', () => {
    expect(delaysOf([], [raised('HR-02', 1)])).toEqual({ due: 0, rang: 0, inRecord: 0, missing: 0, delayMs: { p50: null, p95: null, p99: null }, longestMs: null });
  });
});

describe('when all is live again', () => {
  const shown = [{ measuredAtMs: 500, shownAtMs: 9000 }, { measuredAtMs: 3000, shownAtMs: 6000 }, { measuredAtMs: 8000, shownAtMs: 11_000 }, { measuredAtMs: 9000, shownAtMs: 9100 }];

  it('is after the last that was late', () => {
    expect(recoveredAfterS(shown, { fromMs: 1000, liveMs: 2000 })).toBe(7);
    expect(recoveredAfterS(shown, { fromMs: 8500, liveMs: 2000 })).toBe(0);
  });

  it('is not known when what was measured last was late too: who looks for a minute would take a minute for the answer', () => {
    expect(recoveredAfterS(shown.slice(0, 3), { fromMs: 1000, liveMs: 2000 })).toBeNull();
  });

  it('is not known when nothing was shown', () => {
    expect(recoveredAfterS(shown, { fromMs: 10_000, liveMs: 2000 })).toBeNull();
  });
});
