import { describe, expect, it } from '@jest/globals';
import { end, findings, found, prescribed, said, watched } from '../../../../../tests/support/rules.js';
import type { Reference } from '../../form/reference.js';
import { scorerVersion } from '../../form/score.js';
import type { FormScore } from '../../repetition/repetition.js';
import { unmeasured } from '../../repetition/unmeasured.js';
import type { RuleEvent } from '../rule.js';

/** 51 deg at 55 deg/s is 2.25 and 3 times the usual variation below it. */
const reference = { provisional: false, features: { rangeOfMotionDeg: { median: 60, spread: 4 }, peakVelocityOutDegPerS: { median: 100, spread: 15 } } } as unknown as Reference;
const known = prescribed({ reference });
const scored: FormScore = { verdict: 'scored', score: 55, band: 'poor', domains: [], codes: [], scorer: scorerVersion };
const unjudged: FormScore = { verdict: 'cannot-judge', reason: 'signal-gap', codes: [], scorer: scorerVersion };

function moved(atS: number, isGuarded: boolean, score = scored): RuleEvent {
  const tMs = atS * 1000;
  const features = { ...unmeasured, rangeOfMotionDeg: isGuarded ? 51 : 60, peakVelocityOutDegPerS: isGuarded ? 55 : 100 };
  return { kind: 'repetition', tMs, cause: { stream: 0, sequence: 1 }, repetition: { number: atS, startMs: tMs - 3000, turnMs: tMs - 2000, backMs: tMs - 1500, endMs: tMs, exerciseId: 'squat', execution: null, features, score } };
}

const look = (atS: number): RuleEvent[] => watched(1, () => ({}), atS);
const hurts = (pain: number, atS: number): RuleEvent => said({ report: 'pain', pain, quality: 'dull', moment: 'during' }, atS);
const guarded = (events: RuleEvent[], prescription = known): string[] => found(events, prescription).filter((each) => each.startsWith('FM-09'));

describe('FM-09: guarding (clinical D5, A-039)', () => {
  it('is a note once pain is said and two of three were guarded, whichever came first', () => {
    expect(guarded([moved(4, true), moved(8, false), moved(12, true), ...look(13), hurts(3, 14)])).toEqual(['FM-09 raised info @14']);
    expect(guarded([hurts(3, 1), moved(4, true), ...look(5), moved(8, true), ...look(9), ...look(10)])).toEqual(['FM-09 raised info @9']);
    expect(findings([hurts(6, 1), moved(4, true), moved(8, true), ...look(9)], known).find(({ ruleId }) => ruleId === 'FM-09')).toMatchObject({ kind: 'clinical', subject: 'squat/both', value: 6, limit: 3, unit: 'of 10' });
  });

  it('needs both: pain below 3, or one of three, is none', () => {
    expect(guarded([hurts(2, 1), moved(4, true), moved(8, true), ...look(9)])).toEqual([]);
    expect(guarded([hurts(8, 1), moved(4, true), moved(8, false), moved(12, false), ...look(13)])).toEqual([]);
    expect(guarded([moved(4, true), moved(8, true), ...look(9)])).toEqual([]);
  });

  it('is over with two that are moved freely, with less pain, or with the session', () => {
    const raised = [hurts(5, 1), moved(4, true), moved(8, true), ...look(9)];
    expect(guarded([...raised, moved(12, false), ...look(13), moved(16, false), ...look(17)])).toEqual(['FM-09 raised info @9', 'FM-09 cleared info @17']);
    expect(guarded([...raised, hurts(2, 20)])).toEqual(['FM-09 raised info @9', 'FM-09 cleared info @20']);
    expect(guarded([...raised, end(30)])).toEqual(['FM-09 raised info @9', 'FM-09 cleared info @30']);
  });

  it('knows nothing of pain that was said ten minutes ago: it neither raises nor clears', () => {
    expect(guarded([hurts(5, 1), moved(590, true), moved(600, true), ...look(601)])).toEqual([]);
    expect(guarded([hurts(5, 1), moved(590, true), moved(600, true), ...look(600), ...look(700)])).toEqual(['FM-09 raised info @600']);
  });

  it('cannot be told without a reference, nor of what could not be judged', () => {
    expect(guarded([hurts(5, 1), moved(4, true), moved(8, true), ...look(9)], prescribed())).toEqual([]);
    expect(guarded([hurts(5, 1), moved(4, true, unjudged), moved(8, true, unjudged), ...look(9)])).toEqual([]);
  });
});
