import type { TimedPacket } from '../device/packetise.js';
import type { Fault } from './fault.js';
import { lastMsOf, numberedAnew } from './sending.js';

const fromShare = 0.4;
/** A strap tells that it lost the skin for so long before it switches itself off. */
const tellsMs = 10_000;

/** The strap slips off and is not put on again. */
export const strapOff: Fault = {
  name: 'strap-off',
  description: 'the strap loses contact after two fifths of the time, says so for 10 s, then falls silent',
  apply: (packets) => {
    const offMs = lastMsOf(packets) * fromShare;
    return numberedAnew(packets.flatMap((each) => withoutSkin(each, offMs)));
  },
};

function withoutSkin({ atMs, packet }: TimedPacket, offMs: number): TimedPacket[] {
  if (packet.kind !== 'heart-rate' || atMs < offMs) return [{ atMs, packet }];
  if (atMs >= offMs + tellsMs) return [];
  return [{ atMs, packet: { ...packet, readings: packet.readings.map((reading) => ({ ...reading, heartRateBpm: 0, contact: 'lost', rrMs: [] })) } }];
}
