import { describe, expect, it } from '@jest/globals';
import { end, found, hold, prescribed, rates, watched } from '../../../../tests/support/rules.js';
import { startRules, stepRules } from './rule-set.js';
import type { Finding } from './finding.js';
import { alertRules } from './rules/index.js';

describe('the rules together', () => {
  it('ends every episode with the session', () => {
    expect(found([...rates(hold(142, 40)), ...watched(3, (atS) => ({ motionSilentMs: atS * 1000 })), end(50)])).toEqual([
      'HR-03 raised high @10', 'HR-02 raised medium @30', 'TC-02 raised low @2', 'HR-03 cleared high @50', 'HR-02 cleared medium @50', 'TC-02 cleared low @50',
    ]);
  });

  it('keeps what packets tell and what the clock tells apart, so that packets can be analysed again', () => {
    const state = startRules(prescribed());
    const before = JSON.stringify(state.stream);
    for (const event of watched(100, (atS) => ({ motionSilentMs: atS * 1000, heartRateSilentMs: atS * 1000, lagMs: 60_000 }))) stepRules(state, event, prescribed(), []);
    expect(Object.keys(state.watch.open).sort()).toEqual(['TC-01 heart-rate', 'TC-02 movement', 'TC-05 pipeline']);
    expect(JSON.stringify(state.stream)).toBe(before);
  });

  it('goes on from a state that was stored after any event', () => {
    const events = [...rates([...hold(142, 20), ...hold<number | null>(null, 40), ...hold(100, 40)]), end(100)];
    const straight = found(events);
    let state = startRules(prescribed());
    const out: Finding[] = [];
    for (const event of events) {
      stepRules(state, event, prescribed(), out);
      state = JSON.parse(JSON.stringify(state)) as typeof state;
    }
    expect(out.map(({ ruleId, change, priority, tMs }) => `${ruleId} ${change} ${priority} @${tMs / 1000}`)).toEqual(straight);
    expect(straight.length).toBeGreaterThan(3);
  });

  it('names each rule once, and where its numbers come from', () => {
    expect(new Set(alertRules.map(({ id }) => id)).size).toBe(alertRules.length);
    for (const { source } of alertRules) expect(source).toMatch(/^clinical [CE]\d/);
  });
});
