import type { Fault } from './fault.js';
import { inOrderOfSending } from './sending.js';

const share = 0.2;
const latestMs = 3000;

/** MQTT delivers at least once, and a device sends again what it is not sure of. */
export const duplicates: Fault = {
  name: 'duplicates',
  description: 'every fifth packet goes out again, up to 3 s later',
  apply: (packets, random) => inOrderOfSending([
    ...packets,
    ...packets.filter(() => random() < share).map(({ atMs, packet }) => ({ packet, atMs: atMs + random() * latestMs })),
  ]),
};
