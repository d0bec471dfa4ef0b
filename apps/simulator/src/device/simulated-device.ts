import { randomUUID } from 'node:crypto';
import type { DeviceAnswer, InstructionShown, SessionPurpose } from '#libs/contracts';
import { cover, disconnected, downTopic, due, encodePacket, keep, laneOf, parseWatermark, reconnectDelayMs, startOutbox, upTopic, type Lane, type Outbox } from '#libs/sensors';
import { connect, type MqttClient } from 'mqtt';
import type { TimedPacket } from './packetise.js';
import { SequenceSet } from './sequence-set.js';

export interface DeviceRun {
  mqttUrl: string;
  deviceId: string;
  secret: string;
  prescriptionId: string;
  purpose: 'exercise' | 'calibration';
  /** In the order in which they are sent; a fault may have doubled or shuffled them. */
  packets: TimedPacket[];
  /** What is done in their place when the server says that the session is a guided calibration; absent: the same. */
  guided?: TimedPacket[];
  /** Times faster than life. */
  speed: number;
  /** First sending of a sequence; `performance.now()`. */
  onSent?: (sent: { epoch: string; sequence: number; atMs: number; bytes: Uint8Array }) => void;
  /** What the server said, as it came; `performance.now()`. */
  onTold?: (told: DeviceAnswer, atMs: number) => void;
  /** How long it waits for its server to cover anything more before it gives up, ms (30 s). */
  patienceMs?: number;
  signal?: AbortSignal;
}

export interface DeviceReport {
  sessionId: string;
  epoch: string;
  /** What the server made of it. */
  purpose: SessionPurpose;
  /** When its measurement began, `performance.now()`: a packet is complete `atMs / speed` later, sent or not. */
  startedAtMs: number;
  /** Different packets sent. */
  sent: number;
  /** Of those that were sent, covered by the server's watermark: they may be forgotten. */
  durable: number;
  resent: number;
}

const askAgainMs = 1000;
/** Somebody waits for the report: a real device has no end to its patience. */
const usualPatienceMs = 30_000;
const pollMs = 100;
/** Of a lane, and more than may be on its way: what was measured beyond lies in the recording, which a thousand devices share, as on a disk. */
const mostInOutbox = 128;

/**
 * A device as it should be: opens a stream, sends in time, keeps everything until the watermark covers it, sends what is
 * missing again, comes back after a lost connection, and says what its patient can see. MQTT 3.1.1, clean session, QoS 1.
 */
export async function runDevice(run: DeviceRun): Promise<DeviceReport> {
  const line = await openLine(run);
  try {
    const opened = await openStream(line, run);
    const isGuided = opened.purpose === 'guided-calibration';
    await stream(line, { run: { ...run, packets: isGuided ? (run.guided ?? run.packets) : run.packets }, epoch: opened.epoch, startMs: opened.startedAtMs });
    return { ...opened, sent: line.sent.size, durable: line.sent.size - [...line.outbox.kept.keys()].filter((sequence) => line.sent.has(sequence)).length, resent: line.resent };
  } finally {
    line.isOver = true;
    clearTimeout(line.comeBack);
    await line.client.endAsync(true);
  }
}

interface Line {
  client: MqttClient;
  outbox: Outbox;
  sent: SequenceSet;
  resent: number;
  /** From the server; the newest last. */
  answers: DeviceAnswer[];
  /** Something came, or a moment has passed: look again. */
  wake: () => void;
  /** Until the next try to connect. */
  comeBack: NodeJS.Timeout | undefined;
  /** It need not come back. */
  isOver: boolean;
}

async function openLine({ mqttUrl, deviceId, secret, onTold, signal }: DeviceRun): Promise<Line> {
  let attempt = 0;
  const client = connect(mqttUrl, { protocolVersion: 4, clean: true, clientId: deviceId, username: deviceId, password: secret, keepalive: 10, reconnectPeriod: 0, queueQoSZero: false });
  const line: Line = { client, outbox: startOutbox(), sent: new SequenceSet(), resent: 0, answers: [], wake: () => undefined, comeBack: undefined, isOver: false };
  client.on('error', () => undefined);
  client.on('close', () => {
    disconnected(line.outbox);
    // Once for each connection that ends: MQTT.js's own timer goes on while one is being made, and ends one for good that took longer than it.
    if (!line.isOver) line.comeBack = setTimeout(() => client.reconnect(), Math.max(20, reconnectDelayMs(attempt++, Math.random())));
  });
  client.on('connect', () => {
    attempt = 0;
    client.subscribe([downTopic(deviceId, 'wm'), downTopic(deviceId, 'ctl')], { qos: 1 });
  });
  client.on('message', (topic, payload) => {
    if (topic === downTopic(deviceId, 'ctl')) hearAnswer(line, JSON.parse(payload.toString()) as DeviceAnswer, { deviceId, onTold });
    else hearWatermark(line, payload.toString());
    line.wake();
  });
  signal?.addEventListener('abort', () => line.wake(), { once: true });
  return line;
}

/** It has no screen: what a real one says once the words are drawn, this one says at once. */
function hearAnswer(line: Line, answer: DeviceAnswer, { deviceId, onTold }: Pick<DeviceRun, 'deviceId' | 'onTold'>): void {
  if ('opened' in answer || 'refused' in answer) line.answers.push(answer);
  if ('instruct' in answer && answer.instruct !== null) line.client.publish(upTopic(deviceId, 'shown'), JSON.stringify({ shown: answer.instruct.id } satisfies InstructionShown), { qos: 1 }, () => undefined);
  onTold?.(answer, performance.now());
}

function hearWatermark(line: Line, text: string): void {
  const watermark = parseWatermark(text);
  if (watermark !== null) cover(line.outbox, watermark, performance.now());
}

/**
 * Asks until it is answered; the nonce makes asking again harmless. Its clock begins with the first question and does not wait for the answer: one
 * that did would be behind the server's for all of the session by as long as that took (TC-04).
 */
async function openStream(line: Line, { deviceId, purpose, prescriptionId, patienceMs = usualPatienceMs, signal }: DeviceRun): Promise<Pick<DeviceReport, 'sessionId' | 'epoch' | 'purpose' | 'startedAtMs'>> {
  const nonce = randomUUID();
  const request = JSON.stringify({ open: { nonce, deviceTimeUs: 0, purpose, prescriptionId } });
  let startedAtMs = NaN;
  const deadlineMs = performance.now() + patienceMs;
  for (let askAtMs = 0; ; ) {
    for (const answer of line.answers) {
      if ('opened' in answer && answer.opened.nonce === nonce) return { sessionId: answer.opened.sessionId, epoch: answer.opened.epoch, purpose: answer.opened.purpose, startedAtMs };
      if ('refused' in answer && answer.refused.nonce === nonce) throw new Error(`the server refused the stream: ${answer.refused.reason}`);
    }
    signal?.throwIfAborted();
    const nowMs = performance.now();
    if (nowMs > deadlineMs) throw new Error(`the server did not open a stream within ${patienceMs / 1000} s`);
    if (nowMs >= askAtMs && line.client.connected) {
      if (Number.isNaN(startedAtMs)) startedAtMs = nowMs;
      line.client.publish(upTopic(deviceId, 'q'), request, { qos: 1 }, () => undefined);
      askAtMs = nowMs + askAgainMs;
    }
    await pause(line, pollMs);
  }
}

async function stream(line: Line, { run, epoch, startMs }: { run: DeviceRun; epoch: string; startMs: number }): Promise<void> {
  const lanes = lanesOf(run.packets);
  const next: Record<Lane, number> = { urgent: 0, movement: 0 };
  const lastMs = startMs + Math.max(0, ...[lanes.urgent, lanes.movement].map((lane) => lane.at(-1)?.atMs ?? 0)) / run.speed;
  const left = (): number => run.packets.length - next.urgent - next.movement + line.outbox.kept.size;
  let leftBefore = -1;
  let lastProgressMs = performance.now();
  const { patienceMs = usualPatienceMs } = run;
  while (left() > 0) {
    run.signal?.throwIfAborted();
    const nowMs = performance.now();
    let nextAtMs = nowMs + pollMs;
    for (const lane of ['urgent', 'movement'] as const) {
      const measured = lanes[lane];
      const isDue = (): boolean => next[lane] < measured.length && line.outbox.lanes[lane].size < mostInOutbox && startMs + measured[next[lane]].atMs / run.speed <= nowMs;
      while (isDue()) take(line, { run, epoch, lane, timed: measured[next[lane]++] });
      if (next[lane] < measured.length && line.outbox.lanes[lane].size < mostInOutbox) nextAtMs = Math.min(nextAtMs, startMs + measured[next[lane]].atMs / run.speed);
    }
    if (line.client.connected) for (const packet of due(line.outbox, nowMs, Math.random())) send(line, run, { ...packet, epoch });
    if (left() !== leftBefore || nowMs < lastMs) lastProgressMs = nowMs;
    leftBefore = left();
    if (nowMs - lastProgressMs > patienceMs) return;
    await pause(line, Math.max(0, nextAtMs - performance.now()));
  }
}

const lanesOfRecording = new WeakMap<readonly TimedPacket[], Record<Lane, TimedPacket[]>>();

function lanesOf(packets: readonly TimedPacket[]): Record<Lane, TimedPacket[]> {
  const known = lanesOfRecording.get(packets);
  if (known !== undefined) return known;
  const lanes: Record<Lane, TimedPacket[]> = { urgent: [], movement: [] };
  for (const timed of packets) lanes[laneOf(timed.packet.kind)].push(timed);
  lanesOfRecording.set(packets, lanes);
  return lanes;
}

/** A packet is measured: into the outbox. One that a fault has doubled goes out at once and is not kept twice. */
function take(line: Line, { run, epoch, lane, timed }: { run: DeviceRun; epoch: string; lane: Lane; timed: TimedPacket }): void {
  const bytes = encodePacket({ ...timed.packet, epoch }, 'float32');
  const { sequence } = timed.packet;
  if (line.sent.has(sequence) || line.outbox.kept.has(sequence)) publish(line, run, bytes);
  else keep(line.outbox, sequence, bytes, lane);
}

function send(line: Line, run: DeviceRun, { sequence, bytes, again, epoch }: { sequence: number; bytes: Uint8Array; again: boolean; epoch: string }): void {
  publish(line, run, bytes);
  if (again) line.resent++;
  if (line.sent.has(sequence)) return;
  line.sent.add(sequence);
  run.onSent?.({ epoch, sequence, atMs: performance.now(), bytes });
}

/** What the broker says of it does not matter: only the watermark counts. */
function publish(line: Line, { deviceId }: DeviceRun, bytes: Uint8Array): void {
  line.client.publish(upTopic(deviceId, 'f'), bytes as Buffer, { qos: 1 }, () => undefined);
}

function pause(line: Line, forMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, forMs);
    line.wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}
