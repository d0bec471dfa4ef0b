import { describe, expect, it } from '@jest/globals';
import { end, findings, found, prescribed, said, watched } from '../../../../../tests/support/rules.js';
import type { PainQuality, RedFlag, StopSymptom } from '../report.js';
import type { RuleEvent } from '../rule.js';

const pain = (value: number, atS: number, { quality = null, moment = 'during' }: { quality?: PainQuality | null; moment?: 'before' | 'during' } = {}): RuleEvent => said({ report: 'pain', pain: value, quality, moment }, atS);

describe('SY-01 and SY-04: stop now (clinical E2)', () => {
  it.each<StopSymptom>(['chest-pain', 'fainting', 'severe-breathlessness', 'palpitations', 'confusion', 'stroke-signs'])('%s is high at once', (symptom) => {
    expect(found([said({ report: 'symptom', symptom }, 12)])).toEqual(['SY-01 raised high @12']);
  });

  it.each<RedFlag>(['leg-weakness', 'saddle-numbness', 'bladder-bowel-change'])('%s is high at once', (symptom) => {
    expect(found([said({ report: 'symptom', symptom }, 12)])).toEqual(['SY-04 raised high @12']);
  });

  it('has one episode for each symptom, and the button has its own', () => {
    const told = findings([said({ report: 'sos' }, 1), said({ report: 'symptom', symptom: 'chest-pain' }, 2), said({ report: 'sos' }, 3)]);
    expect(told.map(({ subject, change }) => [subject, change])).toEqual([['sos', 'raised'], ['chest-pain', 'raised'], ['sos', 'updated']]);
  });

  it('is latched: nothing clears it but a person, not even the end of the session', () => {
    expect(found([said({ report: 'sos' }, 1), ...watched(600, () => ({}), 2), end(700)])).toEqual(['SY-01 raised high @1']);
    expect(found([said({ report: 'symptom', symptom: 'leg-weakness' }, 1), said({ report: 'dizziness', dizziness: 7 }, 2), end(20)])).toEqual(['SY-04 raised high @1', 'SY-02 raised high @2']);
  });

  it('is the same when it is said of a session that is over', () => {
    expect(found([end(20), said({ report: 'dizziness', dizziness: 7 }, 300)])).toEqual(['SY-02 raised high @300']);
  });

  it('has no configuration', () => {
    const all = prescribed({ limits: { dizziness: 8, painModel: 'central-sensitisation' }, conditions: ['vestibular'] });
    expect(found([said({ report: 'sos' }, 1)], all)).toEqual(['SY-01 raised high @1']);
  });
});

describe('SY-02: dizziness (clinical E2)', () => {
  it.each([[4.5, []], [5, ['SY-02 raised high @1']]])('%d of 10', (dizziness, expected) => {
    expect(found([said({ report: 'dizziness', dizziness }, 1)])).toEqual(expected);
  });

  it('is medium on a vestibular plan up to 2 over its limit', () => {
    const vestibular = prescribed({ conditions: ['vestibular'], limits: { dizziness: 4 } });
    expect([3.5, 4, 6, 6.5].map((dizziness) => found([said({ report: 'dizziness', dizziness }, 1)], vestibular)[0])).toEqual([undefined, 'SY-02 raised medium @1', 'SY-02 raised medium @1', 'SY-02 raised high @1']);
  });
});

describe('SY-03, PN-01, PN-02: pain during exercise (clinical E2, F3)', () => {
  it('is severe from 8, or sharp', () => {
    expect(found([pain(7.5, 1)])).toEqual(['PN-02 raised medium @1']);
    expect(found([pain(8, 1)])).toEqual(['SY-03 raised medium @1', 'PN-02 raised medium @1']);
    expect(found([pain(1, 1, { quality: 'sharp' })])).toEqual(['SY-03 raised medium @1', 'PN-02 raised medium @1']);
  });

  it('is amber, red, and clears with the next below', () => {
    expect(found([pain(2, 0, { moment: 'before' }), pain(2, 1), pain(3, 2), pain(4, 3), pain(6, 4), pain(4, 5), pain(2, 6)])).toEqual([
      'PN-01 raised low @2', 'PN-01 updated low @3', 'PN-02 raised medium @4', 'PN-01 updated low @5', 'PN-02 cleared medium @5', 'PN-01 cleared low @6',
    ]);
  });

  it('knows the pain of before', () => {
    expect(found([pain(4, 0, { moment: 'before' }), pain(4, 1)])).toEqual([]);
    expect(found([pain(4, 0, { moment: 'before' }), pain(7, 1)])).toEqual(['PN-02 raised medium @1']);
  });
});

describe('FL-01: perhaps a fall (clinical E2, C19)', () => {
  const fall: RuleEvent = { kind: 'fall-suspected', tMs: 10_000, turnedDeg: 80, cause: { stream: 0, sequence: 1 } };
  const look = (toS: number): RuleEvent[] => watched(toS - 11, () => ({}), 11);

  it('is medium at once, and high 15 s later, not before', () => {
    expect(found([fall, ...look(25)])).toEqual(['FL-01 raised medium @10']);
    expect(found([fall, ...look(26)])).toEqual(['FL-01 raised medium @10', 'FL-01 updated high @25']);
  });

  it('is over when the patient says within 15 s that they are fine', () => {
    expect(found([fall, said({ report: 'fine' }, 20), ...watched(60, () => ({}), 21)])).toEqual(['FL-01 raised medium @10', 'FL-01 cleared medium @20']);
  });

  it('asks after each fall anew, whatever was said of the one before it', () => {
    const second: RuleEvent = { ...fall, tMs: 200_000 } as RuleEvent;
    const fineOnce = [fall, said({ report: 'fine' }, 20), second];
    expect(found([...fineOnce, ...watched(16, () => ({}), 200)])).toEqual(['FL-01 raised medium @10', 'FL-01 cleared medium @20', 'FL-01 updated medium @200', 'FL-01 updated high @215']);
    expect(found([...fineOnce, said({ report: 'fine' }, 210), ...watched(60, () => ({}), 211)])).toHaveLength(4);
    expect(found([fall, ...look(30), second, ...watched(16, () => ({}), 200)]).filter((each) => each.includes('high'))).toEqual(['FL-01 updated high @25', 'FL-01 updated high @215']);
  });

  it('is not over by a word that comes later: somebody must look', () => {
    expect(found([fall, ...look(30), said({ report: 'fine' }, 31)])).toEqual(['FL-01 raised medium @10', 'FL-01 updated high @25']);
  });
});
