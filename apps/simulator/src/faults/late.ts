import type { Fault } from './fault.js';
import { inOrderOfSending, lastMsOf } from './sending.js';

const blockMs = 10_000;
const fromShare = 0.3;
const lateMs = 35_000;

/** A block of the recording waits on the device and comes when the session is all but over. */
export const late: Fault = {
  name: 'late',
  description: '10 s from the middle go out at the end of the session, more than 30 s after their time',
  apply: (packets, random) => {
    const lastMs = lastMsOf(packets);
    const fromMs = lastMs * fromShare * random();
    const isLate = (atMs: number): boolean => atMs >= fromMs && atMs < fromMs + blockMs;
    return inOrderOfSending(packets.map((each) => (isLate(each.atMs) ? { ...each, atMs: Math.max(lastMs, each.atMs + lateMs) } : each)));
  },
};
