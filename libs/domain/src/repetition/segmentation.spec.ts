import { describe, expect, it } from '@jest/globals';
import { breakSegmentation, startSegmentation, stepSegmentation, type SegmentationEvent, type SegmentationSettings } from './segmentation.js';

const settings: SegmentationSettings = { stepMs: 20, rangeDeg: 90, widthS: 2, countFromShare: 0.4 };

/** 50 Hz; the rate is the angle's difference. `invalid` marks samples that were interpolated. */
function segment(angleAt: (tS: number) => number, { seconds = 40, invalid = (_tS: number): boolean => false } = {}): SegmentationEvent[] {
  const state = startSegmentation();
  const events: SegmentationEvent[] = [];
  for (let index = 0; index < seconds * 50; index++) {
    const tS = index / 50;
    const velocityDegPerS = index === 0 ? 0 : (angleAt(tS) - angleAt(tS - 0.02)) / 0.02;
    const frame = { index, angleDeg: angleAt(tS), velocityDegPerS, offAxisDeg: 0, valid: !invalid(tS) };
    const event = stepSegmentation(state, { ...frame, reachDeg: angleAt(tS), speedDegPerS: Math.abs(velocityDegPerS) }, settings);
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

  it('takes a posture that is kept for longer than 6 s and 2.2 times the reference for a new rest', () => {
    const events = segment((tS) => (tS < 1 ? 0 : Math.min(60, (tS - 1) * 40)), { seconds: 20 });
    expect(events.map(({ kind }) => kind)).toEqual(['timeout']);
    const after = segment((tS) => (tS < 1 ? 0 : Math.min(60, (tS - 1) * 40)) + (tS > 12 ? wave(1)(tS - 12) : 0), { seconds: 16.5 });
    expect(after.map(({ kind }) => kind)).toEqual(['timeout', 'repetition']);
  });

  it('is not kept waiting by a first posture to which no repetition comes back', () => {
    // Two ranges below where the patient rests, as where a session begins in the middle of a movement: the wait for half of that height lasted until 6 s.
    const events = segment((tS) => (tS < 0.4 ? -180 + 450 * tS : wave(1)(tS - 0.4)), { seconds: 20.4 });
    expect(count(events, 'repetition')).toBe(5);
    expect(events.map(({ kind }) => kind)).not.toContain('timeout');
    // Whoever goes twice as far as in the reference, and shakes by a third of it far out, has done one.
    const shaken = segment((tS) => wave(2)(tS) + (tS > 1 && tS < 3 ? 15 * Math.sin(2 * Math.PI * (tS - 1)) : 0), { seconds: 4.5 });
    expect(count(shaken, 'repetition')).toBe(1);
  });

  it('is out within 300 ms of its end', () => {
    const state = startSegmentation();
    const angleAt = (tS: number): number => (tS < 1 || tS > 5 ? 0 : wave(1)(tS - 1));
    for (let index = 0; index < 400; index++) {
      const tS = index / 50;
      const velocityDegPerS = (angleAt(tS) - angleAt(tS - 0.02)) / 0.02;
      const frame = { index, angleDeg: angleAt(tS), velocityDegPerS, offAxisDeg: 0, valid: true, reachDeg: angleAt(tS), speedDegPerS: Math.abs(velocityDegPerS) };
      if (stepSegmentation(state, frame, settings) === null) continue;
      expect(tS).toBeLessThanOrEqual(5.3);
      return;
    }
    throw new Error('no repetition');
  });

  it('cuts two that do not come back to rest between them where they are lowest', () => {
    const events = segment((tS) => (tS < 4 ? wave(1)(tS) : wave(1)(tS)) + (tS > 2 && tS < 6 ? 25 : tS >= 6 && tS < 6.5 ? 50 * (6.5 - tS) : tS > 1.5 && tS <= 2 ? 50 * (tS - 1.5) : 0), { seconds: 9 });
    expect(count(events, 'repetition')).toBe(2);
  });

  it('ignores a jerk that is over half of its height for less than 0.45 s', () => {
    expect(segment((tS) => (tS > 1 && tS < 1.5 ? 60 * Math.sin((Math.PI * (tS - 1)) / 0.5) : 0), { seconds: 4 })).toEqual([]);
  });

  it('gives the same with the state stored after every sample', () => {
    let state = startSegmentation();
    const events: SegmentationEvent[] = [];
    for (let index = 0; index < 1000; index++) {
      const tS = index / 50;
      const velocityDegPerS = index === 0 ? 0 : (wave(1)(tS) - wave(1)(tS - 0.02)) / 0.02;
      const frame = { index, angleDeg: wave(1)(tS), velocityDegPerS, offAxisDeg: 0, valid: true, reachDeg: wave(1)(tS), speedDegPerS: Math.abs(velocityDegPerS) };
      const event = stepSegmentation(state, frame, settings);
      if (event !== null) events.push(event);
      state = JSON.parse(JSON.stringify(state)) as typeof state;
    }
    expect(events).toEqual(segment(wave(1), { seconds: 20 }).slice(0, events.length));
    expect(events.length).toBeGreaterThanOrEqual(4);
  });
});
