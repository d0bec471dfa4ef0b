import type { AlertView, DeviceAnswer } from '#libs/contracts';
import type { Heard } from './console-client.js';
import { quantiles, type Quantiles } from './quantiles.js';

/** When each packet was sent first, by `epoch/sequence`; the clock that the console's messages are stamped with too. */
export type SentAt = Map<string, number>;

/** What one patient's device was told, as it came; by the same clock. */
export interface Told {
  instruct: Extract<DeviceAnswer, { instruct: unknown }>['instruct'];
  atMs: number;
}

/**
 * Sensor to console: from sending the packet that completed the repetition, or met the rule, to the message at the console.
 * The first message of each counts; those whose cause is not a packet of this run (the passing of time) do not.
 */
export function latenciesOf(heard: Heard, sentAt: SentAt): { repetition: Quantiles; alert: Quantiles } {
  const first = new Map<string, number>();
  for (const { repetition, atMs } of heard.repetitions) {
    const sentMs = sentAt.get(keyOf(repetition.completedBy));
    const name = `${repetition.sessionId}/${repetition.number}`;
    if (sentMs !== undefined && !first.has(name)) first.set(name, atMs - sentMs);
  }
  const alerts = heard.alerts.flatMap(({ entry, atMs }) => {
    const sentMs = entry.change === 'raised' && !entry.alert.retrospective ? sentAt.get(keyOf(entry.alert.causedBy)) : undefined;
    return sentMs === undefined ? [] : [atMs - sentMs];
  });
  return { repetition: quantiles([...first.values()]), alert: quantiles(alerts) };
}

/** The way of one alert to the console (feature E1). */
export interface AlertTrace {
  ruleId: string;
  priority: AlertView['priority'];
  /** Session time at which the rule was met, ms. */
  raisedMs: number;
  /** The packet that met the rule; null: the passing of time did. */
  packet: { deviceId: string; epoch: string; sequence: number } | null;
  /** From sending that packet until the alert was committed, and until the console had it; null: no packet of this run. Servers and console share one clock here. */
  committedAfterMs: number | null;
  toldAfterMs: number | null;
}

/** Of each alert that was told live, in the order of its coming. `timeOriginMs`: where the clock of `sentAt` begins, epoch ms. */
export function alertTraces({ alerts }: Heard, sentAt: SentAt, timeOriginMs: number): AlertTrace[] {
  const raised = alerts.filter(({ entry: { change, alert } }) => change === 'raised' && !alert.retrospective);
  return raised.map(({ entry: { at, alert: { ruleId, priority, raisedMs, causedBy } }, atMs }) => {
    const sentMs = sentAt.get(keyOf(causedBy));
    const [committedAfterMs, toldAfterMs] = sentMs === undefined ? [null, null] : [Math.round(Date.parse(at) - timeOriginMs - sentMs), Math.round(atMs - sentMs)];
    return { ruleId, priority, raisedMs, packet: causedBy, committedAfterMs, toldAfterMs };
  });
}

/**
 * Sensor to the patient: from sending the packet that met the rule to the instruction on the device's topic. `told`: of each device,
 * in order. What is told again while it stands counts once; what had to wait until something graver was over is not counted. `shown`: and on
 * from there, until the console hears that the patient can see it.
 */
export function instructionLatencies(heard: Heard, sentAt: SentAt, told: readonly (readonly Told[])[]): { instruction: Quantiles; shown: Quantiles } {
  const raised = heard.alerts.flatMap(({ entry }) => (entry.change === 'raised' && !entry.alert.retrospective ? [entry.alert] : []));
  const latencies = told.flatMap(beginnings).flatMap(({ instruct, atMs }) => {
    const sent = raised.filter(({ sessionId, ruleId }) => sessionId === instruct.sessionId && ruleId === instruct.ruleId)
      .flatMap(({ causedBy }) => sentAt.get(keyOf(causedBy)) ?? []).filter((sentMs) => sentMs <= atMs);
    return sent.length === 0 ? [] : [{ toDeviceMs: atMs - Math.max(...sent), toConsoleMs: shownAtMs(heard, instruct, atMs) - Math.max(...sent) }];
  });
  return { instruction: quantiles(latencies.map(({ toDeviceMs }) => toDeviceMs)), shown: quantiles(latencies.map(({ toConsoleMs }) => toConsoleMs).filter(Number.isFinite)) };
}

/** Infinity: the console never heard of it. */
function shownAtMs({ alerts }: Heard, { sessionId, ruleId }: Instructed['instruct'], toldAtMs: number): number {
  const heard = alerts.filter(({ entry: { change, alert }, atMs }) => change === 'instruction-shown' && alert.sessionId === sessionId && alert.ruleId === ruleId && atMs >= toldAtMs);
  return Math.min(...heard.map(({ atMs }) => atMs));
}

type Instructed = Told & { instruct: NonNullable<Told['instruct']> };

function beginnings(told: readonly Told[]): Instructed[] {
  const begun: Instructed[] = [];
  let standing: Told['instruct'] = null;
  for (const { instruct, atMs } of told) {
    const isNew = instruct !== null && instruct.ruleId !== standing?.ruleId && (standing === null || (instruct.act === 'stop' && standing.act !== 'stop'));
    if (isNew) begun.push({ instruct, atMs });
    standing = instruct;
  }
  return begun;
}

function keyOf(cause: { epoch: string; sequence: number } | null): string {
  return cause === null ? '' : `${cause.epoch}/${cause.sequence}`;
}
