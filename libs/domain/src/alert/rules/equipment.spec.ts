import { describe, expect, it } from '@jest/globals';
import { found, prescribed, said, watched } from '../../../../../tests/support/rules.js';
import type { WornSensor } from '../../motion/worn-check.js';
import type { RuleEvent } from '../rule.js';

const only = (ruleId: string, told: string[]): string[] => told.filter((each) => each.startsWith(ruleId));

describe('TC-03: a battery is nearly empty (clinical E2)', () => {
  const battery = (percent: number, atS: number, sensor = 0): RuleEvent => ({ kind: 'battery', tMs: atS * 1000, sensor, percent, cause: { stream: 0, sequence: 1 } });

  it.each([[15, []], [14, ['TC-03 raised low @1']], [5, ['TC-03 raised low @1']], [4, ['TC-03 raised medium @1']]])('%d %%', (percent, expected) => {
    expect(found([battery(percent, 1)])).toEqual(expected);
  });

  it('tells each sensor once, and does not flap around its limit', () => {
    expect(found([battery(14, 1), battery(16, 2), battery(14, 3), battery(14, 4, 1), battery(4, 5), battery(80, 6)])).toEqual([
      'TC-03 raised low @1', 'TC-03 raised low @4', 'TC-03 updated medium @5', 'TC-03 cleared medium @6',
    ]);
  });
});

describe('TC-04: a clock runs away (clinical E2)', () => {
  const skewed = (clockSkewMs: number | null, seconds: number, fromS = 0) => watched(seconds, () => ({ clockSkewMs }), fromS);

  it.each([[-2000, 0], [-2001, 1], [500, 0], [501, 1], [null, 0]])('%p ms', (skewMs, times) => {
    expect(found(skewed(skewMs, 5))).toEqual([]);
    expect(found(skewed(skewMs, 6))).toHaveLength(times);
  });

  it('is not what a slow server makes of it', () => {
    expect(only('TC-04', found(watched(60, () => ({ clockSkewMs: 3000, lagMs: 3000 }))))).toEqual([]);
  });
});

describe('TC-06: nothing comes any more (clinical E2)', () => {
  const silent = (fromS: number, seconds: number) => watched(seconds, (atS) => ({ linkSilentMs: (atS - fromS) * 1000 }), fromS);
  const back = (fromS: number, seconds: number) => watched(seconds, () => ({ linkSilentMs: 0 }), fromS);

  it('is low at 5 s, not before, and medium at 30 s', () => {
    expect(found(silent(0, 5))).toEqual([]);
    expect(found(silent(0, 30))).toEqual(['TC-06 raised low @5']);
    expect(found(silent(0, 31))).toEqual(['TC-06 raised low @5', 'TC-06 updated medium @30']);
  });

  it('clears after 5 s of packets', () => {
    expect(found([...silent(0, 10), ...back(10, 5)])).toHaveLength(1);
    expect(found([...silent(0, 10), ...back(10, 6)])).toEqual(['TC-06 raised low @5', 'TC-06 cleared low @15']);
  });

  it('is not raised when the patient is done, and clears then', () => {
    const done = (fromS: number, seconds: number) => watched(seconds, (atS) => ({ linkSilentMs: atS * 1000, isMeasured: true }), fromS);
    expect(found(done(0, 60))).toEqual([]);
    expect(found([...silent(0, 10), ...done(10, 6)])).toEqual(['TC-06 raised low @5', 'TC-06 cleared low @15']);
  });

  it('is high while something high is open', () => {
    expect(only('TC-06', found([said({ report: 'sos' }, 1), ...silent(2, 6)]))).toEqual(['TC-06 raised high @7']);
  });
});

describe('TC-07: nobody watches a session that is to be watched (clinical E2)', () => {
  const unwatched = (seconds: number) => watched(seconds, (atS) => ({ unwatchedMs: atS * 1000 }));
  const supervised = prescribed({ supervised: true });

  it('is high at 20 s, not before, and only there', () => {
    expect(found(unwatched(20), supervised)).toEqual([]);
    expect(found(unwatched(21), supervised)).toEqual(['TC-07 raised high @20']);
    expect(found(unwatched(100))).toEqual([]);
    expect(found(watched(100, () => ({})), supervised)).toEqual([]);
  });

  it('clears when a console connects', () => {
    expect(found([...unwatched(21), ...watched(1, () => ({ unwatchedMs: 0 }), 21)], supervised)[1]).toBe('TC-07 cleared high @21');
  });
});

describe('TC-09: the clocks of two devices are apart (clinical C1, SYNC_POOR)', () => {
  const apart = (apartMs: number, { fromS = 0, seconds = 6 }: { fromS?: number; seconds?: number } = {}): RuleEvent[] =>
    Array.from({ length: 4 * seconds }, (_, i) => ({ kind: 'clocks-apart', tMs: fromS * 1000 + 250 * i, apartMs, cause: { stream: 0, sequence: 1 } }));

  it('is low beyond 20 ms, medium beyond 100, each once', () => {
    expect(found(apart(20))).toEqual([]);
    expect(found(apart(20.1, { seconds: 5 }))).toEqual([]);
    expect(found([...apart(20.1), ...apart(100, { fromS: 6 }), ...apart(100.1, { fromS: 12 }), ...apart(90, { fromS: 18 })])).toEqual(['TC-09 raised low @5', 'TC-09 updated medium @12']);
    expect(found(apart(101))).toEqual(['TC-09 raised medium @5']);
  });

  it('is over when they agree for 5 s', () => {
    expect(found([...apart(150), ...apart(20, { fromS: 6 }), ...apart(21, { fromS: 12, seconds: 6 })])).toEqual(['TC-09 raised medium @5', 'TC-09 cleared medium @11', 'TC-09 raised low @17']);
  });
});

describe('TC-08: a sensor does not sit as it was calibrated (clinical C4, ALIGN_SHIFT)', () => {
  const worn = (atS: number, states: WornSensor['state'][]): RuleEvent => ({
    kind: 'worn', tMs: atS * 1000, cause: { stream: 0, sequence: 1 },
    sensors: states.map((state, sensor) => ({ sensor, placement: { segment: 'thigh', side: 'right' }, state, tiltDeg: 20, words: '' })),
  });

  it('tells each sensor once, and takes it back when it sits as it did', () => {
    expect(found([worn(1, ['cannot-tell', 'as-calibrated']), worn(2, ['shifted', 'as-calibrated']), worn(3, ['shifted', 'exchanged']), worn(4, ['as-calibrated', 'exchanged'])])).toEqual([
      'TC-08 raised low @2', 'TC-08 raised low @3', 'TC-08 cleared low @4',
    ]);
  });

  it('says nothing when it cannot tell, also after it could', () => {
    expect(found([worn(1, ['cannot-tell']), worn(2, ['shifted']), worn(3, ['cannot-tell'])])).toEqual(['TC-08 raised low @2']);
  });
});
