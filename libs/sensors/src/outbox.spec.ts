import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cover, disconnected, due, keep, parseWatermark, startOutbox, type Outbox } from './outbox.js';

const bytes = Uint8Array.of(1);
/** Of a device that has been covered in time for a while. */
const openedOutbox = (): Outbox => ({ ...startOutbox(), window: { movement: 64, urgent: 64 } });

describe('outbox', () => {
  it('sends once, again when nothing covers it, and forgets what is durable', () => {
    const outbox = startOutbox();
    for (const sequence of [1, 2, 3]) keep(outbox, sequence, bytes, 'movement');
    expect(due(outbox, 0, 0).map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    expect(due(outbox, 999, 0)).toEqual([]);
    expect(cover(outbox, { epoch: '', contiguous: 1, sack: [[3, 3]] }, 100)).toEqual([1, 3]);
    expect(due(outbox, 1000, 0)).toEqual([{ sequence: 2, bytes, again: true }]);
    disconnected(outbox);
    expect(due(outbox, 1001, 0)).toHaveLength(1);
  });

  it('begins with 8 packets on their way, and has more by and by while it is covered in time', () => {
    const outbox = startOutbox();
    for (let sequence = 1; sequence <= 1500; sequence++) keep(outbox, sequence, bytes, 'movement');
    const sent = Array.from({ length: 30 }, (_, i) => {
      const sequences = due(outbox, 200 * i, 0).map(({ sequence }) => sequence);
      cover(outbox, { epoch: '', contiguous: sequences.at(-1) ?? 0, sack: [] }, 200 * i + 190);
      return sequences.length;
    });
    expect(sent.slice(0, 3)).toEqual([8, 12, 16]);
    expect(Math.max(...sent)).toBe(64);
  });

  it('has at most 64 packets on their way', () => {
    const outbox = openedOutbox();
    for (let sequence = 1; sequence <= 100; sequence++) keep(outbox, sequence, bytes, 'movement');
    expect(due(outbox, 0, 0)).toHaveLength(64);
    cover(outbox, { epoch: '', contiguous: 10, sack: [] }, 5);
    expect(due(outbox, 6, 0).map(({ sequence }) => sequence)).toEqual([65, 66, 67, 68, 69, 70, 71, 72, 73, 74]);
  });

  it('does not send again and again to a server that is slow: everything is covered 8 s after it was sent, and little was sent twice', () => {
    const outbox = startOutbox();
    const sentAtMs = new Map<number, number>();
    let sends = 0;
    for (let nowMs = 0; nowMs < 60_000; nowMs += 100) {
      keep(outbox, nowMs / 100 + 1, bytes, 'urgent');
      for (const { sequence } of due(outbox, nowMs, 0.5)) {
        sends++;
        if (!sentAtMs.has(sequence)) sentAtMs.set(sequence, nowMs);
      }
      const contiguous = Math.max(0, ...[...sentAtMs].filter(([, atMs]) => atMs <= nowMs - 8000).map(([sequence]) => sequence));
      cover(outbox, { epoch: '', contiguous, sack: [] }, nowMs);
    }
    // 64 at a time in 8 s. The first is sent again at 1.5 and 4.5 s; when it is covered nobody knows which of its copies arrived, so the rest of the first 64 are sent again once.
    expect(sentAtMs.size).toBeGreaterThan(400);
    expect(sends - sentAtMs.size).toBe(2 + 63);
  });

  it('sends again at once what was lost on the way, when one that was sent later has arrived', () => {
    const outbox = openedOutbox();
    for (let sequence = 1; sequence <= 40; sequence++) keep(outbox, sequence, bytes, 'movement');
    due(outbox, 0, 0);
    expect(due(outbox, 1000, 0).map(({ sequence }) => sequence)).toEqual([1]);
    cover(outbox, { epoch: '', contiguous: 1, sack: [] }, 1200);
    expect(due(outbox, 1201, 0)).toHaveLength(39);
  });

  it('has heart rates go ahead of movement that waits, and little movement on its way while the server is slow', () => {
    const outbox = openedOutbox();
    for (let sequence = 1; sequence <= 200; sequence++) keep(outbox, sequence, bytes, sequence % 10 === 0 ? 'urgent' : 'movement');
    const first = due(outbox, 0, 0).map(({ sequence }) => sequence);
    expect(first.filter((sequence) => sequence % 10 === 0)).toHaveLength(20);
    expect(first.filter((sequence) => sequence % 10 !== 0)).toHaveLength(64);
    expect(first).toEqual([...first].sort((a, b) => a - b));
    cover(outbox, { epoch: '', contiguous: 30, sack: [] }, 2000);
    keep(outbox, 201, bytes, 'urgent');
    // Of the movement, what is on its way is sent for 2.1 s: nothing new of it.
    expect(due(outbox, 2100, 0).filter(({ again }) => !again).map(({ sequence }) => sequence)).toEqual([201]);
    expect(outbox.window).toEqual({ movement: 4, urgent: 64 });
    for (let i = 0; i < 40; i++) {
      keep(outbox, 300 + i, bytes, 'urgent');
      const nowMs = 40_000 + 5000 * i;
      due(outbox, nowMs, 0);
      cover(outbox, { epoch: '', contiguous: 200, sack: [[201, 300 + i]] }, nowMs + 200);
    }
    expect(outbox.window.movement).toBe(64);
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
        for (let sequence = 1; sequence <= count; sequence++) keep(outbox, sequence, bytes, 'movement');
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
