import { setTimeout as passed } from 'node:timers/promises';
import { exercise } from '../demo/course.js';
import { packetise, type TimedPacket } from '../device/packetise.js';
import { faultByName } from '../faults/index.js';
import type { Recording } from '../recordings/recording.js';
import { between, seededRandom } from '../synthetic/random.js';
import { guidedPerformance, syntheticPatient } from '../synthetic/synthetic-patient.js';
import { readDemoFile } from './demo-file.js';
import { courseOf, enrolledIn } from './enrolment.js';
import type { SimulatedPerson } from './roster.js';
import { untilItWorks } from './until-it-works.js';

export interface Routine {
  demoFile: string;
  person: SimulatedPerson;
  /** How the person is called in our log: no name goes there. */
  label: string;
}

const shortestSessionS = 180;
const longestSessionS = 300;
const shortestRestMs = 15_000;
const longestRestMs = 30_000;
/** Stream of a person's seed that sessions' lengths are drawn from. */
const lengths = 10;

/** Session after session, each another one, with a rest between. Never ends by itself. */
export async function exerciseForEver({ demoFile, person, label }: Routine): Promise<never> {
  for (;;) {
    const session = sessionNumber();
    const random = seededRandom(person.seed + session, lengths);
    const { recording, packets } = performanceOf(person, { session, seconds: Math.round(between(random, shortestSessionS, longestSessionS)) });
    await untilItWorks(`${label} cannot exercise`, () => exerciseOnce({ demoFile, person, recording, packets }));
    await passed(between(random, shortestRestMs, longestRestMs));
  }
}

/** What the person does in one session, and what their device gets to send of it. */
export function performanceOf({ seed, character, fault }: SimulatedPerson, { session, seconds }: { session: number; seconds: number }): { recording: Recording; packets: TimedPacket[] } {
  const recording = syntheticPatient({ seed, seconds, character, session });
  const packets = packetise(recording.signals);
  return { recording, packets: fault === null ? packets : faultByName(fault).apply(packets, seededRandom(seed + session)) };
}

/** Where the server is may have changed since the last time. */
async function exerciseOnce({ demoFile, person, recording, packets }: { demoFile: string; person: SimulatedPerson; recording: Recording; packets: TimedPacket[] }): Promise<void> {
  const enrolled = enrolledIn(demoFile, person);
  if (enrolled === null) throw new Error('not enrolled');
  const { durable, sent } = await exercise(courseOf(enrolled, recording, readDemoFile(demoFile).mqttUrl), { packets, guided: packetise(guidedPerformance(person.seed, sessionNumber())), speed: 1 });
  if (durable < sent) throw new Error(`${sent - durable} of ${sent} packets were not acknowledged`);
}

/** Seconds of the epoch: no session of an earlier start comes again. */
function sessionNumber(): number {
  return Math.floor(Date.now() / 1000);
}
