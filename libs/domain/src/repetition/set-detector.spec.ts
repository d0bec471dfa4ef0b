import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { finishSetDetector, noteRepetition, startSetDetector, stepSetDetector, type SetDetectorState, type SetEvent } from './set-detector.js';

interface Stretch {
  seconds: number;
  /** Rate at a time since the beginning of the stretch, deg/s. */
  rate: (tS: number) => number;
  /** How often a repetition is counted; never when left out. */
  everyS?: number;
}

const still: Stretch['rate'] = () => 0;
/** 0 to 90 deg and back in `periodS` (clinical C8). */
const swing = (periodS: number): Stretch['rate'] => (tS) => ((90 * Math.PI) / periodS) * Math.sin((2 * Math.PI * tS) / periodS);

interface Run {
  rateHz?: number;
  startMs?: number;
  resume?: boolean;
  durationS?: number | null;
}

function run(stretches: Stretch[], { rateHz = 50, startMs = 0, resume = false, durationS = null }: Run = {}): { events: SetEvent[]; state: SetDetectorState } {
  let state = startSetDetector();
  const events: (SetEvent | null)[] = [];
  let fromS = 0;
  for (const { seconds, rate, everyS } of stretches) {
    for (let i = 0; i < Math.round(seconds * rateHz); i++) {
      if (resume) state = JSON.parse(JSON.stringify(state)) as SetDetectorState;
      const tS = i / rateHz;
      const tMs = startMs + 1000 * (fromS + tS);
      if (everyS !== undefined && i > 0 && i % Math.round(everyS * rateHz) === 0) noteRepetition(state, tMs);
      events.push(stepSetDetector(state, { tMs, velocityDegPerS: rate(tS) }, { durationS }));
    }
    fromS += seconds;
    if (everyS !== undefined) noteRepetition(state, startMs + 1000 * fromS);
  }
  return { events: [...events, finishSetDetector(state)].filter((event) => event !== null), state };
}

const seconds = (event: SetEvent | undefined): number[] => (event?.kind === 'set-ended' ? [event.startMs / 1000, event.endMs / 1000] : []);

/** Seeded, so that a failure can be looked at (Park & Miller 1988). */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647 - 0.5;
  };
}

describe('set detector', () => {
  it.each([1, 2, 4, 6, 9])('finds a set of repetitions of %d s each, and agrees with their count', (periodS) => {
    const { events } = run([{ seconds: 10, rate: still }, { seconds: 10 * periodS, rate: swing(periodS), everyS: periodS }, { seconds: 20, rate: still }]);
    expect(events.map((event) => event.kind)).toEqual(['set-started', 'set-ended']);
    const [start, end] = seconds(events[1]);
    expect(Math.abs(start - 10)).toBeLessThan(0.25);
    expect(Math.abs(end - 10 - 10 * periodS)).toBeLessThan(0.25);
    expect(events[1]).toMatchObject({ repetitions: 10, flags: [] });
  });

  it('tells two sets apart', () => {
    const set = { seconds: 30, rate: swing(3), everyS: 3 };
    const { events } = run([set, { seconds: 30, rate: still }, set, { seconds: 10, rate: still }]);
    expect(events.map((event) => event.kind)).toEqual(['set-started', 'set-ended', 'set-started', 'set-ended']);
    expect(events.filter((event) => event.kind === 'set-ended').map((event) => event.repetitions)).toEqual([10, 10]);
  });

  it('doubts a count that is two short, not one that is one short', () => {
    const counted = (count: number): SetEvent | undefined => {
      const state = startSetDetector();
      for (let i = 0; i < 40 * 50; i++) {
        if (i > 0 && i % 200 === 0 && i / 200 <= count) noteRepetition(state, 20 * i);
        stepSetDetector(state, { tMs: 20 * i, velocityDegPerS: swing(4)(i / 50) }, { durationS: 10 });
      }
      return finishSetDetector(state) ?? undefined;
    };
    expect(counted(9)).toMatchObject({ repetitions: 9, flags: [] });
    expect(counted(8)).toMatchObject({ repetitions: 8, flags: ['COUNT_UNCERTAIN'] });
    expect(counted(0)).toMatchObject({ repetitions: 0, flags: ['COUNT_UNCERTAIN'] });
  });

  it('ends a set in which nothing is counted for 10 s, or three times the reference', () => {
    const endedAt = (durationS: number | null): number => {
      const state = startSetDetector();
      for (let i = 0; i < 60 * 50; i++) {
        if (i > 0 && i <= 1000 && i % 100 === 0) noteRepetition(state, 20 * i);
        if (stepSetDetector(state, { tMs: 20 * i, velocityDegPerS: swing(2)(i / 50) }, { durationS })?.kind === 'set-ended') return i / 50;
      }
      return Number.NaN;
    };
    expect(endedAt(null)).toBeCloseTo(31, 0);
    expect(endedAt(6)).toBeCloseTo(39, 0);
  });

  it('takes neither stillness nor breathing for a set', () => {
    const breathing = (tS: number): number => 2 * Math.PI * 0.25 * 2 * Math.cos(2 * Math.PI * 0.25 * tS);
    expect(run([{ seconds: 60, rate: still }]).events).toEqual([]);
    expect(run([{ seconds: 60, rate: breathing }]).events).toEqual([]);
  });

  it.each([0.9, 0.99])('takes ten minutes of aimless movement, a share of %d of which lasts to the next sample, for no set', (share) => {
    const random = noise(7);
    let aimless = 0;
    const wander = (): number => {
      aimless = share * aimless + 60 * Math.sqrt(1 - share * share) * random();
      return aimless;
    };
    expect(run([{ seconds: 600, rate: wander }]).events).toEqual([]);
  });

  it('bears holes in the signal, and gives no number for one that is none', () => {
    const holed = (tS: number): number => (Math.floor(tS * 50) % 7 === 0 ? Number.NaN : swing(4)(tS));
    const { events } = run([{ seconds: 40, rate: holed, everyS: 4 }, { seconds: 10, rate: still }]);
    expect(events[1]).toMatchObject({ repetitions: 10, flags: [] });
    expect(run([{ seconds: 60, rate: () => Number.NaN }]).events).toEqual([]);
  });

  it('forgets a set that was interrupted for minutes', () => {
    const state = startSetDetector();
    for (let i = 0; i < 20 * 50; i++) stepSetDetector(state, { tMs: 20 * i, velocityDegPerS: swing(2)(i / 50) }, { durationS: null });
    for (let i = 0; i < 12; i++) noteRepetition(state, 20_000);
    let ended: SetEvent | null = null;
    for (let i = 0; i < 20 * 50; i++) ended ??= stepSetDetector(state, { tMs: 600_000 + 20 * i, velocityDegPerS: 0 }, { durationS: null });
    expect(ended).toMatchObject({ kind: 'set-ended', startMs: 0 });
    expect(seconds(ended ?? undefined)[1]).toBeLessThanOrEqual(20);
  });

  it('goes on after a round trip through JSON, does not care when it was, which way, nor at which rate', () => {
    const stretches = [{ seconds: 5, rate: still }, { seconds: 24, rate: swing(2.4), everyS: 2.4 }, { seconds: 12, rate: still }];
    const { events } = run(stretches);
    expect(run(stretches, { resume: true }).events).toEqual(events);
    expect(run(stretches.map((each) => ({ ...each, rate: (tS: number) => -each.rate(tS) }))).events).toEqual(events);
    expect(seconds(run(stretches, { rateHz: 25 }).events[1])).toEqual(seconds(events[1]));
    fc.assert(fc.property(fc.integer({ min: 0, max: 10_000_000 }), (startMs) => {
      const later = run(stretches, { startMs }).events;
      expect(seconds(later[1])).toEqual(seconds(events[1]).map((each) => (1000 * each + startMs) / 1000));
    }), { numRuns: 5 });
  });
});
