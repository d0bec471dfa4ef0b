import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AngleBuffer, type Trace } from './angle-buffer.js';

const stepMs = 40;
const curve = (index: number, angleDeg: (number | null)[]) => ({ sessionId: 's', fromMs: index * stepMs, stepMs, angleDeg, ageMs: 0 });

function read(buffer: AngleBuffer, fromIndex: number, toIndex: number): Trace['y'] {
  const trace: Trace = { xS: [], y: [] };
  buffer.read(fromIndex * stepMs, toIndex * stepMs, trace);
  expect(trace.xS).toHaveLength(trace.y.length);
  return trace.y;
}

describe('angle buffer', () => {
  it('shows what was not measured, and what never came, as a gap', () => {
    const buffer = new AngleBuffer();
    buffer.push(curve(0, [1, null, 3]));
    buffer.push(curve(5, [6]));
    expect(read(buffer, 0, 6)).toEqual([1, null, 3, null, null, 6, null]);
  });

  it('shows zero degrees as zero degrees', () => {
    const buffer = new AngleBuffer();
    buffer.push(curve(0, [0, 0]));
    expect(read(buffer, 0, 1)).toEqual([0, 0]);
  });

  it('is the same whatever the order of the curves, and however often they come', () => {
    const curves = Array.from({ length: 12 }, (_, i) => curve(i * 5, [0, 1, null, 3, 4].map((each) => (each === null ? null : each + i * 5))));
    const straight = new AngleBuffer();
    for (const each of curves) straight.push(each);
    const anyOrder = fc.shuffledSubarray([...curves, ...curves], { minLength: 24, maxLength: 24 });
    fc.assert(
      fc.property(anyOrder, (shuffled) => {
        const buffer = new AngleBuffer();
        for (const each of shuffled) buffer.push(each);
        expect(read(buffer, 0, 60)).toEqual(read(straight, 0, 60));
        expect(buffer.newestMs).toBe(59 * stepMs);
      }),
    );
  });

  it('forgets what is older than it holds, and never shows it in the place of something new', () => {
    const buffer = new AngleBuffer();
    buffer.push(curve(0, [7]));
    buffer.push(curve(2048, [8]));
    expect(read(buffer, 2047, 2048)).toEqual([null, 8]);
    buffer.push(curve(0, [7]));
    expect(read(buffer, 2048, 2048)).toEqual([8]);
  });

  it('begins anew when the rate changes', () => {
    const buffer = new AngleBuffer();
    buffer.push(curve(0, [1, 2, 3]));
    buffer.push({ ...curve(0, [5]), fromMs: 160, stepMs: 20 });
    const trace: Trace = { xS: [], y: [] };
    buffer.read(120, 160, trace);
    expect(trace.y).toEqual([null, null, 5]);
  });
});
