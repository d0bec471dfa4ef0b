import type { Heard } from './console-client.js';
import { quantiles, type Quantiles } from './quantiles.js';

/** When each packet was sent first, by `epoch/sequence`; the clock that the console's messages are stamped with too. */
export type SentAt = Map<string, number>;

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

function keyOf(cause: { epoch: string; sequence: number } | null): string {
  return cause === null ? '' : `${cause.epoch}/${cause.sequence}`;
}
