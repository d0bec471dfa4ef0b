import type { TimedPacket } from '../device/packetise.js';

/**
 * What can happen to a device's packets. Delivery faults change when and how often a packet is sent, never what it says;
 * measuring faults change what there is to send. Either way packets are numbered 1..n without a hole, and the end says n.
 */
export interface Fault {
  name: string;
  description: string;
  /** `packets` as `packetise` makes them; the result is in the order of sending. `random` gives numbers in [0, 1). */
  apply(packets: TimedPacket[], random: () => number): TimedPacket[];
}
