import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { blocksOf, repeated } from '../../../../tests/support/movement.js';
import { prescribed } from '../../../../tests/support/rules.js';
import type { OwnRule } from '../alert/own/own-rule.js';
import { analyse, clockOf, startAnalysis, withClock, type Analysis, type AnalysisState } from './analyse.js';
import type { Block, HeartRateBlock } from './block.js';

const startedAtMs = 1_767_261_600_000;
const own = { version: 1, priority: 'low', graver: null, stepDownAfterS: null, quietS: 5 } as const;
const comparison = (measure: 'heart-rate' | 'movement-missing', than: number): OwnRule['when'] => ({ join: 'all', groups: [{ join: 'all', comparisons: [{ what: { measure }, is: 'above', than, margin: 0 }] }] });
/** One told by packets, one by the clock. */
const ownRules: OwnRule[] = [{ ...own, id: 'heart', when: comparison('heart-rate', 160), forS: 11 }, { ...own, id: 'still', when: comparison('movement-missing', 20), forS: 0 }];
const prescription = prescribed({ ownRules, sensors: [{ sensor: 0, kind: 'imu', placement: { segment: 'thigh', side: 'right' } }] });
const squats = repeated({ firstS: 2, outS: 1.5, cycleS: 4, rangesDeg: [60, 55, 60] });

const heartRates: HeartRateBlock[] = Array.from({ length: 15 }, (_, i) => ({
  kind: 'heart-rate', stream: 1, sequence: i + 1, sensor: 1, startMs: i * 1000 + 10, endMs: i * 1000 + 10, receivedAtMs: startedAtMs + i * 1000 + 60,
  readings: [{ tMs: i * 1000 + 10, heartRateBpm: 165, contact: 'detected', rrMs: [363] }],
}));
const end: Block = { kind: 'end', stream: 0, sequence: 61, sensor: 0, startMs: 15_000, endMs: 15_000, receivedAtMs: startedAtMs + 15_050, lastSequence: 61 };
const strapEnd: Block = { ...end, stream: 1, sequence: 16, sensor: 1, lastSequence: 16 };
const imu: Block[] = blocksOf(squats, { seconds: 15, rateHz: 40 }).map((block) => ({ ...block, receivedAtMs: startedAtMs + block.endMs + 40 }));
const blocks: Block[] = [...[...imu, ...heartRates].sort((a, b) => a.endMs - b.endMs || a.stream - b.stream), end, strapEnd];

/** In pieces that end before the named blocks; the state is stored after each. */
function inPieces(cuts: readonly number[]): Omit<Analysis, 'state'> & { state: AnalysisState } {
  const whole: Analysis = { state: startAnalysis(prescription, startedAtMs), repetitions: [], findings: [], telemetry: { angles: [], heartRate: [] } };
  const edges = [0, ...[...cuts].sort((a, b) => a - b), blocks.length];
  for (let i = 1; i < edges.length; i++) {
    const piece = analyse(whole.state, blocks.slice(edges[i - 1], edges[i]), { prescription, now: null });
    whole.state = JSON.parse(JSON.stringify(piece.state)) as AnalysisState;
    whole.repetitions.push(...piece.repetitions);
    whole.findings.push(...piece.findings);
    whole.telemetry.angles.push(...piece.telemetry.angles);
    whole.telemetry.heartRate.push(...piece.telemetry.heartRate);
  }
  return whole;
}

const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const once = plain(analyse(startAnalysis(prescription, startedAtMs), blocks, { prescription, now: null }));

describe('analyse', () => {
  it('finds the repetitions and what the heart rate means, and ends both with the session', () => {
    expect(once.repetitions.map(({ repetition }) => repetition.number)).toEqual([1, 2, 3]);
    expect(once.findings.map(({ finding: { ruleId, change } }) => `${ruleId} ${change}`)).toEqual(['HR-03 raised', 'OWN-heart raised', 'HR-03 cleared', 'OWN-heart cleared']);
    expect(once.state.ended).toBe(true);
  });

  it('goes on while one of two devices does: a strap that ends first ends neither the movement nor the watch', () => {
    const half = blocks.filter((block) => block.endMs < 4500 && block.kind !== 'end');
    const early = { ...strapEnd, startMs: 4500, endMs: 4500, receivedAtMs: startedAtMs + 4550 };
    const rest = blocks.filter((block) => block.endMs >= 4500 && block.stream === 0);
    const before = analyse(startAnalysis(prescription, startedAtMs), [...half, early], { prescription, now: null });
    expect(before.state.ended).toBe(false);
    expect(analyse(before.state, [], { prescription, now: { epochMs: startedAtMs + 30_000, waitingSinceMs: null } }).findings).not.toEqual([]);
    const after = analyse(before.state, rest, { prescription, now: null });
    expect([...before.repetitions, ...after.repetitions].map(({ repetition }) => repetition)).toEqual(once.repetitions.map(({ repetition }) => repetition));
    expect(after.state.ended).toBe(true);
  });

  it('says which packet was the cause', () => {
    const [raised] = once.findings;
    expect(raised.finding.cause?.stream).toBe(1);
    for (const { repetition, cause } of once.repetitions) {
      const block = blocks.find((each) => each.stream === cause.stream && each.sequence === cause.sequence);
      expect(block?.endMs).toBeGreaterThanOrEqual(repetition.endMs);
      expect((block?.endMs ?? 0) - repetition.endMs).toBeLessThanOrEqual(300);
    }
  });

  it('gives the same for any cut into pieces, with the state stored at each edge', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: blocks.length }), { maxLength: 12 }), (cuts) => {
        expect(plain(inPieces(cuts))).toEqual(once);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives the same for one block at a time', () => {
    expect(plain(inPieces(blocks.map((_, i) => i)))).toEqual(once);
  });

  it('does not write into the state it is given', () => {
    let state = startAnalysis(prescription, startedAtMs);
    for (let from = 0; from < blocks.length; from += 7) {
      const before = JSON.stringify(state);
      const { state: next } = analyse(state, blocks.slice(from, from + 7), { prescription, now: { epochMs: startedAtMs + from * 250, waitingSinceMs: null } });
      expect(JSON.stringify(state)).toBe(before);
      state = next;
    }
  });

  it('has a state of finite numbers, which a store keeps as they are', () => {
    for (const upTo of [0, 1, 20, 40, blocks.length]) {
      const { state } = analyse(startAnalysis(prescription, startedAtMs), blocks.slice(0, upTo), { prescription, now: null });
      expect(numbersIn(state).every(Number.isFinite)).toBe(true);
    }
  });

  it('lets the clock speak only where it is asked, and gives its part back', () => {
    const silent = analyse(startAnalysis(prescription, startedAtMs), blocks.slice(0, 40), { prescription, now: { epochMs: startedAtMs + 60_000, waitingSinceMs: null } });
    expect(silent.findings.map(({ finding }) => finding.ruleId)).toEqual(['TC-01', 'TC-02', 'TC-10', 'TC-06', 'OWN-still']);
    const again = analyse(startAnalysis(prescription, startedAtMs), blocks.slice(0, 40), { prescription, now: null });
    expect(again.findings).toEqual([]);
    expect(withClock(again.state, clockOf(silent.state))).toEqual(silent.state);
  });

  it('is silent about silence when the session is over', () => {
    const over = analyse(once.state, [], { prescription, now: { epochMs: startedAtMs + 600_000, waitingSinceMs: null } });
    expect(over.findings).toEqual([]);
  });

  it.each([[false, ['TC-04']], [true, []]])('asks after a clock that runs away, unless a recording is sent faster than life (replayed: %p)', (isReplayed, expected) => {
    const speed = 4;
    const plan = prescribed({ ...(isReplayed ? { isReplayed } : {}), sensors: [{ sensor: 1, kind: 'heart-rate', placement: { segment: 'chest', side: 'midline' } }] });
    const told: string[] = [];
    let state = startAnalysis(plan, startedAtMs);
    for (let second = 1; second <= 300; second++) {
      const [tMs, receivedAtMs] = [1000 * second, startedAtMs + (1000 * second) / speed];
      const block: HeartRateBlock = { ...heartRates[0], sequence: second, startMs: tMs, endMs: tMs, receivedAtMs, readings: [{ tMs, heartRateBpm: 100 + (second % 2), contact: 'detected', rrMs: [600] }] };
      const looked = analyse(state, [block], { prescription: plan, now: { epochMs: receivedAtMs, waitingSinceMs: null } });
      state = looked.state;
      told.push(...looked.findings.map(({ finding }) => finding.ruleId));
    }
    expect(told).toEqual(expected);
  });

  describe('of a device that has not sent everything', () => {
    const someMovement = imu.slice(0, 20);
    const heard = [...someMovement, ...heartRates];
    const look = (from: readonly Block[], afterMs: number, missing?: { stream: number; sequence: number }[]): string[] =>
      analyse(analyse(startAnalysis(prescription, startedAtMs), from, { prescription, now: null }).state, [], { prescription, now: { epochMs: startedAtMs + afterMs, waitingSinceMs: null, missing } }).findings.map(({ finding }) => finding.ruleId);
    const newest = someMovement[19].sequence;

    it('movement that is on its way is old, and not silent', () => {
      expect(look(heard, 16_000)).toContain('TC-02');
      expect(look(heard, 16_000, [{ stream: 0, sequence: newest + 9 }])).not.toContain('TC-02');
      expect(look(heard, 16_000, [{ stream: 0, sequence: newest - 1 }])).toContain('TC-02');
    });

    it('is as old as the newest movement', () => {
      const found: string[] = [];
      let { state } = analyse(startAnalysis(prescription, startedAtMs), heard, { prescription, now: null });
      for (let atMs = 6000; atMs <= 22_000; atMs += 1000) {
        const looked = analyse(state, [], { prescription, now: { epochMs: startedAtMs + atMs, waitingSinceMs: null, missing: [{ stream: 0, sequence: newest + 9 }] } });
        found.push(...looked.findings.filter(({ finding: { ruleId } }) => ruleId === 'TC-05').map(({ finding: { change, value } }) => `${change} ${atMs} ${value}`));
        ({ state } = looked);
      }
      expect(found).toEqual(['raised 21000 15.96']);
    });

    it('nothing is missed of patients who are done', () => {
      const done = (stream: number): Block => ({ kind: 'mark', stream, sequence: 40, sensor: 0, startMs: 15_000, endMs: 15_000, receivedAtMs: startedAtMs + 15_050, name: 'measured' });
      expect(look([...heard, done(0)], 60_000)).toEqual(expect.arrayContaining(['TC-01', 'TC-02', 'TC-06']));
      expect(look([...heard, done(0), done(1)], 60_000)).toEqual([]);
      // Who measures on is not done, whatever the device said.
      const goesOn: Block = { ...heartRates[14], sequence: 41, startMs: 16_010, endMs: 16_010, receivedAtMs: startedAtMs + 16_060 };
      expect(look([...heard, done(0), done(1), goesOn], 60_000)).toEqual(expect.arrayContaining(['TC-01', 'TC-06']));
      const { state } = analyse(startAnalysis(prescription, startedAtMs), [...heard, done(1)], { prescription, now: null });
      expect(analyse(state, [], { prescription, now: { epochMs: startedAtMs + 60_000, waitingSinceMs: null, measured: [0] } }).findings).toEqual([]);
    });
  });
});

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return value === null || typeof value !== 'object' ? [] : Object.values(value).flatMap(numbersIn);
}
