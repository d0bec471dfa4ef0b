import { createHash } from 'node:crypto';
import { setTimeout as passed } from 'node:timers/promises';
import type { AlertView } from '#libs/contracts';
import { packetise, type TimedPacket } from '../device/packetise.js';
import { faultByName } from '../faults/index.js';
import { loadRecording } from '../recordings/index.js';
import { joinHeartRate } from '../recordings/joined.js';
import { withShown } from './shown.js';
import type { Recording } from '../recordings/recording.js';
import { seededRandom } from '../synthetic/random.js';
import { syntheticPatient } from '../synthetic/synthetic-patient.js';
import type { System } from '../system/system.js';
import { ConsoleClient } from './console-client.js';
import { calibrate, enrol, exercise, type Course } from './course.js';
import { cpuSeconds } from './cpu.js';
import { alertTraces, instructionLatencies, latenciesOf, type AlertTrace, type SentAt, type Told } from './latency.js';
import { sumOfCounter } from './metrics.js';
import type { DemoOptions } from './options.js';
import { outcomeOf, type Outcome, type Streamed } from './outcome.js';
import type { Quantiles } from './quantiles.js';
import { watchTimers } from './timers.js';

export interface DemoResult {
  packets: { sent: number; durable: number; stored: number; duplicated: number; quarantined: number };
  samples: { sent: number; stored: number };
  repetitions: { truth: number; notMeasured: number; scored: number; cannotJudge: number; digest: string };
  findings: number;
  alerts: number;
  /** `repetition`, `alert`, `shown`: at the therapist's console; `instruction`: at the patient's device. */
  latencyMs: { repetition: Quantiles; alert: Quantiles; instruction: Quantiles; shown: Quantiles };
  /** Of each alert that came live. */
  traces: AlertTrace[];
  cpuSeconds: Record<string, number> | null;
  /** Of all servers together. */
  cpuSecondsPer1000Packets: number | null;
  seconds: number;
  /** What was streamed, labelled; and what the load generator itself cost and how late its timers were. */
  source: string;
  generator: { cpuSeconds: number; timerLagMs: Quantiles & { longest: number } };
  problems: string[];
}

const enrolAtOnce = 10;
const patientsSpreadMs = 1000;

/** The whole main job from outside: devices on one side, a console on the other, and what came of it. */
export async function runDemo(system: System, { recordings, ...options }: DemoOptions & { recordings: Recording[] }, progress: (step: string) => void): Promise<DemoResult> {
  const console = await ConsoleClient.signIn({ http: system.httpUrl, live: system.liveUrl }, system.credentials);
  progress(`enrolling ${recordings.length} patients`);
  const courses = await inBatches(recordings, (recording, i) => enrol(console, { recording, displayName: `Patient ${i + 1}`, mqttUrl: system.mqttUrl }));
  progress('streaming their calibrations');
  await inBatches(courses, (course) => calibrate(console, course));
  await console.listen();
  progress(`exercising: ${recordings[0].label}`);
  const cpuBefore = cpuSeconds(system.pids);
  const own = process.cpuUsage();
  const lag = watchTimers();
  const startedMs = performance.now();
  const sentAt: SentAt = new Map();
  const streamed = await Promise.all(courses.map((course, i) => streamOne(course, { options, sentAt, seed: options.seed + i, count: courses.length })));
  const seconds = (performance.now() - startedMs) / 1000;
  progress('reading back what was stored');
  const outcomes: Outcome[] = [];
  const alerts = await settledAlerts(console);
  const used = process.cpuUsage(own);
  const servers = difference(cpuSeconds(system.pids), cpuBefore);
  for (const each of streamed) outcomes.push(await outcomeOf(console, each, alerts));
  const result = await assemble({ system, console, streamed, outcomes, alerts, sentAt, seconds });
  console.close();
  return { ...result, cpuSeconds: servers, cpuSecondsPer1000Packets: servers === null ? null : perThousand(servers, result.packets.sent), source: recordings[0].label, generator: { cpuSeconds: (used.user + used.system) / 1e6, timerLagMs: lag() } };
}

/** What each patient's sensors send. Throws a `RecordingError` for a recording that cannot be read. */
export async function recordingsFor(options: DemoOptions): Promise<Recording[]> {
  if (options.recording === null) return Array.from({ length: options.sessions }, (_, i) => syntheticPatient({ seed: options.seed + i, seconds: options.seconds ?? 60 }));
  const recording = withShown(await loadRecording(options.recording), 'all');
  const joined = options.heartRate === null ? recording : joinHeartRate(recording, await loadRecording(options.heartRate));
  return Array.from({ length: options.sessions }, () => joined);
}

async function inBatches<T, R>(items: readonly T[], work: (item: T, index: number) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let from = 0; from < items.length; from += enrolAtOnce) {
    results.push(...(await Promise.all(items.slice(from, from + enrolAtOnce).map((item, i) => work(item, from + i)))));
  }
  return results;
}

interface StreamOne {
  options: DemoOptions;
  sentAt: SentAt;
  seed: number;
  count: number;
}

interface Exercised extends Streamed {
  /** What its device was told to tell the patient. */
  told: Told[];
}

/** Patients do not begin in step: their packets are spread over a second. */
async function streamOne(course: Course, { options, sentAt, seed, count }: StreamOne): Promise<Exercised> {
  await passed(count === 1 ? 0 : ((seed - options.seed) / count) * patientsSpreadMs);
  const packets = withFault(packetise(course.recording.signals), options, seed);
  const sentBytes = new Map<number, Uint8Array>();
  const told: Told[] = [];
  const report = await exercise(course, {
    packets,
    onTold: (answer, atMs) => {
      if ('instruct' in answer) told.push({ instruct: answer.instruct, atMs });
    },
    speed: options.speed,
    onSent: ({ epoch, sequence, atMs, bytes }) => {
      sentAt.set(`${epoch}/${sequence}`, atMs);
      sentBytes.set(sequence, bytes);
    },
  });
  return { course, packets, report, sentBytes, told };
}

function withFault(packets: TimedPacket[], { fault }: DemoOptions, seed: number): TimedPacket[] {
  if (fault === null) return packets;
  return faultByName(fault).apply(packets, seededRandom(seed));
}

/** What is late may still be told afterwards: the inbox is read once nothing more comes. */
async function settledAlerts(console: ConsoleClient): Promise<AlertView[]> {
  let alerts = await console.pullInbox();
  for (let quiet = 0; quiet < 3; ) {
    await passed(500);
    const now = await console.pullInbox();
    quiet = JSON.stringify(now) === JSON.stringify(alerts) ? quiet + 1 : 0;
    alerts = now;
  }
  return alerts;
}

interface Assemble {
  system: System;
  console: ConsoleClient;
  streamed: Exercised[];
  outcomes: Outcome[];
  alerts: AlertView[];
  sentAt: SentAt;
  seconds: number;
}

async function assemble({ system, console, streamed, outcomes, alerts, sentAt, seconds }: Assemble): Promise<Omit<DemoResult, 'cpuSeconds' | 'cpuSecondsPer1000Packets' | 'source' | 'generator'>> {
  const total = (pick: (outcome: Outcome) => number): number => outcomes.reduce((sum, outcome) => sum + pick(outcome), 0);
  const counted = async (name: string): Promise<number> => [...(await sumOfCounter(system.metricsUrls, name)).values()].reduce((sum, value) => sum + value, 0);
  const sessions = new Set(streamed.map(({ report }) => report.sessionId));
  return {
    packets: {
      sent: streamed.reduce((sum, { report }) => sum + report.sent, 0),
      durable: streamed.reduce((sum, { report }) => sum + report.durable, 0),
      stored: total(({ stored }) => stored),
      duplicated: await counted('tendon_packets_duplicated_total'),
      quarantined: await counted('tendon_packets_quarantined_total'),
    },
    samples: { sent: total(({ samplesSent }) => samplesSent), stored: total(({ samplesStored }) => samplesStored) },
    repetitions: {
      truth: total(({ truth }) => truth), notMeasured: total(({ notMeasured }) => notMeasured), scored: total(({ scored }) => scored), cannotJudge: total(({ cannotJudge }) => cannotJudge),
      digest: createHash('sha256').update(outcomes.map(({ digest }) => digest).join()).digest('hex'),
    },
    findings: total(({ findings }) => findings),
    alerts: alerts.filter(({ sessionId }) => sessionId !== null && sessions.has(sessionId)).length,
    latencyMs: { ...latenciesOf(console.heard, sentAt), ...instructionLatencies(console.heard, sentAt, streamed.map(({ told }) => told)) },
    traces: alertTraces(console.heard, sentAt, performance.timeOrigin),
    seconds: Math.round(seconds * 10) / 10,
    problems: outcomes.flatMap(({ problems }) => problems),
  };
}

function difference(after: Record<string, number> | null, before: Record<string, number> | null): Record<string, number> | null {
  if (after === null || before === null) return null;
  const used = Object.entries(after).map(([name, seconds]) => [name, Math.round((seconds - (before[name] ?? 0)) * 100) / 100] as const);
  return Object.fromEntries(used.filter(([, seconds]) => seconds !== 0));
}

function perThousand(seconds: Record<string, number>, packets: number): number {
  return Math.round((1_000_000 * Object.values(seconds).reduce((sum, each) => sum + each, 0)) / packets) / 1000;
}
