import type { Block, BlockHead } from '#libs/domain';
import type { Packet } from './packet.js';

/** What the packet's place in its session adds to it. */
export interface BlockPlace {
  /** Ordinal of the stream in its session. */
  stream: number;
  /** Session time minus device time, ms; fixed when the stream was opened. */
  clockOffsetMs: number;
  receivedAtMs: number;
}

/** The packet as analysis takes it, in session time; null for kinds that analysis has no use for. */
export function toBlock(packet: Packet, { stream, clockOffsetMs, receivedAtMs }: BlockPlace): Block | null {
  const startMs = packet.deviceTimeUs / 1000 + clockOffsetMs;
  const head: BlockHead = { stream, sequence: packet.sequence, sensor: packet.sensor, startMs, endMs: startMs, receivedAtMs };
  switch (packet.kind) {
    case 'imu6':
    case 'imu9': {
      const { rateHz, accelerationMPerS2, angularVelocityDegPerS } = packet;
      const endMs = startMs + (1000 * (accelerationMPerS2.length / 3)) / rateHz;
      return { ...head, kind: 'imu', endMs, rateHz, accelerationMPerS2, angularVelocityDegPerS };
    }
    case 'heart-rate': {
      const readings = packet.readings.map(({ offsetMs, ...reading }) => ({ ...reading, tMs: startMs + offsetMs }));
      return { ...head, kind: 'heart-rate', endMs: readings.at(-1)?.tMs ?? startMs, readings };
    }
    case 'battery':
      return { ...head, kind: 'battery', percent: packet.percent };
    case 'gap':
      return { ...head, kind: 'gap', endMs: packet.untilUs / 1000 + clockOffsetMs, reason: packet.reason };
    case 'end':
      return { ...head, kind: 'end', lastSequence: packet.lastSequence };
    case 'event':
      return { ...head, kind: 'mark', name: packet.name };
    case 'quaternion':
      return null;
    default:
      return packet satisfies never;
  }
}
