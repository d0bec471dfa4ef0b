import type { Fault } from './fault.js';
import { lastMsOf, numberedAnew } from './sending.js';

/** One loss of about 1.5 s in every 20 s: enough to spoil a repetition, not the session. */
const everyMs = 20_000;
const shortestMs = 700;
const longestMs = 2200;
const sensor = 0;

/** The radio to one sensor is lost again and again: its samples are never measured. */
export const dropout: Fault = {
  name: 'dropout',
  description: 'the radio to the first sensor is lost for 0.7 to 2.2 s in every 20 s: samples are missing, numbers are not',
  apply: (packets, random) => {
    const lost: { fromMs: number; untilMs: number }[] = [];
    for (let startMs = 0; startMs < lastMsOf(packets); startMs += everyMs) {
      const fromMs = startMs + random() * (everyMs - longestMs);
      lost.push({ fromMs, untilMs: fromMs + shortestMs + random() * (longestMs - shortestMs) });
    }
    const isLost = (atMs: number): boolean => lost.some(({ fromMs, untilMs }) => atMs >= fromMs && atMs < untilMs);
    return numberedAnew(packets.filter(({ atMs, packet }) => packet.kind === 'end' || packet.sensor !== sensor || !isLost(atMs)));
  },
};
