import type { Packet } from '#libs/sensors';
import type { TimedPacket } from '../device/packetise.js';

/** In the order in which they go out; what goes out at the same time keeps its order. */
export function inOrderOfSending(packets: TimedPacket[]): TimedPacket[] {
  return [...packets].sort((a, b) => a.atMs - b.atMs);
}

/** Numbered anew from 1 by the time of measuring, the end last and counting them: a device numbers what it has. */
export function numberedAnew(packets: readonly TimedPacket[]): TimedPacket[] {
  const lastSequence = packets.length;
  return packets.map(({ atMs, packet }, i) => ({ atMs, packet: packet.kind === 'end' ? { ...packet, sequence: i + 1, lastSequence } : { ...packet, sequence: i + 1 } }));
}

export function lastMsOf(packets: readonly TimedPacket[]): number {
  return packets.reduce((last, { atMs }) => Math.max(last, atMs), 0);
}

/** What its device says of itself - that nothing is measured any more, that it is over - is of none of its sensors. */
export function isOfSensor({ kind, sensor: own }: Packet, sensor: number): boolean {
  return kind !== 'end' && kind !== 'event' && own === sensor;
}
