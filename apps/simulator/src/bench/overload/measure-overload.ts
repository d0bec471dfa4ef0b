import { cpus } from 'node:os';
import { setTimeout as passed } from 'node:timers/promises';
import type { SessionDetail } from '#libs/contracts';
import { ConsoleClient } from '../../demo/console-client.js';
import { calibrate, enrol, exercise, type Course } from '../../demo/course.js';
import { sumOfCounter } from '../../demo/metrics.js';
import { expectedOf } from '../../demo/oracle.js';
import type { Quantiles } from '../../demo/quantiles.js';
import { watchTimers } from '../../demo/timers.js';
import { packetise, type TimedPacket } from '../../device/packetise.js';
import type { DeviceReport } from '../../device/simulated-device.js';
import type { Recording, Signal } from '../../recordings/recording.js';
import { syntheticPatient } from '../../synthetic/synthetic-patient.js';
import type { System } from '../../system/system.js';
import { delaysOf, recoveredAfterS, type Delays, type Due, type Shown } from './delays.js';

export interface OverloadOptions {
  profile: string;
  seconds: number;
  /** So many times the capacity is offered. */
  times: number;
  mostSessions: number;
  /** Motion sensors of each patient, 2 or more: the exercise asks for two, and the others measure the same. */
  sensors: number;
}

export interface OverloadReport {
  machine: string;
  node: string;
  profile: string;
  source: string;
  /** Of one of each process, with the load generator on the same cores. */
  capacity: { packetsPerS: number; sessions: number; packets: number; seconds: number };
  overload: { sessions: number; seconds: number; offeredPacketsPerS: number; timesCapacity: number };
  packets: { sent: number; acknowledged: number; stored: number; lost: number; copies: number };
  shed: { curvesThinned: number; curvesDropped: number; movementHeldBack: number; othersHeldBack: number };
  heartRateAlerts: Delays;
  /** Of the few who have a reference. */
  formAlerts: Delays;
  /** After the end of the overload, s; null: what was measured last was late too, or nothing was measured, or for `analysedS` not all was. */
  recovery: { heartRateS: number | null; newSessionS: number | null; storedS: number; analysedS: number | null };
  /** Sessions of which not all was analysed when the bench ended. */
  notFinished: number;
  generator: { cpuSeconds: number; timerLagMs: Quantiles & { longest: number } };
  problems: string[];
}

const enrolAtOnce = 10;
/** As fast as one device may send, and still less than a minute ahead of the server's clock. */
const capacityRun = { patients: 40, seconds: 40, speed: 100 };
/** So many different performances; the rest repeat them. */
const performances = 20;
/** One in so many goes over what their heart may do, and the others stay in their zone, shares of the estimated maximum: no therapist has more alerts at once. */
const strainedOneOf = 10;
const steadyHeart = { startShare: 0.66, effortShare: 0.7, restShare: 0.6 };
/** Patients begin one after the other: to open a session is work of another kind. The overload is the time in which all are there. */
const beginWithinS = 20;
/** Who begin when the overload is over. */
const afterwards = { patients: 5, seconds: 60 };
/** What a therapist feels to be live, ms (TC-05 tells at 5 s). */
const liveMs = 2000;
const recoverWithinS = 60;
/** After all is durable, all sessions together: what is told has to be told also when it is more than this. */
const finishedWithinMs = 600_000;
/** A device whose server is behind keeps what it has; one that nothing came from for so long is stuck, and the bench says what it did not send. */
const patienceMs = 1_800_000;

/** How much one of each process does; then so many times that, and what became of it. Simulated patients, no person. */
export async function measureOverload(system: System, options: OverloadOptions, progress: (step: string) => void): Promise<OverloadReport> {
  const console = await ConsoleClient.signIn({ http: system.httpUrl, live: system.liveUrl }, system.credentials);
  const capacity = await measureCapacity(system, { console, sensors: options.sensors, progress });
  const wanted = Math.max(1, Math.round(options.times * capacity.sessions));
  const sessions = Math.min(options.mostSessions, wanted);
  const crowd = await enrolled(system, console, { count: sessions, seconds: options.seconds + beginWithinS, sensors: options.sensors });
  const newcomers = await enrolled(system, console, { count: afterwards.patients, seconds: afterwards.seconds, sensors: options.sensors });
  progress(`${sessions} patients at once for ${options.seconds} s`);
  await console.listen();
  const before = await counted(system);
  const own = process.cpuUsage();
  const timers = watchTimers();
  const startedMs = performance.now();
  const running = Promise.all(crowd.map((patient, i) => run(patient, (1000 * beginWithinS * i) / sessions)));
  await passed(1000 * (options.seconds + beginWithinS));
  progress('the overload is over; what waits on the devices comes in, and new patients begin');
  const endedMs = performance.now();
  const after = await Promise.all(newcomers.map((patient, i) => run(patient, 200 * i)));
  const ran = await running;
  const storedS = Math.round((performance.now() - endedMs) / 100) / 10;
  progress(`all is stored after ${storedS} s; waiting until all is analysed`);
  const notFinished = await whenFinished(console, [...ran, ...after].map(({ report }) => report.sessionId));
  const analysedS = notFinished === 0 ? Math.round((performance.now() - endedMs) / 100) / 10 : null;
  const used = process.cpuUsage(own);
  const offered = crowd.reduce((sum, { packets }) => sum + packets.length, 0) / (options.seconds + beginWithinS);
  const all = [...ran, ...after];
  const counts = difference(await counted(system), before);
  const sent = all.reduce((sum, { report }) => sum + report.sent, 0);
  const recovery = { heartRateS: recoveredAfterS(shownAlerts(console, all), { fromMs: endedMs, liveMs }), newSessionS: recoveredAfterS(shownRepetitions(console, after), { fromMs: endedMs, liveMs }), storedS, analysedS };
  console.close();
  const report: OverloadReport = {
    machine: `${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown processor'} (${process.platform} ${process.arch})`, node: process.versions.node, profile: options.profile,
    source: `simulated patients, no person: squats, ${options.sensors} motion sensors at 50 Hz, of which the exercise asks for two, and a strap; one in ten goes over a limit of their heart rate`, capacity,
    overload: { sessions, seconds: options.seconds, offeredPacketsPerS: Math.round(offered), timesCapacity: Math.round((10 * offered) / capacity.packetsPerS) / 10 },
    packets: { sent, acknowledged: all.reduce((sum, { report: { durable } }) => sum + durable, 0), stored: counts.stored, lost: sent - counts.stored, copies: counts.duplicated },
    shed: { curvesThinned: counts.thinned, curvesDropped: counts.dropped, movementHeldBack: counts.movement, othersHeldBack: counts.other },
    heartRateAlerts: delaysOf(all.flatMap((each) => dueOf(each, 'HR-')), console.heard.alerts),
    formAlerts: delaysOf(all.filter(({ patient }) => patient.course.recording.calibration !== null).flatMap((each) => dueOf(each, 'FM-')), console.heard.alerts),
    recovery, notFinished, generator: { cpuSeconds: (used.user + used.system) / 1e6, timerLagMs: timers() }, problems: [],
  };
  progress(`${Math.round((performance.now() - startedMs) / 1000)} s in all`);
  return { ...report, problems: problemsOf(report) };
}

interface Patient {
  course: Course;
  packets: TimedPacket[];
}

interface Ran {
  patient: Patient;
  report: DeviceReport;
}

/**
 * Closed loop: each device sends as fast as it is told that it is durable; over when the last session is finished. Movement alone: a hundred times faster than life heart
 * rates would be a minute ahead of it, and most of the work to fold sessions again.
 */
async function measureCapacity(system: System, { console, sensors, progress }: { console: ConsoleClient; sensors: number; progress: (step: string) => void }): Promise<OverloadReport['capacity']> {
  const patients = await enrolled(system, console, { count: capacityRun.patients, seconds: capacityRun.seconds, sensors, calibrated: 0, kinds: ['imu'] });
  progress(`capacity: ${capacityRun.patients} patients as fast as they are taken`);
  const startedMs = performance.now();
  const reports = await Promise.all(patients.map(({ course, packets }) => exercise(course, { packets, speed: capacityRun.speed })));
  const notFinished = await whenFinished(console, reports.map(({ sessionId }) => sessionId));
  if (notFinished > 0) throw new Error(`the capacity cannot be told: ${notFinished} of ${reports.length} sessions are not finished ${finishedWithinMs / 1000} s after all of them is durable`);
  const seconds = (performance.now() - startedMs) / 1000;
  const packets = reports.reduce((sum, { durable }) => sum + durable, 0);
  const packetsPerS = Math.round(packets / seconds);
  const sessions = Math.max(1, Math.round(packetsPerS / (patients[0].packets.length / capacityRun.seconds)));
  progress(`capacity: ${packetsPerS} packets/s`);
  return { packetsPerS, sessions, packets, seconds: Math.round(seconds * 10) / 10 };
}

/** The first few are calibrated, so that their form is judged; to do it for all would take longer than the overload. */
async function enrolled(system: System, console: ConsoleClient, { count, seconds, sensors, calibrated = 5, kinds = ['imu', 'heart-rate'] }: { count: number; seconds: number; sensors: number; calibrated?: number; kinds?: Signal['kind'][] }): Promise<Patient[]> {
  const recordings = Array.from({ length: Math.min(count, performances) }, (_, i) => syntheticPatient({ seed: i + 1, seconds, character: i % strainedOneOf === 0 ? {} : { heartRate: steadyHeart } }));
  const packets = recordings.map(({ signals }) => packetise(wornBeside(signals, sensors).filter(({ kind }) => kinds.includes(kind))));
  const patients: Patient[] = [];
  for (let from = 0; from < count; from += enrolAtOnce) {
    const batch = Array.from({ length: Math.min(enrolAtOnce, count - from) }, (_, i) => from + i);
    patients.push(...(await Promise.all(batch.map(async (i) => {
      const known = recordings[i % performances];
      const recording: Recording = i < calibrated ? known : { ...known, calibration: null };
      const course = await enrol(console, { recording, displayName: `Patient ${i + 1}`, mqttUrl: system.mqttUrl });
      await calibrate(console, course);
      return { course, packets: packets[i % performances] };
    }))));
  }
  return patients;
}

/** The same signals again, as of sensors that the exercise does not ask for: they are stored and not analysed. */
function wornBeside(signals: readonly Signal[], sensors: number): Signal[] {
  const asked = signals.filter(({ kind }) => kind === 'imu');
  const free = Math.max(...signals.map(({ sensor }) => sensor)) + 1;
  const others = Array.from({ length: sensors - asked.length }, (_, i): Signal => ({ ...asked[i % asked.length], sensor: free + i }));
  return [...signals, ...others];
}

async function run(patient: Patient, afterMs: number): Promise<Ran> {
  await passed(afterMs);
  return { patient, report: await exercise(patient.course, { packets: patient.packets, speed: 1, patienceMs }) };
}

/** How many are not in time. One after the other: to ask for all at once would be a load of its own. */
async function whenFinished(console: ConsoleClient, sessionIds: readonly string[]): Promise<number> {
  const deadline = performance.now() + finishedWithinMs;
  const isFinished = async (sessionId: string): Promise<boolean> => (await console.get<SessionDetail>(`/api/sessions/${sessionId}`)).state === 'finished';
  let notFinished = 0;
  for (const sessionId of sessionIds) {
    let done = await isFinished(sessionId);
    for (; !done && performance.now() < deadline; done = await isFinished(sessionId)) await passed(200);
    if (!done) notFinished++;
  }
  return notFinished;
}

function dueOf({ patient: { course, packets }, report }: Ran, rules: string): Due[] {
  const measuredAtMs = new Map(packets.map(({ packet, atMs }) => [packet.sequence, report.startedAtMs + atMs]));
  const { raised } = expectedOf(course.recording, packets, course.recording.ageYears ?? 45);
  return raised.filter(({ ruleId }) => ruleId.startsWith(rules)).map(({ ruleId, sequence }) => ({ sessionId: report.sessionId, ruleId, atMs: measuredAtMs.get(sequence) ?? NaN }));
}

function measuredBy(ran: readonly Ran[], cause: { epoch: string; sequence: number } | null): number | null {
  const one = cause === null ? undefined : ran.find(({ report }) => report.epoch === cause.epoch);
  const packet = one?.patient.packets.find((each) => each.packet.sequence === cause?.sequence);
  return one === undefined || packet === undefined ? null : one.report.startedAtMs + packet.atMs;
}

function shownAlerts({ heard }: ConsoleClient, ran: readonly Ran[]): Shown[] {
  return heard.alerts.flatMap(({ entry: { change, alert }, atMs }) => {
    const measuredAtMs = change === 'raised' && alert.ruleId.startsWith('HR-') ? measuredBy(ran, alert.causedBy) : null;
    return measuredAtMs === null ? [] : [{ measuredAtMs, shownAtMs: atMs }];
  });
}

/** The first telling of each. */
function shownRepetitions({ heard }: ConsoleClient, ran: readonly Ran[]): Shown[] {
  const first = new Map<string, Shown>();
  for (const { repetition, atMs } of heard.repetitions) {
    const measuredAtMs = measuredBy(ran, repetition.completedBy);
    const key = `${repetition.sessionId}/${repetition.number}`;
    if (measuredAtMs !== null && !first.has(key)) first.set(key, { measuredAtMs, shownAtMs: atMs });
  }
  return [...first.values()];
}

type Counts = Record<'stored' | 'duplicated' | 'thinned' | 'dropped' | 'movement' | 'other', number>;

async function counted({ metricsUrls }: System): Promise<Counts> {
  const total = async (name: string, label: string | null, value: string): Promise<number> => (await sumOfCounter(metricsUrls, name, label)).get(value) ?? 0;
  return {
    stored: await total('tendon_packets_stored_total', null, ''), duplicated: await total('tendon_packets_duplicated_total', null, ''),
    thinned: await total('tendon_curves_shed_total', 'level', 'thinned'), dropped: await total('tendon_curves_shed_total', 'level', 'dropped'),
    movement: await total('tendon_packets_held_back_total', 'kind', 'movement'), other: await total('tendon_packets_held_back_total', 'kind', 'other'),
  };
}

function difference(after: Counts, before: Counts): Counts {
  return Object.fromEntries(Object.entries(after).map(([name, count]) => [name, count - before[name as keyof Counts]])) as Counts;
}

/** What features B6 does not allow. */
function problemsOf({ packets, heartRateAlerts, recovery, notFinished, overload }: OverloadReport): string[] {
  return [
    ...(packets.lost === 0 && packets.acknowledged === packets.sent ? [] : [`${packets.lost} packets lost, ${packets.sent - packets.acknowledged} not acknowledged`]),
    ...(heartRateAlerts.rang === heartRateAlerts.due ? [] : [`${heartRateAlerts.due - heartRateAlerts.rang} alerts on heart rates did not ring`]),
    ...(heartRateAlerts.due > 0 ? [] : ['no alert on a heart rate was due: nothing is proven']),
    ...(notFinished === 0 ? [] : [`${notFinished} sessions were not analysed to their end ${finishedWithinMs / 1000} s after all was stored`]),
    ...Object.entries({ 'heart-rate alerts': recovery.heartRateS, 'repetitions of new patients': recovery.newSessionS }).filter(([, s]) => s === null || s > recoverWithinS).map(([what, s]) => (s === null ? `${what} were not seen to be live again` : `${what} live again only after ${s} s`)),
    ...(overload.timesCapacity >= 1 ? [] : [`only ${overload.timesCapacity} times the capacity was offered: --most-sessions`]),
  ];
}
