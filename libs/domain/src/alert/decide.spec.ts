import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Alert, AlertChange } from './alert.js';
import { decide, type DecideInput } from './decide.js';
import { higherPriority, type Finding, type Priority } from './finding.js';

type Seen = DecideInput['findings'][number];

const isSeen = (): boolean => true;

const base: Finding = {
  ruleId: 'HR-02', kind: 'clinical', change: 'raised', priority: 'medium', subject: 'heart-rate', tMs: 0, value: 140, limit: 132.8, unit: 'bpm', cause: { stream: 0, sequence: 1 },
};
const seen = (change: Finding['change'], tS: number, over: Partial<Finding> = {}, late = false): Seen => ({ finding: { ...base, change, tMs: tS * 1000, ...over }, late });

/** As the store writes them. */
function applied(known: Alert[], changes: AlertChange[]): Alert[] {
  const alerts = known.map((alert) => ({ ...alert }));
  for (const change of changes) {
    if (change.change === 'raise') alerts.push({ id: `alert-${alerts.length}`, ...change.alert });
    else Object.assign(alerts.find(({ id }) => id === change.id) ?? {}, writtenOf(change));
  }
  return alerts.sort((a, b) => a.raisedAtMs - b.raisedAtMs);
}

function writtenOf({ state, priority, suppressedBy, lastAtMs, clearedAtMs, count, worstValue }: Exclude<AlertChange, { change: 'raise' }>): Partial<Alert> {
  return { state, priority, suppressedBy, lastAtMs, clearedAtMs, count, worstValue };
}

/** One decision after the other. */
function told(...batches: Seen[][]): Alert[] {
  return batches.reduce<Alert[]>((known, findings) => applied(known, decide({ known, findings, isSeen })), []);
}

const priorities: Priority[] = ['info', 'low', 'medium', 'high'];
const anyFinding: fc.Arbitrary<Seen> = fc.record({
  ruleId: fc.constantFrom('HR-02', 'TC-02'), change: fc.constantFrom<Finding['change']>('raised', 'updated', 'cleared'), priority: fc.constantFrom(...priorities),
  tS: fc.integer({ min: 0, max: 900 }), value: fc.option(fc.integer({ min: 100, max: 200 })), late: fc.boolean(),
}).map(({ tS, change, late, ...over }) => seen(change, tS, over, late));
const anyBatches = fc.array(fc.array(anyFinding, { maxLength: 6 }), { maxLength: 8 });
const rings = (alert: Alert): boolean => alert.state === 'open' && !alert.retrospective;

describe('decide (clinical E3)', () => {
  it('raises once, counts what is met again, keeps the worst, and clears', () => {
    const [alert, ...others] = told([seen('raised', 10)], [seen('updated', 20, { value: 151 }), seen('updated', 25, { value: 145 })], [seen('cleared', 60)]);
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ state: 'cleared', raisedAtMs: 10_000, lastAtMs: 25_000, clearedAtMs: 60_000, count: 3, worstValue: 151, retrospective: false });
  });

  it('keeps what was met before the end, though both are found at once', () => {
    expect(told([seen('raised', 10)], [seen('updated', 20, { priority: 'high', value: 160 }), seen('cleared', 60)])).toEqual([
      expect.objectContaining({ state: 'cleared', clearedAtMs: 60_000, lastAtMs: 20_000, priority: 'high', worstValue: 160, count: 2 }),
    ]);
  });

  it.each([['a battery', 15, [14, 4, 6], 4], ['a slow heart', 40, [39, 33, 36], 33], ['a fast heart', 132.8, [140, 151, 145], 151], ['pain without a limit', null, [2, 5, 4], 5]])('keeps the worst of %s: the furthest from its limit', (_name, limit, [first, second, third], worstValue) => {
    expect(told([seen('raised', 10, { value: first, limit })], [seen('updated', 20, { value: second, limit }), seen('updated', 30, { value: third, limit })])).toMatchObject([{ worstValue }]);
  });

  it('holds rules and subjects apart', () => {
    expect(told([seen('raised', 1), seen('raised', 2, { ruleId: 'HR-03' }), seen('raised', 3, { subject: 'squat/left' })])).toHaveLength(3);
  });

  it('makes one open alert of a thousand flaps', () => {
    const flaps = Array.from({ length: 1000 }, (_, i) => [seen('raised', 10 * i), seen('cleared', 10 * i + 5)]);
    const alerts = told(...flaps, [seen('raised', 10_000)]);
    expect(alerts).toHaveLength(1);
    expect(alerts[0]).toMatchObject({ state: 'open', count: 1001 });
  });

  it.each<[Priority, number]>([['low', 300], ['medium', 120]])('rings %s anew only %d s after its end', (priority, seconds) => {
    const episode = [seen('raised', 0, { priority }), seen('cleared', 10)];
    expect(told(episode, [seen('raised', 10 + seconds - 0.001, { priority })])).toHaveLength(1);
    expect(told(episode, [seen('raised', 10 + seconds, { priority })])).toHaveLength(2);
  });

  it('rings high anew at once', () => {
    expect(told([seen('raised', 0, { priority: 'high' }), seen('cleared', 10)], [seen('raised', 10.001, { priority: 'high' })])).toHaveLength(2);
  });

  it('opens nothing that rings for what was late', () => {
    expect(told([seen('raised', 10, {}, true)])).toEqual([expect.objectContaining({ retrospective: true })]);
    const [rung, late] = told([seen('raised', 10)], [seen('cleared', 20)], [seen('raised', 50, {}, true)]);
    expect(rung).toMatchObject({ retrospective: false, state: 'cleared' });
    expect(late).toMatchObject({ retrospective: true, raisedAtMs: 50_000 });
  });

  it('rings for what goes on now, though its beginning came late, and ends both together', () => {
    const alerts = told([seen('raised', 10, {}, true)], [seen('updated', 60)], [seen('cleared', 90)]);
    expect(alerts.map(({ retrospective, raisedAtMs, clearedAtMs }) => [retrospective, raisedAtMs, clearedAtMs])).toEqual([[true, 10_000, 90_000], [false, 60_000, 90_000]]);
  });

  it('lowers what its rule lowers, while it is open, and counts that as no new hit', () => {
    const risen = [seen('raised', 10, { priority: 'low' }), seen('updated', 60)];
    expect(told(risen, [seen('lowered', 100, { priority: 'low' })])).toEqual([expect.objectContaining({ state: 'open', priority: 'low', count: 2, lastAtMs: 60_000 })]);
    expect(told(risen, [seen('lowered', 100, { priority: 'low' })], [seen('updated', 150)])[0]).toMatchObject({ priority: 'medium', count: 3 });
    // Found again in packets that were folded again, what was met since is as grave as it was.
    expect(told(risen, [seen('lowered', 100, { priority: 'low' })], [seen('updated', 150)], [seen('lowered', 100, { priority: 'low' }, true)])[0]).toMatchObject({ priority: 'medium' });
    expect(told(risen, [seen('cleared', 90)], [seen('lowered', 100, { priority: 'low' })])[0]).toMatchObject({ state: 'cleared', priority: 'medium' });
    expect(told([seen('raised', 10, { priority: 'low' })], [seen('lowered', 20, { priority: 'high' })])[0]).toMatchObject({ priority: 'low' });
  });

  it("holds back a rule of the therapist's own unless it is high, and is held back by none of them", () => {
    const grave = { ruleId: 'HR-03', priority: 'high' } as const;
    const own = { ruleId: 'OWN-a', subject: 'version 1' } as const;
    expect(told([seen('raised', 10, grave)], [seen('raised', 20, { ...own, priority: 'medium' })])[1]).toMatchObject({ ruleId: 'OWN-a', suppressedBy: 'HR-03' });
    expect(told([seen('raised', 10, grave)], [seen('raised', 20, { ...own, priority: 'high' })])[1]).toMatchObject({ ruleId: 'OWN-a', suppressedBy: null });
    expect(told([seen('raised', 10, { ...own, priority: 'high' })], [seen('raised', 20, { ruleId: 'FM-01', priority: 'low' })])[1]).toMatchObject({ ruleId: 'FM-01', suppressedBy: null });
  });

  it('takes a beginning that is found to be earlier for the same episode', () => {
    expect(told([seen('raised', 12)], [seen('raised', 11, {}, true)])).toHaveLength(1);
    expect(told([seen('raised', 12), seen('cleared', 50)], [seen('raised', 11, {}, true), seen('cleared', 50, {}, true)])).toHaveLength(1);
    expect(told([seen('raised', 12)], [seen('raised', 3, {}, true), seen('cleared', 5, {}, true)])).toHaveLength(2);
  });

  it('does not raise a second one when the clocks of server and patient differ', () => {
    expect(told([seen('raised', 30)], [seen('raised', 29.5)])).toHaveLength(1);
    expect(told([seen('raised', 30)], [seen('updated', 41)], [seen('cleared', 40.5)])[0]).toMatchObject({ state: 'cleared', clearedAtMs: 41_000 });
  });

  it('ends what no rule sees any more, though none said so', () => {
    const known = told([seen('raised', 10), seen('updated', 12), seen('raised', 11, { ruleId: 'TC-02' })]);
    const changes = decide({ known, findings: [], isSeen: ({ ruleId }) => ruleId === 'TC-02' });
    expect(changes).toEqual([expect.objectContaining({ change: 'clear', id: known.find(({ ruleId }) => ruleId === 'HR-02')?.id, clearedAtMs: 12_000 })]);
  });

  it('holds back what would only distract from what is graver, says by which, and tells it when that is over', () => {
    const form = { ruleId: 'FM-01', priority: 'low', subject: 'squat/both' } as const;
    const grave = { ruleId: 'SY-01', priority: 'high', subject: 'chest-pain' } as const;
    const held = told([seen('raised', 10, grave)], [seen('raised', 20, form)]);
    expect(held.map(({ ruleId, suppressedBy }) => [ruleId, suppressedBy])).toEqual([['SY-01', null], ['FM-01', 'SY-01']]);
    const after = applied(held, decide({ known: held, findings: [seen('cleared', 60, grave)], isSeen }));
    expect(after.map(({ ruleId, state, suppressedBy }) => [ruleId, state, suppressedBy])).toEqual([['SY-01', 'cleared', null], ['FM-01', 'open', null]]);
  });

  it('holds back nothing that was told before, and no other rule', () => {
    const grave = { ruleId: 'HR-03', priority: 'high' } as const;
    const alerts = told([seen('raised', 5, { ruleId: 'FM-01', priority: 'low' })], [seen('raised', 10, grave), seen('raised', 11)], [seen('updated', 20, { ruleId: 'FM-01', priority: 'medium' })]);
    expect(alerts.map(({ suppressedBy }) => suppressedBy)).toEqual([null, null, null]);
  });

  it('changes nothing when the same is found again', () => {
    fc.assert(
      fc.property(anyBatches, (batches) => {
        const known = told(...batches.map((batch) => batch.sort((a, b) => a.finding.tMs - b.finding.tMs)));
        const raisedAgain = known.map((alert): Seen => ({ finding: { ...base, ruleId: alert.ruleId, change: 'raised', priority: alert.priority, tMs: alert.raisedAtMs }, late: true }));
        expect(decide({ known, findings: raisedAgain, isSeen })).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('never has two open alerts of one rule, and never lowers one that is open', () => {
    fc.assert(
      fc.property(anyBatches, (batches) => {
        let known: Alert[] = [];
        for (const findings of batches) {
          const next = applied(known, decide({ known, findings, isSeen }));
          for (const ruleId of ['HR-02', 'TC-02']) expect(next.filter((alert) => alert.ruleId === ruleId && rings(alert)).length).toBeLessThanOrEqual(1);
          for (const { id, priority } of known.filter(rings)) {
            const after = next.find((alert) => alert.id === id)?.priority ?? 'info';
            expect(higherPriority(after, priority)).toBe(after);
          }
          known = next;
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('never opens one that rings for findings that are all late', () => {
    const late = fc.array(anyFinding.map(({ finding }): Seen => ({ finding, late: true })), { maxLength: 8 });
    fc.assert(
      fc.property(anyBatches, late, (batches, findings) => {
        const known = told(...batches);
        const before = new Set(known.filter(rings).map(({ id }) => id));
        for (const alert of applied(known, decide({ known, findings, isSeen })).filter(rings)) expect(before).toContain(alert.id);
      }),
      { numRuns: 1000 },
    );
  });
});
