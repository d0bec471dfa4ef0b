import { describe, expect, it } from '@jest/globals';
import type { AlertView } from '#libs/contracts';
import type { Heard } from './console-client.js';
import { alertTraces, instructionLatencies, type Told } from './latency.js';

const sentAt = new Map([['e/1', 1000], ['e/9', 9000]]);
const raised = (ruleId: string, sequence: number | null, sessionId = 's'): Heard['alerts'][number] => ({
  atMs: 0, entry: { change: 'raised', alert: { sessionId, ruleId, retrospective: false, causedBy: sequence === null ? null : { epoch: 'e', sequence } } as AlertView } as Heard['alerts'][number]['entry'],
});
const heard = (...alerts: Heard['alerts']): Heard => ({ repetitions: [], alerts, curves: 0, heartRates: [] });
const told = (atMs: number, act: 'stop' | 'adjust' | null, ruleId = 'HR-02'): Told => ({ atMs, instruct: act === null ? null : { id: 'i', sessionId: 's', act, ruleId, words: '' } });

describe('the way of an alert', () => {
  it('goes from its packet to the commit and on to the console; of what no packet met it is not known', () => {
    const told = (sequence: number | null, change = 'raised', retrospective = false) => ({
      atMs: 1080, entry: { change, at: '2026-01-01T00:00:01.050Z', alert: { ruleId: 'HR-02', priority: 'medium', raisedMs: 30_000, retrospective, causedBy: sequence === null ? null : { deviceId: 'd', epoch: 'e', sequence } } } as Heard['alerts'][number]['entry'],
    });
    const traces = alertTraces(heard(told(1), told(null), told(1, 'updated'), told(1, 'raised', true)), sentAt, Date.parse('2026-01-01T00:00:00Z'));
    const rule = { ruleId: 'HR-02', priority: 'medium', raisedMs: 30_000 };
    expect(traces).toEqual([
      { ...rule, packet: { deviceId: 'd', epoch: 'e', sequence: 1 }, committedAfterMs: 50, toldAfterMs: 80 },
      { ...rule, packet: null, committedAfterMs: null, toldAfterMs: null },
    ]);
  });
});

describe('how soon the patient is told', () => {
  it('counts from the packet that met the rule to the first telling; telling again is not another', () => {
    expect(instructionLatencies(heard(raised('HR-02', 1)), sentAt, [[told(1040, 'adjust'), told(3040, 'adjust'), told(5000, null)]]).instruction).toEqual({ p50: 40, p95: 40, p99: 40 });
  });

  it('goes by the newer alert when the same rule raises again', () => {
    const twice = heard(raised('HR-02', 1), raised('HR-02', 9));
    expect(instructionLatencies(twice, sentAt, [[told(1040, 'adjust'), told(5000, null), told(9060, 'adjust')]]).instruction).toMatchObject({ p50: 40, p99: 60 });
  });

  it('counts a STOP that takes the place of less, and not what comes back when it is over', () => {
    const both = heard(raised('HR-02', 1), raised('HR-03', 9));
    const course = [told(1040, 'adjust'), told(9070, 'stop', 'HR-03'), told(20_000, 'adjust')];
    expect(instructionLatencies(both, sentAt, [course]).instruction).toMatchObject({ p50: 40, p99: 70 });
  });

  it.each([
    ['whose alert the passing of time raised', heard(raised('HR-02', null))],
    ['of another session', heard(raised('HR-02', 1, 'other'))],
    ['whose packet was sent afterwards', heard(raised('HR-02', 9))],
  ])('does not count one %s', (_, alerts) => {
    expect(instructionLatencies(alerts, sentAt, [[told(1040, 'adjust')]]).instruction).toEqual({ p50: null, p95: null, p99: null });
  });

  it('goes on until the console hears that it is shown, for the first time since; not of what was never shown', () => {
    const shown = (ruleId: string, atMs: number): Heard['alerts'][number] => ({ atMs, entry: { change: 'instruction-shown', alert: { sessionId: 's', ruleId } as AlertView } as Heard['alerts'][number]['entry'] });
    const all = heard(raised('HR-02', 1), shown('HR-02', 1070), shown('HR-02', 4000), raised('HR-03', 9));
    const course = [told(1040, 'adjust'), told(9070, 'stop', 'HR-03')];
    expect(instructionLatencies(all, sentAt, [course]).shown).toEqual({ p50: 70, p95: 70, p99: 70 });
  });
});
