import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { progressLimit, startProgress, stepProgress, type ProgressSettings, type ProgressState } from './open-end-progress.js';

const settings: ProgressSettings = { reference: [0, 10, 20, 10, 0], stepMs: 20, limit: null };

function after(prefix: number[], given = settings, resume = false): ProgressState {
  let state = startProgress();
  for (const angleDeg of prefix) {
    if (resume) state = JSON.parse(JSON.stringify(state)) as ProgressState;
    stepProgress(state, angleDeg, given);
  }
  return state;
}

/** Out and back by `rangeDeg` in `samples`. */
function swing(rangeDeg: number, samples: number): number[] {
  return Array.from({ length: samples }, (_, i) => (rangeDeg / 2) * (1 - Math.cos((2 * Math.PI * i) / (samples - 1))));
}

const angle = fc.double({ min: -90, max: 90, noNaN: true });

describe('progress through a repetition', () => {
  it.each([[[0, 10], 0.4], [[0, 10, 20], 0.6], [[0, 10, 20, 10], 0.8]])('after %j is %d (clinical C8)', (prefix, progress) => {
    expect(after(prefix).progress).toBeCloseTo(progress, 12);
    expect(after(prefix).distance).toBe(0);
  });

  it('takes the smallest of equals', () => {
    expect(after([0], { ...settings, reference: [0, 0, 0, 0] }).progress).toBe(0.25);
  });

  it('follows a slower one', () => {
    const slow = swing(90, 200);
    const reference = swing(90, 100);
    for (const done of [50, 100, 150, 200]) expect(after(slow.slice(0, done), { ...settings, reference }).progress).toBeCloseTo(done / 200, 1);
  });

  it('is unknown before the first sample, for no number, and without a reference; the path goes on after it', () => {
    expect(startProgress().progress).toBeNull();
    expect(after([0, 10, Number.NaN])).toMatchObject({ progress: null, distance: null, cue: false });
    expect(after([0, 10, Number.NaN, 20]).progress).toBe(0.6);
    expect(after([1], { ...settings, reference: [] }).progress).toBeNull();
  });

  it('cues when it has been unlike any reference for 300 ms, and no earlier', () => {
    const references = [88, 90, 92, 91, 89].map((rangeDeg) => swing(rangeDeg, 100));
    const limit = progressLimit(references);
    const given = { reference: references[1], stepMs: 20, limit };
    expect(after(swing(90, 100), given).cue).toBe(false);
    const state = startProgress();
    const strange = swing(90, 100).map((angleDeg, i) => (i < 50 ? angleDeg : -60));
    let beyondSince = -1;
    let cuedAt = -1;
    strange.forEach((angleDeg, i) => {
      stepProgress(state, angleDeg, given);
      if (beyondSince < 0 && state.beyondMs > 0) beyondSince = i;
      if (cuedAt < 0 && state.cue) cuedAt = i;
    });
    expect(beyondSince).toBeGreaterThanOrEqual(50);
    expect(cuedAt - beyondSince).toBe(14);
  });

  it('cues nothing with fewer than two references', () => {
    expect(progressLimit([[0, 10, 0]])).toBeNull();
    expect(after(new Array<number>(100).fill(180)).cue).toBe(false);
  });

  it('goes on after a round trip through JSON as if nothing had been', () => {
    fc.assert(fc.property(fc.array(angle, { minLength: 1, maxLength: 30 }), (prefix) => {
      const given = { ...settings, limit: 5 };
      expect(after(prefix, given, true)).toEqual(after(prefix, given));
    }));
  });

  it('is the same mirrored', () => {
    fc.assert(fc.property(fc.array(angle, { minLength: 1, maxLength: 30 }), (prefix) => {
      const mirrored = { ...settings, reference: settings.reference.map((value) => -value) };
      expect(after(prefix.map((value) => -value), mirrored)).toEqual(after(prefix));
    }));
  });
});
