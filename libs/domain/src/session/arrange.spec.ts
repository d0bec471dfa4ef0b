import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arrange, beforeAllMs, gapWaitMs, startCursor, type StreamCursor, type WaitingPacket } from './arrange.js';
import type { BatteryBlock } from './block.js';

/** A packet of `stream` that ends at `endMs` and came at `receivedAtMs`. */
function packet(stream: number, sequence: number, times: { endMs: number; receivedAtMs?: number }): WaitingPacket {
  const receivedAtMs = times.receivedAtMs ?? times.endMs;
  const block: BatteryBlock = { kind: 'battery', stream, sequence, sensor: 0, startMs: times.endMs, endMs: times.endMs, receivedAtMs, percent: 50 };
  return { stream, sequence, receivedAtMs, block };
}

const fresh = { frontierMs: beforeAllMs, settledMs: beforeAllMs, gapWaitMs };
const names = (packets: WaitingPacket[]): string[] => packets.map((each) => `${each.stream}.${each.sequence}`);

describe('arrange', () => {
  it('waits 500 ms for a gap, then goes on without it and remembers what is missing', () => {
    const waiting = [packet(0, 1, { endMs: 250 }), packet(0, 3, { endMs: 750, receivedAtMs: 750 }), packet(0, 4, { endMs: 1000, receivedAtMs: 1000 })];
    const early = arrange({ ...fresh, cursors: [startCursor(0)], waiting, nowMs: 1249 });
    expect(names(early.ready)).toEqual(['0.1']);
    expect(early.lookAgainAtMs).toBe(1250);
    expect(early.waitingSinceMs).toBe(750);
    const due = arrange({ ...fresh, cursors: [startCursor(0)], waiting, nowMs: 1250 });
    expect(names(due.ready)).toEqual(['0.1', '0.3', '0.4']);
    expect(due.cursors[0]).toMatchObject({ analysedTo: 4, missing: [[2, 2]] });
    expect(due.waitingSinceMs).toBeNull();
  });

  it('calls a packet late that fills a gap which was given up', () => {
    const cursor: StreamCursor = { ...startCursor(0), analysedTo: 4, missing: [[2, 2]], keyMs: 1000 };
    const result = arrange({ ...fresh, frontierMs: 1000, cursors: [cursor], waiting: [packet(0, 2, { endMs: 500 }), packet(0, 5, { endMs: 1250 })], nowMs: 2000 });
    expect(names(result.late)).toEqual(['0.2']);
    expect(result.ready).toEqual([]);
  });

  it('orders two streams by time, and waits for the other one as long as for a gap', () => {
    const cursors = [startCursor(0), { ...startCursor(1), lastReceivedAtMs: 1000 }];
    const waiting = [packet(0, 1, { endMs: 250, receivedAtMs: 1000 }), packet(0, 2, { endMs: 500, receivedAtMs: 1000 })];
    expect(names(arrange({ ...fresh, cursors, waiting, nowMs: 1100 }).ready)).toEqual([]);
    const both = [...waiting, packet(1, 1, { endMs: 300, receivedAtMs: 1050 })];
    expect(names(arrange({ ...fresh, cursors, waiting: both, nowMs: 1100 }).ready)).toEqual(['0.1', '1.1']);
    expect(names(arrange({ ...fresh, cursors, waiting: both, nowMs: 1500 }).ready)).toEqual(['0.1', '1.1', '0.2']);
  });

  it('calls a packet late whose stream was overtaken by another', () => {
    const cursors = [{ ...startCursor(0), analysedTo: 4, keyMs: 1000 }, startCursor(1)];
    expect(names(arrange({ ...fresh, frontierMs: 1000, cursors, waiting: [packet(1, 1, { endMs: 400 })], nowMs: 1100 }).late)).toEqual(['1.1']);
  });

  it('does not go over a gap to the word that nothing is measured any more, but to what comes after it', () => {
    const measured: WaitingPacket = { ...packet(0, 9, { endMs: 2000 }), block: { kind: 'mark', stream: 0, sequence: 9, sensor: 0, startMs: 2000, endMs: 2000, receivedAtMs: 2000, name: 'measured' } };
    const waiting = [packet(0, 1, { endMs: 250 }), measured];
    const result = arrange({ ...fresh, cursors: [startCursor(0)], waiting, nowMs: 60_000 });
    expect([names(result.ready), result.lookAgainAtMs, result.waitingSinceMs]).toEqual([['0.1'], null, 2000]);
    expect(names(arrange({ ...fresh, cursors: [startCursor(0)], waiting: [...waiting, packet(0, 10, { endMs: 2000 })], nowMs: 60_000 }).ready)).toEqual(['0.1', '0.9', '0.10']);
  });

  it('does not wait for gaps below the settled time', () => {
    const waiting = [packet(0, 2, { endMs: 500, receivedAtMs: 9999 }), packet(0, 5, { endMs: 1250, receivedAtMs: 9999 })];
    const result = arrange({ ...fresh, settledMs: 500, cursors: [startCursor(0)], waiting, nowMs: 10_000 });
    expect(names(result.ready)).toEqual(['0.2']);
    expect(result.cursors[0].missing).toEqual([[1, 1]]);
  });

  it('takes every packet once, in one order, whatever the order in which they lie there', () => {
    const streams = fc.array(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(streams, fc.infiniteStream(fc.nat(1e6)), (durations, shuffle) => {
        const all = durations.flatMap((each, stream) => {
          let endMs = 0;
          return each.map((durationMs, i) => packet(stream, i + 1, { endMs: (endMs += durationMs), receivedAtMs: 0 }));
        });
        const shuffled = all.map((each) => ({ each, key: shuffle.next().value as number })).sort((a, b) => a.key - b.key).map(({ each }) => each);
        const cursors = durations.map((_, stream) => startCursor(stream));
        const straight = arrange({ ...fresh, cursors, waiting: all, nowMs: 1e6 });
        expect(names(arrange({ ...fresh, cursors, waiting: shuffled, nowMs: 1e6 }).ready)).toEqual(names(straight.ready));
        expect(straight.ready).toHaveLength(all.length);
        for (let i = 1; i < straight.ready.length; i++) {
          expect(straight.ready[i].block?.endMs).toBeGreaterThanOrEqual(straight.ready[i - 1].block?.endMs ?? 0);
        }
      }),
      { numRuns: 300 },
    );
  });
});
