import { describe, expect, it } from '@jest/globals';
import { prescribed } from '../../../../tests/support/rules.js';
import { cannotJudge, scorerVersion } from '../form/score.js';
import { hamstringStretch } from '../prescription/catalogue/hamstring-stretch.js';
import type { FormScore, RepetitionFeatures } from './repetition.js';
import { formOfSession, startSets, stepSets, type SetStanding } from './set.js';

const features: RepetitionFeatures = {
  rangeOfMotionDeg: 60, peakAngleDeg: 60, returnErrorDeg: 1, outS: 2, holdS: 0, backS: 2, durationS: 4,
  peakVelocityOutDegPerS: 80, peakVelocityBackDegPerS: 80, sparcOut: -1.5, sparcBack: -1.5, pathDistanceDeg: 1, offAxisDeg: 0,
};
const scored = (score: number): FormScore => ({ verdict: 'scored', score, band: 'good', domains: [], codes: [], scorer: scorerVersion });

/** Repetitions of 4 s, each this long after the one before, s. */
function sets(restsS: number[], { score = scored(90), prescription = prescribed() } = {}): { standings: SetStanding[]; session: number | null } {
  const state = startSets();
  let startMs = 0;
  const standings = restsS.map((restS) => {
    startMs += 1000 * restS;
    const standing = stepSets(state, { startMs, endMs: startMs + 4000, score, features }, prescription);
    startMs += 4000;
    return standing;
  });
  return { standings, session: formOfSession(state, prescription) };
}

describe('sets (clinical C8, D6)', () => {
  it('end with a rest of more than three repetitions', () => {
    // The template of a squat takes 4 s.
    expect(sets([1, 12, 12.1, 1]).standings.map(({ number, repetitions }) => [number, repetitions])).toEqual([[1, 1], [1, 2], [2, 1], [2, 2]]);
    const stretching = prescribed({ exercise: hamstringStretch });
    expect(sets([1, 113, 115], { prescription: stretching }).standings.map(({ number }) => number)).toEqual([1, 1, 2]);
  });

  it('have no score of what could not be judged, and neither has the session', () => {
    const { standings, session } = sets([1, 1, 1, 1], { score: cannotJudge('no-reference') });
    expect(standings.at(-1)).toEqual({ number: 1, repetitions: 4, scored: 0, score: null, fatigue: null });
    expect(session).toBeNull();
  });

  it('keep their state small however long they go on', () => {
    const state = startSets();
    for (let i = 0; i < 200; i++) stepSets(state, { startMs: 5000 * i, endMs: 5000 * i + 4000, score: scored(i < 100 ? 20 : 90), features }, prescribed());
    expect(state.scores).toHaveLength(50);
    expect(stepSets(state, { startMs: 1_000_000, endMs: 1_004_000, score: scored(90), features }, prescribed())).toMatchObject({ number: 1, repetitions: 201, score: expect.closeTo(90, 9) });
  });
});
