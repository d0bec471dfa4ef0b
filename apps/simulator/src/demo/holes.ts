import type { Span } from '#libs/domain';
import type { TimedPacket } from '../device/packetise.js';

/** Clinical C1: after so long without samples orientation begins anew. */
const longestBridgedMs = 500;

/** When some movement sensor measured nothing for longer than analysis can bridge: what happened then, nobody knows. */
export function holesIn(packets: readonly TimedPacket[]): Span[] {
  const measuredTo = new Map<number, number>();
  const holes: Span[] = [];
  for (const { packet } of [...packets].sort((a, b) => a.packet.deviceTimeUs - b.packet.deviceTimeUs)) {
    if (packet.kind !== 'imu6' && packet.kind !== 'imu9') continue;
    const startMs = packet.deviceTimeUs / 1000;
    const before = measuredTo.get(packet.sensor);
    if (before !== undefined && startMs - before > longestBridgedMs) holes.push({ startMs: before, endMs: startMs });
    measuredTo.set(packet.sensor, Math.max(before ?? 0, startMs + (1000 * (packet.accelerationMPerS2.length / 3)) / packet.rateHz));
  }
  return holes;
}
