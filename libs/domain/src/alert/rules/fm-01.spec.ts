import { describe, expect, it } from '@jest/globals';
import { findings, found, prescribed } from '../../../../../tests/support/rules.js';
import { cannotJudge, scorerVersion } from '../../form/score.js';
import type { FormScore, Repetition } from '../../repetition/repetition.js';
import type { RuleEvent } from '../rule.js';

const unmeasured: Repetition['features'] = {
  rangeOfMotionDeg: null, peakAngleDeg: null, returnErrorDeg: null, outS: null, holdS: null, backS: null, durationS: null,
  peakVelocityOutDegPerS: null, peakVelocityBackDegPerS: null, sparcOut: null, sparcBack: null, pathDistanceDeg: null, offAxisDeg: null,
};
const judged = (band: 'good' | 'fair' | 'poor', score: number): FormScore => ({ verdict: 'scored', score, band, domains: [], codes: [], scorer: scorerVersion });
const scores: Record<string, FormScore> = { g: judged('good', 90), f: judged('fair', 70), p: judged('poor', 40), '-': cannotJudge('signal-gap') };

/** One repetition every 4 s: p poor, f fair, g good, - cannot judge. */
function repetitions(bands: string, fromS = 0): RuleEvent[] {
  return [...bands].map((band, i) => {
    const endMs = (fromS + 4 * (i + 1)) * 1000;
    const repetition: Repetition = { number: i + 1, startMs: endMs - 3000, turnMs: endMs - 2000, backMs: endMs - 1500, endMs, exerciseId: 'squat', features: unmeasured, execution: null, score: scores[band] };
    return { kind: 'repetition', tMs: endMs, repetition, cause: { stream: 0, sequence: i + 1 } };
  });
}

describe('FM-01: poor in 3 of the last 5 (clinical E2)', () => {
  it.each([['pp', 0], ['ppp', 1], ['pgpgp', 1], ['pggpgp', 0], ['ppggp', 1], ['ppgggp', 0]])('%s -> %d', (bands, times) => {
    expect(found(repetitions(bands))).toHaveLength(times);
  });

  it('takes one that cannot be judged for neither good nor poor', () => {
    expect(found(repetitions('p--p--p'))).toEqual(['FM-01 raised low @28']);
  });

  it('clears when 3 of the last 5 are not poor, fair or good', () => {
    expect(found(repetitions('pppgf'))).toEqual(['FM-01 raised low @12']);
    expect(found(repetitions('pppgfg'))).toEqual(['FM-01 raised low @12', 'FM-01 cleared low @24']);
  });

  it('becomes medium when it goes on for five more', () => {
    expect(found(repetitions('pppp' + 'ppp')).filter((each) => each.includes('medium'))).toEqual([]);
    expect(found(repetitions('ppp' + 'pgpgp'))).toEqual(['FM-01 raised low @12', 'FM-01 updated low @16', 'FM-01 updated low @24', 'FM-01 updated medium @32']);
    expect(found(repetitions('ppp' + 'pppppppp')).filter((each) => each.includes('medium'))).toHaveLength(4);
  });

  it('is raised again after it was cleared', () => {
    expect(found(repetitions('pppggg' + 'ppp')).filter((each) => each.includes('raised'))).toHaveLength(2);
  });

  it('judges neither warm-up nor rest, nor the first 10 s after them', () => {
    const phase = (name: 'warm-up' | 'work', atS: number): RuleEvent => ({ kind: 'phase', tMs: atS * 1000, phase: name, cause: { stream: 0, sequence: 1 } });
    expect(found([phase('warm-up', 0), ...repetitions('ppppp')])).toEqual([]);
    expect(found([phase('work', 0), ...repetitions('pppp')])).toEqual([]);
    expect(found([phase('work', 0), ...repetitions('ppppp')])).toEqual(['FM-01 raised low @20']);
  });

  it('judges nobody by a reference that no longer holds (D1, REFERENCE_STALE)', () => {
    expect(found(repetitions('ppp'), prescribed({ referenceStanding: { ageDays: 41, stale: null } }))).toEqual(['FM-01 raised low @12']);
    expect(found(repetitions('ppppp'), prescribed({ referenceStanding: { ageDays: 42, stale: 'old' } }))).toEqual([]);
  });

  it('names exercise and side', () => {
    expect(findings(repetitions('ppp'), prescribed({ side: 'left' }))).toEqual([expect.objectContaining({ subject: 'squat/left', value: 3, limit: 3, unit: 'of 5 repetitions', cause: { stream: 0, sequence: 3 } })]);
  });
});
