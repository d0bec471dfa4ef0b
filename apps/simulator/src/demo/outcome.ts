import { createHash } from 'node:crypto';
import type { AlertView, RepetitionView, SessionDetail, StoredPacketPage } from '#libs/contracts';
import { intersectionOverUnion } from '#libs/domain';
import { decodePacket } from '#libs/sensors';
import type { TimedPacket } from '../device/packetise.js';
import type { DeviceReport } from '../device/simulated-device.js';
import type { ConsoleClient } from './console-client.js';
import type { Course } from './course.js';
import { holesIn } from './holes.js';
import { expectedOf, type Expected } from './oracle.js';

/** One session that was streamed. */
export interface Streamed {
  course: Course;
  packets: TimedPacket[];
  report: DeviceReport;
  /** Bytes of every packet as it was first sent, by sequence. */
  sentBytes: Map<number, Uint8Array>;
}

/** What became of it, measured from outside, and everything that is wrong with it. */
export interface Outcome {
  stored: number;
  samplesSent: number;
  samplesStored: number;
  truth: number;
  /** Of these: in a hole of the measurement. */
  notMeasured: number;
  scored: number;
  cannotJudge: number;
  /** Of every repetition, bit for bit: the same packets give the same, whatever they came through. */
  digest: string;
  findings: number;
  problems: string[];
}

const overlapNeeded = 0.5;
const finishedWithinMs = 90_000;

export async function outcomeOf(console: ConsoleClient, streamed: Streamed, alerts: readonly AlertView[]): Promise<Outcome> {
  const { course, report } = streamed;
  const detail = await whenFinished(console, report.sessionId);
  const stored = await storedPackets(console, report.sessionId);
  const expected = expectedOf(course.recording, streamed.packets, course.recording.ageYears ?? 45);
  const found = detail.repetitions;
  const holes = holesIn(streamed.packets);
  const measured = course.recording.truth.filter((truth) => !holes.some((hole) => hole.startMs < truth.endMs && truth.startMs < hole.endMs));
  const missed = measured.filter((truth) => !found.some((each) => intersectionOverUnion(truth, each) >= overlapNeeded));
  const problems = [
    ...packetProblems(streamed, stored),
    ...(missed.length === 0 ? [] : [`${missed.length} of ${course.recording.truth.length} annotated repetitions neither scored nor reported`]),
    ...scoreProblems(found, expected),
    ...alertProblems(expected, alerts.filter((alert) => alert.sessionId === report.sessionId)),
    ...(detail.state === 'finished' ? [] : [`session still ${detail.state}`]),
  ].map((problem) => `${course.recording.id}: ${problem}`);
  return {
    stored: stored.size,
    samplesSent: sum([...streamed.sentBytes.values()].map(samplesIn)),
    samplesStored: sum([...stored.values()].map(samplesIn)),
    truth: course.recording.truth.length,
    notMeasured: course.recording.truth.length - measured.length,
    scored: found.filter((each) => each.verdict !== 'cannot-judge').length,
    cannotJudge: found.filter((each) => each.verdict === 'cannot-judge').length,
    digest: digestOf(found),
    findings: expected.findings,
    problems,
  };
}

async function whenFinished(console: ConsoleClient, sessionId: string): Promise<SessionDetail> {
  for (const deadline = Date.now() + finishedWithinMs; ; ) {
    const detail = await console.get<SessionDetail>(`/api/sessions/${sessionId}`);
    if (detail.state === 'finished' || Date.now() > deadline) return detail;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Every stored packet by sequence, read back through the front door. */
async function storedPackets(console: ConsoleClient, sessionId: string): Promise<Map<number, Uint8Array>> {
  const stored = new Map<number, Uint8Array>();
  for (let after: string | null = '0.0'; after !== null; ) {
    const page: StoredPacketPage = await console.get<StoredPacketPage>(`/api/sessions/${sessionId}/packets?after=${after}`);
    for (const { sequence, payload } of page.packets) if (payload !== null) stored.set(sequence, Buffer.from(payload, 'base64'));
    after = page.next;
  }
  return stored;
}

function packetProblems({ sentBytes, report }: Streamed, stored: Map<number, Uint8Array>): string[] {
  const lost = [...sentBytes.keys()].filter((sequence) => !stored.has(sequence));
  const changed = [...sentBytes].filter(([sequence, bytes]) => stored.has(sequence) && hash(bytes) !== hash(stored.get(sequence) ?? bytes));
  return [
    ...(lost.length === 0 ? [] : [`${lost.length} packets lost, the first is ${lost[0]}`]),
    ...(changed.length === 0 ? [] : [`${changed.length} packets stored with other bytes`]),
    ...(stored.size <= sentBytes.size ? [] : [`${stored.size - sentBytes.size} packets stored that were never sent`]),
    ...(report.durable === report.sent ? [] : [`${report.sent - report.durable} packets not covered by the watermark`]),
  ];
}

/** Live, in whatever order the packets came, must end where the plain fold over them ends: to the bit. */
function scoreProblems(found: RepetitionView[], { repetitions }: Expected): string[] {
  if (found.length !== repetitions.length) return [`${found.length} repetitions, ${repetitions.length} expected from the same packets`];
  const different = repetitions.filter((each, i) => {
    const score = each.score.verdict === 'cannot-judge' ? null : each.score.score;
    return found[i].score !== score || found[i].startMs !== each.startMs || found[i].endMs !== each.endMs;
  });
  return different.length === 0 ? [] : [`${different.length} repetitions differ from the analysis of the same packets in order, the first is number ${different[0].number}`];
}

function alertProblems({ rules }: Expected, alerts: AlertView[]): string[] {
  const due = rules.filter((rule) => !alerts.some((alert) => alert.ruleId === rule));
  const undue = alerts.filter((alert) => alert.kind === 'clinical' && !rules.includes(alert.ruleId));
  return [...due.map((rule) => `no alert came for ${rule}, which was due`), ...undue.map((alert) => `an alert came for ${alert.ruleId}, which was not due`)];
}

function digestOf(found: RepetitionView[]): string {
  return hash(Buffer.from(JSON.stringify(found.map(({ number, startMs, endMs, verdict, score }) => [number, startMs, endMs, verdict, score]))));
}

function samplesIn(bytes: Uint8Array): number {
  const decoded = decodePacket(bytes);
  if (!decoded.ok) return 0;
  if (decoded.packet.kind === 'heart-rate') return decoded.packet.readings.length;
  return decoded.packet.kind === 'imu6' || decoded.packet.kind === 'imu9' ? decoded.packet.accelerationMPerS2.length / 3 : 0;
}

function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
