import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SessionDetail } from '#libs/contracts';
import { delaysOf, recoveredAfterS, type Due, type Shown } from '../../apps/simulator/src/bench/overload/delays.js';
import { ConsoleClient } from '../../apps/simulator/src/demo/console-client.js';
import { calibrate, enrol, type Course } from '../../apps/simulator/src/demo/course.js';
import { readCounter } from '../../apps/simulator/src/demo/metrics.js';
import { expectedOf } from '../../apps/simulator/src/demo/oracle.js';
import { outcomeOf, type Streamed } from '../../apps/simulator/src/demo/outcome.js';
import { syntheticPatient, type SyntheticPatientOptions } from '../../apps/simulator/src/synthetic/synthetic-patient.js';
import { startEmbedded } from '../../apps/simulator/src/system/embedded.js';
import type { System } from '../../apps/simulator/src/system/system.js';
import { gatherCrowd, stream } from '../support/crowd.js';
import { until } from '../support/until.js';

const limit = 'HTTP_REQUESTS_PER_S';
/** Features B6. */
const recoverWithinS = 60;
/** What a therapist feels to be live, ms, as in `npm run bench:overload`. */
const liveMs = 2000;
/** On their device movement has waited so long: what comes is more than what is taken. */
const overloadedMs = 1000;
const patienceMs = 90_000;
/** As movement is sent by a device that comes back with an outbox: at the speed of life a crowd of hundreds would be needed. */
const fasterThanLife = 5;
/** How many more begin while there is not enough to do. */
const joining = 10;

const calm = { startShare: 0.55, effortShare: 0.7, restShare: 0.45 };
/** Over 85 % of the maximum from the 18th second on: HR-03 is met by the 28th. */
const rising = { startShare: 0.7, effortShare: 1.2, restShare: 0.9 };
/** Over it all the time: HR-03 is met within 14 s. */
const tooHard = { startShare: 0.9, effortShare: 0.96, restShare: 0.9 };
const watchedSeconds = 32;

/** One who is watched, and how fast time goes for them. */
interface Watched {
  streamed: Streamed;
  speed: number;
}

/** What features B6 asks for, on whatever machine and in a short burst; `npm run bench:overload` measures it. Needs what `npm run build` makes. Simulated patients, no person. */
describe('more than this machine does', () => {
  let system: System;
  let console: ConsoleClient;
  let fast: Course[];
  let slow: Course[];
  let scouts: Course[];
  let newcomers: Course[];
  const before = process.env[limit];
  const looks: Counts[] = [];
  let watched: Watched[];
  let others: Streamed[];
  let overSinceMs: number;
  let joined: number;

  beforeAll(async () => {
    process.env[limit] = '100000';
    system = await startEmbedded();
    console = await ConsoleClient.signIn({ http: system.httpUrl, live: system.liveUrl }, system.credentials);
    const shallow = syntheticPatient({ seed: 1, seconds: watchedSeconds, character: { heartRate: calm, set: [{ type: 'low-amplitude', count: 12 }] } });
    const withReference = await enrol(console, { recording: shallow, displayName: 'Patient with a reference', mqttUrl: system.mqttUrl });
    await calibrate(console, withReference);
    fast = [withReference, ...(await enrolled(3, { seed: 2, seconds: watchedSeconds, character: { heartRate: rising } }))];
    slow = await enrolled(2, { seed: 10, seconds: 14, character: { heartRate: tooHard } });
    scouts = await enrolled(2, { seed: 20, seconds: 40, character: { heartRate: calm } });
    newcomers = await enrolled(2, { seed: 30, seconds: 4, character: { heartRate: calm } });
    await console.listen();
  }, 180_000);
  afterAll(async () => {
    if (before === undefined) delete process.env[limit];
    else process.env[limit] = before;
    console?.close();
    await system?.stop();
  }, 30_000);

  /** So many patients, each of the next seed, without a reference. */
  const enrolled = (count: number, { seed, ...options }: SyntheticPatientOptions): Promise<Course[]> =>
    Promise.all(Array.from({ length: count }, (_, i) => enrol(console, { recording: { ...syntheticPatient({ ...options, seed: seed + i }), calibration: null }, displayName: `Patient ${seed + i}`, mqttUrl: system.mqttUrl })));
  const look = async (): Promise<Counts> => {
    const counts = await countsOf(system);
    looks.push(counts);
    return counts;
  };
  const finished = (some: readonly Streamed[]): Promise<void> =>
    until(async () => (await Promise.all(some.map(async ({ report }) => (await console.get<SessionDetail>(`/api/sessions/${report.sessionId}`)).state))).every((state) => state === 'finished'), 'finished sessions', patienceMs);

  it('makes movement wait on the devices, and live curves are given up, before anything else and nothing after them', async () => {
    const start = await look();
    const crowd = gatherCrowd();
    const scouting = scouts.map((course) => stream(course, { speed: fasterThanLife }));
    await until(async () => {
      crowd.join(await enrolled(joining, { seed: 100 + crowd.size(), seconds: 8, character: { heartRate: calm } }));
      return (await look()).dropped > start.dropped && scouting.every((scout) => scout.movementWaitedMs() > overloadedMs);
    }, 'more work than this machine does', patienceMs);
    const watching = [...fast.map((course) => ({ speed: fasterThanLife, streaming: stream(course, { speed: fasterThanLife }) })), ...slow.map((course) => ({ speed: 1, streaming: stream(course, { speed: 1 }) }))];
    const measuredAtMs = performance.now() + (1000 * watchedSeconds) / fasterThanLife;
    await until(async () => {
      await look();
      return performance.now() > measuredAtMs;
    }, 'all of the watched movement being measured', patienceMs);
    joined = crowd.size();
    others = await crowd.end();
    overSinceMs = performance.now();
    await look();
    watched = await Promise.all(watching.map(async ({ speed, streaming }) => ({ speed, streamed: await streaming.ended })));
    others.push(...(await Promise.all(scouting.map(({ ended }) => ended))));
    const end = await look();
    // Sessions of which something had waited for more than 3 s.
    expect(end.dropped).toBeGreaterThan(start.dropped);
    expect(looks.filter(({ heldBack, heldBackOthers, thinned, dropped }) => heldBack + heldBackOthers > 0 && thinned + dropped === 0)).toEqual([]);
    expect([end.heldBackOthers, end.limited]).toEqual([0, 0]);
  }, 280_000);

  it('is over: heart rates of whoever begins then are shown live again within a minute', async () => {
    const shown: Shown[] = [];
    await until(async () => {
      const began = await Promise.all(newcomers.map((course) => stream(course, { speed: 1 }).ended));
      others.push(...began);
      await finished(began);
      const now = began.map((each) => shownHeartRates(console, each));
      shown.push(...now.flat());
      return now.every((each, i) => each.length === readingsOf(began[i]) && each.every(({ measuredAtMs, shownAtMs }) => shownAtMs - measuredAtMs <= liveMs));
    }, `heart rates that are shown within ${liveMs} ms`, 1000 * recoverWithinS);
    // The last of them were all live: it is not that nothing later was looked at.
    const recoveredS = recoveredAfterS(shown, { fromMs: overSinceMs, liveMs });
    expect(recoveredS).not.toBeNull();
    expect(recoveredS).toBeLessThanOrEqual(recoverWithinS);
  }, 180_000);

  it('has rung for every heart rate over the limit, ahead of movement that was measured before it', async () => {
    const dueOfEach: Due[][] = [];
    for (const each of watched) {
      dueOfEach.push(dueOf(each));
      // The server closes what was idle for 5 s: whoever only reckons would not hear of it, and ask through a closed connection.
      await new Promise((resolve) => setImmediate(resolve));
    }
    const due = dueOfEach.flat();
    expect(due.filter(({ ruleId }) => ruleId === 'HR-03')).toHaveLength(5);
    await until(() => delaysOf(due, console.heard.alerts).rang === due.length, 'every alert on a heart rate').catch(() => undefined);
    const { rang, inRecord, missing, longestMs, delayMs } = delaysOf(due, console.heard.alerts);
    expect({ rang, inRecord, missing }).toEqual({ rang: due.length, inRecord: 0, missing: 0 });
    const overtaken = watched.flatMap((each, i) => (each.speed === 1 ? [] : dueOfEach[i].map((alert) => overtakenBy(console, each, alert))));
    expect(overtaken).toHaveLength(3);
    expect(overtaken.filter((repetitions) => repetitions === 0)).toEqual([]);
    const behindS = Math.max(...looks.map((each) => each.behindS));
    process.stdout.write(`simulated patients, of whom ${joined} send as fast as they are taken; the analysis ${behindS.toFixed(1)} s behind at most, ${looks.at(-1)?.dropped} curves left out; ${due.length} heart-rate alerts rang after ${delayMs.p50} ms (p50), ${longestMs} ms at most, before ${overtaken.join(', ')} repetitions that had ended before\n`);
  }, 60_000);

  it('has lost nothing, and the record is what the plain fold of the same packets says', async () => {
    const all = [...watched.map(({ streamed }) => streamed), ...others];
    const total = (pick: (each: Streamed) => number): number => all.reduce((sum, each) => sum + pick(each), 0);
    expect([total(({ report }) => report.durable), (await countsOf(system)).stored - looks[0].stored]).toEqual([total(({ report }) => report.sent), total(({ packets }) => packets.length)]);
    const looked = [...watched.map(({ streamed }) => streamed), ...others.slice(0, 3)];
    await finished(looked);
    const alerts = await console.pullInbox();
    expect(expectedOf(fast[0].recording, watched[0].streamed.packets, fast[0].recording.ageYears ?? NaN).rules).toContain('FM-01');
    const outcomes = [];
    for (const each of looked) outcomes.push(await outcomeOf(console, each, alerts));
    expect(outcomes.flatMap(({ problems }) => problems)).toEqual([]);
    expect(outcomes.reduce((sum, { scored, cannotJudge }) => sum + scored + cannotJudge, 0)).toBeGreaterThan(0);
  }, 180_000);
});

function dueOf({ streamed: { course: { recording }, packets, report }, speed }: Watched): Due[] {
  const measuredMs = new Map(packets.map(({ packet, atMs }) => [packet.sequence, report.startedAtMs + atMs / speed]));
  const { raised } = expectedOf(recording, packets, recording.ageYears ?? NaN);
  return raised.filter(({ ruleId }) => ruleId.startsWith('HR-')).map(({ ruleId, sequence }) => ({ sessionId: report.sessionId, ruleId, atMs: measuredMs.get(sequence) ?? NaN }));
}

/** How many repetitions had ended before the alert's heart rate was measured, and were first told after it had rung. */
function overtakenBy({ heard }: ConsoleClient, { streamed: { report }, speed }: Watched, { sessionId, ruleId, atMs }: Due): number {
  const rangAtMs = heard.alerts.find(({ entry: { change, alert } }) => change === 'raised' && alert.sessionId === sessionId && alert.ruleId === ruleId)?.atMs ?? Infinity;
  const toldAtMs = new Map<number, number>();
  for (const { repetition, atMs: told } of heard.repetitions) {
    const isOlder = repetition.sessionId === sessionId && report.startedAtMs + repetition.endMs / speed < atMs;
    if (isOlder && !toldAtMs.has(repetition.number)) toldAtMs.set(repetition.number, told);
  }
  return [...toldAtMs.values()].filter((told) => told > rangAtMs).length;
}

function shownHeartRates({ heard }: ConsoleClient, { report }: Streamed): Shown[] {
  return heard.heartRates.filter(({ sessionId }) => sessionId === report.sessionId).map(({ tMs, atMs }) => ({ measuredAtMs: report.startedAtMs + tMs, shownAtMs: atMs }));
}

function readingsOf({ packets }: Streamed): number {
  return packets.filter(({ packet }) => packet.kind === 'heart-rate').length;
}

/** Of the one process that there is. */
interface Counts {
  stored: number;
  behindS: number;
  thinned: number;
  dropped: number;
  heldBack: number;
  heldBackOthers: number;
  limited: number;
}

async function countsOf({ metricsUrls: [url] }: System): Promise<Counts> {
  const page = await (await fetch(url)).text();
  const one = (name: string): number => new Map(readCounter(page, { name, label: null })).get('') ?? 0;
  const by = (name: string, label: string, value: string): number => new Map(readCounter(page, { name, label })).get(value) ?? 0;
  return {
    stored: one('tendon_packets_stored_total'), behindS: one('tendon_backlog_age_seconds'), limited: one('tendon_packets_limited_total'),
    thinned: by('tendon_curves_shed_total', 'level', 'thinned'), dropped: by('tendon_curves_shed_total', 'level', 'dropped'),
    heldBack: by('tendon_packets_held_back_total', 'kind', 'movement'), heldBackOthers: by('tendon_packets_held_back_total', 'kind', 'other'),
  };
}
