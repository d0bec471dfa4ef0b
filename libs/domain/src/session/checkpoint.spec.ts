import { describe, expect, it } from '@jest/globals';
import { blocksOf, repeated } from '../../../../tests/support/movement.js';
import { prescribed } from '../../../../tests/support/rules.js';
import { buildReference } from '../form/build-reference.js';
import { exercises } from '../prescription/catalogue/index.js';
import type { Prescription } from '../prescription/prescription.js';
import { analyse, startAnalysis, type AnalysisState } from './analyse.js';
import { stateIn, stateShape, toCheckpoint } from './checkpoint.js';

const calibration = prescribed({ sensors: [{ sensor: 0, kind: 'imu', placement: { segment: 'thigh', side: 'right' } }] });
const movement = repeated({ firstS: 2, outS: 1.5, cycleS: 5, rangesDeg: [60, 62, 58, 61, 59] });
const blocks = blocksOf(movement, { seconds: 28 });
const built = buildReference({ blocks, approved: [0, 1, 2, 3, 4].map((i) => ({ startMs: 1900 + 5000 * i, endMs: 5100 + 5000 * i })), exercise: calibration.exercise, sensors: calibration.sensors });
if (!built.ok) throw new Error(built.detail);
const prescription: Prescription = { ...calibration, reference: built.value };
const after = (seconds: number): AnalysisState => analyse(startAnalysis(prescription, 0), blocks.slice(0, 4 * seconds), { prescription, now: null }).state;
const stored = (state: AnalysisState): { scorer: string; shape: number; state: Record<string, Record<string, unknown>> } => JSON.parse(JSON.stringify(toCheckpoint(state)));

/** Every place in a state that has a name; what is in lists is looked at in their first entry. */
function placesIn(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return placesIn(value[0], `${path}[]`);
  if (value === null || typeof value !== 'object') return [path];
  return Object.entries(value).flatMap(([key, each]) => placesIn(each, path === '' ? key : `${path}.${key}`));
}

function digestOf(places: readonly string[]): string {
  // FNV-1a, 32 bits.
  let hash = 0x811c9dc5;
  for (const char of places.join('\n')) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(16);
}

/** By the number of each shape. Never change a line, add one. */
const shapes: Record<number, string> = {
  1: '6ba1dcc',
  2: 'bcf98c02',
  3: '171169b6',
  4: '171169b6',
  5: 'f2bc225a',
  6: '2312ff5a',
  7: 'ed4a0888',
  8: '19096561',
  9: 'd03fdbd6',
  10: 'd03fdbd6',
  11: '4f9bf006',
  12: 'df4fd5a',
  13: '50ca44ff',
  14: '5a657606',
  15: 'e399389e',
  16: 'eae875e3',
};

describe('a checkpoint', () => {
  it('is gone on from when scorer and shape are the present ones', () => {
    const kept = stored(after(9));
    expect(stateIn(kept, prescription)).toEqual(kept.state);
  });

  it.each(exercises)('of $id is never refused for what has come in the meantime', (exercise) => {
    const own = { ...prescription, exercise };
    const { state } = analyse(startAnalysis(own, 0), blocks, { prescription: own, now: { epochMs: 30_000, waitingSinceMs: null } });
    expect(stateIn(stored(startAnalysis(own, 0)), own)).not.toBeNull();
    expect(stateIn(stored(state), own)).not.toBeNull();
  });

  it('of another scorer, of another shape, or of nobody is refused', () => {
    const kept = stored(after(9));
    expect(stateIn({ ...kept, scorer: '3.0.0' }, prescription)).toBeNull();
    expect(stateIn({ ...kept, shape: stateShape - 1 }, prescription)).toBeNull();
    expect(stateIn({ scorer: kept.scorer, state: kept.state }, prescription)).toBeNull();
    expect(stateIn(null, prescription)).toBeNull();
  });

  it.each<[string, (state: Record<string, Record<string, unknown>>) => void]>([
    ['lacks a part that came later', ({ motion }) => void delete motion['progress']],
    ['has a word where a list is', ({ motion }) => void (motion['candidates'] = 'none')],
    ['has a number where a part is', ({ coach }) => void (coach['sets'] = 3)],
    ['lacks a rule', ({ rules }) => void delete ((rules['stream'] as Record<string, Record<string, unknown>>)['rules'] ?? {})['FM-01']],
    ['lacks something within a list', ({ motion }) => void delete (motion['candidates'] as Record<string, unknown>[])[0]['reach']],
  ])('is refused, not misread, when its state %s', (_what, change) => {
    const kept = stored(after(9));
    change(kept.state);
    expect(stateIn(kept, prescription)).toBeNull();
  });

  it('has a number for its shape, which rises with every change of it', () => {
    // In a repetition, after some: everything that is null at first is there. Rules have their names in the state, and are checked by those.
    const { rules: _rules, ...state } = after(14);
    const digest = digestOf(placesIn(state).sort());
    // The state of an analysis has another shape now: raise `stateShape` in checkpoint.ts and add the new digest here.
    expect(shapes[stateShape]).toBe(digest);
  });
});
