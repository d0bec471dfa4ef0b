import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dropFrame, emptyFrame, oldestIndex, pushFrame, shiftFrame, startQueue, type FrameQueue, type TrackFrame } from './frame-queue.js';

const frameOf = (index: number): TrackFrame => ({
  index, q: [0.5, -0.5, 0.5, -0.5], w: [index, 0.1, -0.2], acc: [0.3, index, 9.81], valid: index % 2 === 0, restarted: index % 3 === 0,
});

describe('frame queue', () => {
  it('gives back what was put in, in order, whatever is put in and taken out in between, also through a store', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('push', 'shift', 'drop', 'store'), { maxLength: 400 }), (actions) => {
        let queue = startQueue();
        const expected: TrackFrame[] = [];
        const taken = emptyFrame();
        actions.forEach((action, i) => {
          if (action === 'push') {
            pushFrame(queue, frameOf(i));
            expected.push(frameOf(i));
          }
          if (action === 'store') queue = JSON.parse(JSON.stringify(queue)) as FrameQueue;
          if (queue.count > 0 && action === 'drop') {
            dropFrame(queue);
            expected.shift();
          }
          if (queue.count > 0 && action === 'shift') {
            shiftFrame(queue, taken);
            expect(taken).toEqual(expected.shift());
          }
          expect(queue.count).toBe(expected.length);
          expect(oldestIndex(queue)).toBe(expected[0]?.index ?? -1);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('keeps nothing of a frame that was taken', () => {
    const queue = startQueue();
    for (let i = 0; i < 40; i++) pushFrame(queue, frameOf(i));
    for (let i = 0; i < 40; i++) dropFrame(queue);
    expect(queue.values.every((value) => value === 0)).toBe(true);
  });
});
