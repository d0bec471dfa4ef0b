import type { Fault } from './fault.js';
import { inOrderOfSending } from './sending.js';

const share = 0.1;
const latestMs = 30_000;

/** What waits in one queue while another is sent. */
export const reorder: Fault = {
  name: 'reorder',
  description: 'every tenth packet goes out up to 30 s after its time, behind others',
  apply: (packets, random) => inOrderOfSending(packets.map((each) => (random() < share ? { ...each, atMs: each.atMs + random() * latestMs } : each))),
};
