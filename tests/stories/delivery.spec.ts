import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deliver, foldOnce, type Delivered, type Look } from '../support/delivery/deliver.js';
import { shortSession, startedAtMs, type SentPacket } from '../support/delivery/short-session.js';

const packets = shortSession();
const expected = foldOnce(packets);
const numRuns = 1000;
const sessionMs = 15_000;
const transportMs = 40;
const lateMs = 30_000;
const hub = 1;

const punctual = (packet: SentPacket) => ({ packet, atMs: packet.endMs + transportMs });

/** Looks of workers at any times; some by one that was just started, some by two at once. Where packets come late each look folds the session again. */
function looks(untilMs: number, { by = ['same'], atMost = 6, mayBeSpent = false }: { by?: Look['by'][]; atMost?: number; mayBeSpent?: boolean } = {}): fc.Arbitrary<Look[]> {
  return fc.array(fc.record({ atMs: fc.integer({ min: 0, max: untilMs }), by: fc.constantFrom(...by), isSpent: mayBeSpent ? fc.boolean() : fc.constant(false), isBusy: mayBeSpent ? fc.boolean() : fc.constant(false) }), { maxLength: atMost });
}

/** One delay for each packet; mostly none, so that there is an order to break. */
function delays(min: number, max: number): fc.Arbitrary<number[]> {
  const delay = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min, max }) });
  return fc.array(delay, { minLength: packets.length, maxLength: packets.length });
}

function expectSameAsOnce({ repetitions, findings, state, store }: Delivered): void {
  expect(repetitions).toEqual(expected.repetitions);
  expect(findings).toEqual(expected.findings);
  expect(state).toEqual(expected.state);
  expect(store.state).toBe('finished');
  expect([...store.alerts.values()].filter(({ state: alertState }) => alertState === 'open')).toEqual([]);
}

/** What rings was raised by a packet that was fresh, and had not been looked at before. */
function expectLateOnesSilent({ alerts, store }: Delivered): void {
  for (const { retrospective, raisedBy, byOldPacket } of alerts) {
    if (retrospective || raisedBy === null) continue;
    expect(byOldPacket).toBe(false);
    const sent = packets.find((each) => each.stream === raisedBy.stream && each.sequence === raisedBy.sequence);
    expect(store.receptionOf(raisedBy) - startedAtMs - (sent?.endMs ?? 0)).toBeLessThanOrEqual(lateMs);
  }
}

const rulesOf = ({ alerts }: Delivered): string[] => [...new Set(alerts.filter(({ kind }) => kind === 'clinical').map(({ ruleId }) => ruleId))].sort();

describe('a session that is delivered badly ends as one that is delivered well', () => {
  it('has something to lose: three poor repetitions and three clinical alerts, one of an own rule over both streams', async () => {
    expect(expected.repetitions.map(({ repetition: { score } }) => score.verdict !== 'cannot-judge' && score.band)).toEqual(['poor', 'poor', 'poor']);
    expect(expected.findings.filter(({ change }) => change === 'raised').map(({ ruleId }) => ruleId).sort()).toEqual(['FM-01', 'HR-03', 'OWN-both']);
    const delivered = await deliver({ arrivals: packets.map(punctual), looks: [] });
    expectSameAsOnce(delivered);
    expect(rulesOf(delivered)).toEqual(['FM-01', 'HR-03', 'OWN-both']);
  });

  it.each([['strap', 0], ['hub', 1]])('shows and rings for what a %s tells that always lags a second and a half behind', async (_name, lagging) => {
    const everySoOften = Array.from({ length: 100 }, (_, i): Look => ({ atMs: 200 * i, by: 'same' }));
    const delivered = await deliver({ arrivals: packets.map((packet) => ({ packet, atMs: packet.endMs + (packet.stream === lagging ? 1500 : 0) })), looks: everySoOften });
    expectSameAsOnce(delivered);
    expect(delivered.alerts.filter(({ kind, retrospective }) => kind === 'clinical' && !retrospective).map(({ ruleId }) => ruleId)).toContain(lagging === 0 ? 'HR-03' : 'FM-01');
    expect(delivered.shownMs).toEqual(Array.from({ length: 14 }, (_, i) => 1000 * (i + 1)));
  });

  it('tells of a heart rate in time, of form when its movement has come, and reads little again, when a busy server gets movement 8 s late and a little at a time', async () => {
    const everySoOften = Array.from({ length: 130 }, (_, i): Look => ({ atMs: 200 * i, by: 'same' }));
    const arrivals = packets.map((packet) => ({ packet, atMs: packet.endMs + transportMs + (packet.stream === hub ? 8000 : 0) }));
    const busy = await deliver({ arrivals, looks: everySoOften.map((look, i) => ({ ...look, isSpent: i % 10 !== 0 })) });
    expectSameAsOnce(busy);
    const rung = busy.alerts.filter(({ kind, retrospective }) => kind === 'clinical' && !retrospective);
    // OWN-both is met by a heart rate that was told long before: it is found again, and in the record.
    expect(rung.map(({ ruleId }) => ruleId).sort()).toEqual(['FM-01', 'HR-03']);
    expect(rulesOf(busy)).toEqual(['FM-01', 'HR-03', 'OWN-both']);
    const [limit] = rung.filter(({ ruleId }) => ruleId === 'HR-03');
    // The strap says 125 ms after a second that it is over, a gap is waited for half a second, and a look is a fifth of one away.
    expect(limit.toldAtMs - startedAtMs - limit.raisedAtMs).toBeLessThanOrEqual(125 + transportMs + 500 + 200);
    const alone = await deliver({ arrivals, looks: everySoOften });
    expectSameAsOnce(alone);
    expect(busy.store.readAgain).toBeLessThan(alone.store.readAgain / 2);
  });

  it('writes a busy worker\'s heart rates down when something comes of them, and loses nothing of them with the worker', async () => {
    const everySoOften = Array.from({ length: 130 }, (_, i): Look => ({ atMs: 200 * i, by: 'same' }));
    const arrivals = packets.map((packet) => ({ packet, atMs: packet.endMs + transportMs + (packet.stream === hub ? 8000 : 0) }));
    const busy = await deliver({ arrivals, looks: everySoOften.map((look, i) => ({ ...look, isBusy: true, isSpent: i % 10 !== 0 })) });
    expectSameAsOnce(busy);
    expect(busy.uncommitted).toBeGreaterThan(10);
    expect(busy.shownMs).toEqual(Array.from({ length: 14 }, (_, i) => 1000 * (i + 1)));
    const rung = busy.alerts.filter(({ kind, retrospective }) => kind === 'clinical' && !retrospective);
    expect(rung.map(({ ruleId }) => ruleId).sort()).toEqual(['FM-01', 'HR-03']);
    const gone = await deliver({ arrivals, looks: everySoOften.map((look, i) => ({ ...look, isBusy: true, by: i % 7 === 3 ? 'restarted' : 'same' })) });
    expectSameAsOnce(gone);
    expect(gone.uncommitted).toBeGreaterThan(10);
    expect(rulesOf(gone)).toEqual(['FM-01', 'HR-03', 'OWN-both']);
  });

  it('analyses anew what nobody has said to be kept', async () => {
    const delivered = await deliver({ arrivals: packets.map(punctual), looks: [{ atMs: 6000, by: 'same' }, { atMs: 9000, by: 'interrupted' }, { atMs: 9000, by: 'interrupted' }] });
    expectSameAsOnce(delivered);
    expect(rulesOf(delivered)).toEqual(['FM-01', 'HR-03', 'OWN-both']);
  });

  it('keeps what the clock has found while packets are analysed again', async () => {
    const silentHub = (packet: SentPacket): number => (packet.stream === 1 && packet.endMs > 5000 ? 20_000 : packet.endMs + transportMs);
    const lateStrap = ({ stream, sequence }: SentPacket): boolean => stream === 0 && sequence === 3;
    const delivered = await deliver({
      arrivals: packets.map((packet) => ({ packet, atMs: lateStrap(packet) ? 9000 : silentHub(packet) })),
      looks: [{ atMs: 4900, by: 'same' }, { atMs: 8000, by: 'same' }, { atMs: 9500, by: 'same' }],
    });
    expectSameAsOnce(delivered);
    expect(delivered.alerts.filter(({ ruleId }) => ruleId === 'TC-02')).toEqual([expect.objectContaining({ raisedAtMs: 8000, clearedAtMs: 15_000, count: 1 })]);
  });

  it('reordered by up to 30 s', async () => {
    await fc.assert(
      fc.asyncProperty(delays(1, lateMs), looks(sessionMs + lateMs, { mayBeSpent: true }), async (delaysMs, looked) => {
        const delivered = await deliver({ arrivals: packets.map((packet, i) => ({ packet, atMs: packet.endMs + delaysMs[i] })), looks: looked });
        expectSameAsOnce(delivered);
        expectLateOnesSilent(delivered);
        expect(rulesOf(delivered)).toEqual(['FM-01', 'HR-03', 'OWN-both']);
      }),
      { numRuns },
    );
  });

  it('with packets and tickets that come more than once', async () => {
    const copies = fc.array(fc.record({ index: fc.nat(packets.length - 1), afterMs: fc.integer({ min: 0, max: lateMs }) }), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(delays(1, 1500), copies, looks(sessionMs + lateMs, { by: ['same', 'raced'] }), async (delaysMs, again, looked) => {
        const first = packets.map((packet, i) => ({ packet, atMs: packet.endMs + delaysMs[i] }));
        const second = again.map(({ index, afterMs }) => ({ packet: packets[index], atMs: first[index].atMs + afterMs }));
        const delivered = await deliver({ arrivals: [...first, ...second], looks: looked });
        expectSameAsOnce(delivered);
        expect(delivered.alerts.filter(({ ruleId }) => ruleId === 'HR-03').length).toBe(1);
      }),
      { numRuns },
    );
  });

  it('with packets that are later than 30 s, even after the session was finished; what they raise never rings', async () => {
    await fc.assert(
      fc.asyncProperty(delays(lateMs + 1, 240_000), looks(sessionMs + 240_000, { atMost: 4 }), async (delaysMs, looked) => {
        const delivered = await deliver({ arrivals: packets.map((packet, i) => ({ packet, atMs: packet.endMs + delaysMs[i] })), looks: looked });
        expectSameAsOnce(delivered);
        expectLateOnesSilent(delivered);
        expect(rulesOf(delivered)).toEqual(['FM-01', 'HR-03', 'OWN-both']);
      }),
      { numRuns },
    );
  });

  it('cut into any chunks, and rings at the same moments', async () => {
    await fc.assert(
      fc.asyncProperty(looks(sessionMs + 1000, { atMost: 40 }), async (looked) => {
        const delivered = await deliver({ arrivals: packets.map(punctual), looks: looked });
        expectSameAsOnce(delivered);
        const rung = delivered.alerts.filter(({ kind, retrospective }) => kind === 'clinical' && !retrospective);
        const raised = expected.findings.filter(({ change }) => change === 'raised');
        expect(rung.map(({ ruleId, raisedAtMs }) => [ruleId, raisedAtMs])).toEqual(raised.map(({ ruleId, tMs }) => [ruleId, tMs]));
      }),
      { numRuns },
    );
  });

  it('by workers that die at any moment, or hear nothing of their commit, and rings at the same moments', async () => {
    await fc.assert(
      fc.asyncProperty(looks(sessionMs + 1000, { by: ['same', 'restarted', 'raced', 'interrupted'], atMost: 12 }), async (looked) => {
        const delivered = await deliver({ arrivals: packets.map(punctual), looks: looked });
        expectSameAsOnce(delivered);
        const rung = delivered.alerts.filter(({ kind, retrospective }) => kind === 'clinical' && !retrospective);
        const raised = expected.findings.filter(({ change }) => change === 'raised');
        expect(rung.map(({ ruleId, raisedAtMs }) => [ruleId, raisedAtMs])).toEqual(raised.map(({ ruleId, tMs }) => [ruleId, tMs]));
      }),
      { numRuns },
    );
  });
});
