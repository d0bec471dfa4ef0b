import type { Fault } from './fault.js';
import { lastMsOf, isOfSensor, numberedAnew } from './sending.js';

const everyMs = 60_000;
const shortestMs = 3000;
const longestMs = 5000;
const sensor = 0;

/** One sensor is out of reach for seconds: what the patient did meanwhile, nobody knows. */
export const outage: Fault = {
  name: 'outage',
  description: 'the first sensor is silent for 3 to 5 s in every minute: repetitions in it cannot be found',
  apply: (packets, random) => {
    const silences: { fromMs: number; untilMs: number }[] = [];
    for (let startMs = 0; startMs < lastMsOf(packets); startMs += everyMs) {
      const fromMs = startMs + everyMs / 4 + (random() * everyMs) / 2;
      silences.push({ fromMs, untilMs: fromMs + shortestMs + random() * (longestMs - shortestMs) });
    }
    const isSilent = (atMs: number): boolean => silences.some(({ fromMs, untilMs }) => atMs >= fromMs && atMs < untilMs);
    return numberedAnew(packets.filter(({ atMs, packet }) => !isOfSensor(packet, sensor) || !isSilent(atMs)));
  },
};
