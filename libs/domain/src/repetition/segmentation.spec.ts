import { describe, expect, it } from '@jest/globals';
import { breakSegmentation, startSegmentation, stepSegmentation, type SegmentationEvent, type SegmentationSettings } from './segmentation.js';

const settings: SegmentationSettings = { stepMs: 20, rangeDeg: 90, peakVelocityDegPerS: 70, durationS: 4, countFromShare: 0.4 };

/** 50 Hz; the rate is the angle's difference. `invalid` marks samples that were interpolated. */
function segment(angleAt: (tS: number) => number, { seconds = 40, invalid = (_tS: number): boolean => false } = {}): SegmentationEvent[] {
  const state = startSegmentation();
  const events: SegmentationEvent[] = [];
  for (let index = 0; index < seconds * 50; index++) {
    const tS = index / 50;
    const velocityDegPerS = index === 0 ? 0 : (angleAt(tS) - angleAt(tS - 0.02)) / 0.02;
    const event = stepSegmentation(state, { index, angleDeg: angleAt(tS), velocityDegPerS, offAxisDeg: 0, valid: !invalid(tS) }, settings);
    if (event !== null) events.push(event);
  }
  const last = breakSegmentation(state, settings);
  return last === null ? events : [...events, last];
}

const wave = (amplitude: number) => (tS: number): number => amplitude * 45 * (1 - Math.cos((2 * Math.PI * tS) / 4));
const count = (events: SegmentationEvent[], kind: SegmentationEvent['kind']): number => events.filter((event) => event.kind === kind).length;

describe('segmentation (clinical C8 tests)', () => {
  it('finds ten touch-and-go repetitions of 90 degrees', () => {
    const events = segment(wave(1));
    expect(count(events, 'repetition')).toBe(10);
    for (const event of events) {
      if (event.kind !== 'repetition') continue;
      const angles = event.cut.angleDeg.slice(event.startAt, event.endAt);
      expect(Math.abs(Math.max(...angles) - Math.min(...angles) - 90)).toBeLessThan(1);
    }
  });

  it('takes a third of the range for ten attempts, and half of it for ten repetitions without phantoms', () => {
    expect([count(segment(wave(0.3)), 'repetition'), count(segment(wave(0.3)), 'attempt')]).toEqual([0, 10]);
    expect([count(segment(wave(0.5)), 'repetition'), count(segment(wave(0.5)), 'attempt')]).toEqual([10, 0]);
  });

  it('finds nothing in slow noise of 2.5 degrees', () => {
    let seed = 42;
    const random = (): number => (seed = (seed * 1103515245 + 12345) % 2 ** 31) / 2 ** 31 - 0.5;
    const noise = new Array<number>(2000).fill(0);
    let low = 0;
    for (let i = 0; i < noise.length; i++) noise[i] = low += (random() * 2.5 * Math.sqrt(12) * 4 - low) * 0.118;
    expect(segment((tS) => noise[Math.max(0, Math.round(tS * 50))] ?? 0)).toEqual([]);
  });

  it('counts a repetition over a hole of 0.3 s, and marks it', () => {
    const events = segment(wave(1), { seconds: 4.5, invalid: (tS) => tS > 1 && tS < 1.3 });
    const [event] = events;
    expect(events).toHaveLength(1);
    expect(event.kind === 'repetition' && event.cut.valid.slice(event.startAt, event.endAt).includes(false)).toBe(true);
  });

  it('gives up what lasts longer than 15 s', () => {
    const events = segment((tS) => (tS < 1 ? 0 : Math.min(60, (tS - 1) * 40)), { seconds: 20 });
    expect(events.map(({ kind }) => kind)).toEqual(['timeout']);
  });
});
