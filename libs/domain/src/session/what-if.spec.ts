import { describe, expect, it } from '@jest/globals';
import { plan, prescribed } from '../../../../tests/support/rules.js';
import type { OwnRule } from '../alert/own/own-rule.js';
import type { Prescription } from '../prescription/prescription.js';
import type { WaitingPacket } from './arrange.js';
import { whatIf, type WatchedSession, type WhatIf } from './what-if.js';

const startedAtMs = Date.parse('2026-11-20T10:00:00Z');
const sensors: Prescription['sensors'] = [{ sensor: 1, kind: 'heart-rate', placement: { segment: 'chest', side: 'midline' } }];

/** A strap, one reading a second, sent as it is measured; null: nothing came in that second. */
function session(bpms: (number | null)[], over: Partial<WatchedSession> = {}): WatchedSession {
  let sequence = 0;
  const packets = bpms.flatMap((bpm, atS): WaitingPacket[] => {
    if (bpm === null) return [];
    const head = { stream: 0, sequence: ++sequence, receivedAtMs: startedAtMs + (atS + 1) * 1000 };
    return [{ ...head, block: { ...head, kind: 'heart-rate', sensor: 1, startMs: atS * 1000, endMs: (atS + 1) * 1000, readings: [{ tMs: atS * 1000, heartRateBpm: bpm, contact: 'detected', rrMs: [] }] } }];
  });
  const last = { stream: 0, sequence: sequence + 1, receivedAtMs: startedAtMs + bpms.length * 1000 };
  packets.push({ ...last, block: { ...last, kind: 'end', sensor: 0, startMs: bpms.length * 1000, endMs: bpms.length * 1000, lastSequence: sequence + 1 } });
  return { prescription: prescribed({ sensors }), startedAtMs, streams: [0], packets, reports: [], ...over };
}

const wobbling = (bpm: number, seconds: number): number[] => Array.from({ length: seconds }, (_, i) => bpm + (i % 2));
const own: OwnRule = {
  id: 'a', version: 1, forS: 30, priority: 'low', graver: null, stepDownAfterS: null, quietS: 30,
  when: { join: 'all', groups: [{ join: 'all', comparisons: [{ what: { measure: 'heart-rate' }, is: 'above', than: 115, margin: 3 }] }] },
};

function run(stored: WatchedSession, draft: Partial<Prescription>): WhatIf {
  const work = whatIf(stored, { ...stored.prescription, ...draft });
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

const said = ({ gained, lost, changed }: WhatIf): string[] => [
  ...gained.map(({ ruleId, priority, raisedAtMs }) => `+${ruleId} ${priority} @${Math.round(raisedAtMs / 1000)}`),
  ...lost.map(({ ruleId, priority, raisedAtMs }) => `-${ruleId} ${priority} @${Math.round(raisedAtMs / 1000)}`),
  ...changed.map(({ before, after }) => `${before.ruleId} ${before.priority} -> ${after.priority}`),
];

describe('what if a rule had been so (feature E9)', () => {
  const stored = session([...wobbling(90, 30), ...wobbling(140, 120), ...wobbling(90, 60)]);

  it('is nothing when nothing is changed', () => {
    expect(run(stored, {})).toMatchObject({ gained: [], lost: [], changed: [], before: 2, after: 2 });
  });

  it('gains what a rule of their own would have told, and when', () => {
    const result = run(stored, { ownRules: [own] });
    expect(result).toMatchObject({ lost: [], changed: [], before: 2, after: 3 });
    expect(result.gained).toEqual([expect.objectContaining({ ruleId: 'OWN-a', priority: 'low', limit: 115, unit: 'bpm' })]);
    // The step at 30 s is believed and followed within about 10 s, by median and smoothing; 30 s later it is told.
    expect(result.gained[0].raisedAtMs / 1000).toBeGreaterThan(62);
    expect(result.gained[0].raisedAtMs / 1000).toBeLessThan(72);
  });

  it('compares a rule with its own last version', () => {
    const before = { ...stored, prescription: { ...stored.prescription, ownRules: [own] } };
    expect(said(run(before, { ownRules: [{ ...own, version: 2, priority: 'medium' }] }))).toEqual(['OWN-a low -> medium']);
    expect(said(run(before, { ownRules: [] }))[0]).toMatch(/^-OWN-a low @(6|7)\d$/);
  });

  it('tries limits of the plan as well', () => {
    const result = run(stored, { intensity: { ...plan, ceilingBpm: 145 } });
    expect(said(result)[0]).toMatch(/^-HR-02 medium/);
    expect(run(stored, { intensity: { ...plan, hardLimitBpm: 135 } }).gained.map(({ ruleId, priority }) => [ruleId, priority])).toEqual([['HR-03', 'high']]);
  });

  it('hears what was said when it was said', () => {
    const painful = { ...own, when: { join: 'all', groups: [{ join: 'all', comparisons: [...own.when.groups[0].comparisons, { what: { measure: 'pain' }, is: 'at-least', than: 4, margin: 0 }] }] } } as OwnRule;
    const reports = [{ atMs: startedAtMs + 80_000, report: { report: 'pain', pain: 5, quality: null, moment: 'during' } }] as WatchedSession['reports'];
    expect(run(stored, { ownRules: [painful] }).gained).toEqual([]);
    const [gained] = run({ ...stored, reports }, { ownRules: [painful] }).gained;
    expect(Math.abs(gained.raisedAtMs / 1000 - 110)).toBeLessThan(3);
  });

  it('tells silence as it was, and the highest priority of what stepped down', () => {
    const silent = session([...wobbling(120, 60), ...new Array<null>(90).fill(null), ...wobbling(90, 90)]);
    const missing: OwnRule = { ...own, forS: 0, graver: { afterS: 40, priority: 'medium' }, stepDownAfterS: 10, when: { join: 'all', groups: [{ join: 'all', comparisons: [{ what: { measure: 'heart-rate-missing' }, is: 'at-least', than: 20, margin: 0 }] }] } };
    const { gained } = run(silent, { ownRules: [missing] });
    expect(gained).toEqual([expect.objectContaining({ ruleId: 'OWN-a', priority: 'medium' })]);
    expect(Math.abs(gained[0].raisedAtMs / 1000 - 80)).toBeLessThan(4);
  });

  it('rings for nothing that came hours later', () => {
    const late = { ...stored, packets: stored.packets.map((packet, i) => (i < 2 ? packet : { ...packet, receivedAtMs: packet.receivedAtMs + 7_200_000, block: packet.block === null ? null : { ...packet.block, receivedAtMs: packet.receivedAtMs + 7_200_000 } })) };
    expect(run(late, { ownRules: [own] }).gained).toEqual([]);
  });
});
