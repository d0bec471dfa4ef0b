import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cover, disconnected, due, keep, parseWatermark, startOutbox } from './outbox.js';

const bytes = Uint8Array.of(1);

describe('outbox', () => {
  it('sends once, again when nothing covers it, and forgets what is durable', () => {
    const outbox = startOutbox();
    for (const sequence of [1, 2, 3]) keep(outbox, sequence, bytes);
    expect(due(outbox, 0, 0).map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    expect(due(outbox, 999, 0)).toEqual([]);
    expect(cover(outbox, { epoch: '', contiguous: 1, sack: [[3, 3]] }, 100)).toEqual([1, 3]);
    expect(due(outbox, 1000, 0)).toEqual([{ sequence: 2, bytes, again: true }]);
    disconnected(outbox);
    expect(due(outbox, 1001, 0)).toHaveLength(1);
  });

  it('has at most 64 packets on their way', () => {
    const outbox = startOutbox();
    for (let sequence = 1; sequence <= 100; sequence++) keep(outbox, sequence, bytes);
    expect(due(outbox, 0, 0)).toHaveLength(64);
    cover(outbox, { epoch: '', contiguous: 10, sack: [] }, 5);
    expect(due(outbox, 6, 0).map(({ sequence }) => sequence)).toEqual([65, 66, 67, 68, 69, 70, 71, 72, 73, 74]);
  });

  it('brings everything there over any lossy line, and drops nothing before it is covered', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 2 ** 31 - 2 }), (count, lossPercent, seed) => {
        // Lehmer: a multiple of the modulus would be 0 for ever, and a line that loses everything brings nothing anywhere.
        let state = seed;
        const next = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
        const lost = (): boolean => next() * 100 < lossPercent;
        const outbox = startOutbox();
        const stored = new Set<number>();
        let broken = 0;
        for (let sequence = 1; sequence <= count; sequence++) keep(outbox, sequence, bytes);
        let nowMs = 0;
        for (; outbox.kept.size > 0 && nowMs < 1e7; nowMs += 500) {
          for (const { sequence } of due(outbox, nowMs, next())) if (!lost()) stored.add(sequence);
          let contiguous = 0;
          while (stored.has(contiguous + 1)) contiguous++;
          const sack = [...stored].filter((sequence) => sequence > contiguous).map((sequence): [number, number] => [sequence, sequence]);
          if (!lost()) broken += cover(outbox, { epoch: '', contiguous, sack }, nowMs).filter((sequence) => !stored.has(sequence)).length;
        }
        expect([outbox.kept.size, stored.size, broken]).toEqual([0, count, 0]);
      }),
      { numRuns: 100 },
    );
  });

  it('does not take just anything for a watermark', () => {
    expect(parseWatermark('{"epoch":"e","contiguous":3,"sack":[]}')).toMatchObject({ contiguous: 3 });
    for (const text of ['', 'null', '{}', '{"epoch":1,"contiguous":3,"sack":[]}']) expect(parseWatermark(text)).toBeNull();
  });
});
