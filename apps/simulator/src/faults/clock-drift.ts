import type { Fault } from './fault.js';

/** Ten times what a crystal of a wearable drifts. */
const fast = 1 + 200e-6;

/** The device's clock runs fast: all its times are stretched, the samples' order is not touched. */
export const clockDrift: Fault = {
  name: 'clock-drift',
  description: 'the device\'s clock runs 200 ppm fast',
  apply: (packets) => packets.map(({ atMs, packet }) => ({ atMs, packet: { ...packet, deviceTimeUs: Math.round(packet.deviceTimeUs * fast) } })),
};
