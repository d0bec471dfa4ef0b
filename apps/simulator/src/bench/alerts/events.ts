import type { Block, PatientReport, Prescription, Priority, StopSymptom } from '#libs/domain';
import { between, type Random } from '../../synthetic/random.js';
import type { CorrectSession } from './correct-session.js';
import { certainMs, fallAt, uprightBefore, withFall } from './fall.js';
import { hasFallen, heldMs, minuteAboveMs, type Measurable } from './measurable.js';
import { chest, isWithin, longestStallMs, type HeartRateReading, type Span } from './noise.js';

/** Something that somebody must be told of, put into a session. Session time, ms. */
export interface InjectedEvent {
  ruleId: string;
  /** Told at this priority or a higher one, or it counts as missed. */
  priority: Priority;
  atMs: number;
  /** When it is over. */
  untilMs: number;
  /** When its rule is met by what could be measured; null: what could be measured never meets it. Decided before anything is analysed. */
  metMs: (seen: Measurable) => number | null;
  /** Told later than so long after that, it counts as missed. */
  patienceMs: number;
  /** But not when it is told within so long of its beginning. */
  withinMs?: number;
  change?: (block: Block) => Block;
  reports?: { atMs: number; report: PatientReport }[];
  /** The line is down. */
  silence?: Span;
  unwatchedFromMs?: number;
  prescription?: (plan: Prescription) => Prescription;
}

interface Place {
  session: CorrectSession;
  random: Random;
  atMs: number;
}

/** The line may stand still, and the worker looks every half second. */
const lineMs = longestStallMs + 1000;
/** A heart that jumps is first taken for a strap's fault, to its double or half for 20 s (feature D5), and then for lost contact, which takes 5 s to be good again. */
const heartMs = lineMs + 25_000;
/** With a hole of the strap in the middle all of that begins anew: what holds for longer is to be told within a minute of its beginning. */
const heartWithinMs = 60_000;
/** What somebody says comes by another way than what sensors measure. */
const saidMs = 1000;
const symptoms: readonly StopSymptom[] = ['chest-pain', 'fainting', 'severe-breathlessness', 'palpitations', 'confusion', 'stroke-signs'];

/** In an order in which three neighbours have nothing to do with each other. */
const kinds: ((place: Place) => InjectedEvent)[] = [
  overHardLimit, (place) => said(place, 'SY-01', { report: 'sos' }), severePain, falls, overCeiling, redFlag, slowHeart, sharpPain, strapLost, dizzy, unwatched, stopSymptom, lineLost, heartFalls,
];

/** Three events of a session, and in every second one a fourth that holds from its beginning. */
export function eventsOf(session: CorrectSession, seed: number, random: Random): InjectedEvent[] {
  const places = [200, 520, 840].map((atS): Place => ({ session, random, atMs: 1000 * (atS + between(random, 0, 60)) }));
  const events = places.map((place, i) => kinds[(3 * seed + i) % kinds.length](place));
  if (seed % 4 === 0) return [beyondHardAngle(session), ...events];
  return seed % 4 === 2 ? [restlessRest(session), ...events] : events;
}

/** Above 85 % of the maximum, for 90 s. */
function overHardLimit({ session, random, atMs }: Place): InjectedEvent {
  const span = { fromMs: atMs, toMs: atMs + 90_000 };
  return {
    ruleId: 'HR-03', priority: 'high', atMs, untilMs: span.toMs, patienceMs: heartMs, withinMs: heartWithinMs, change: rateOf(span, () => 0.95 * session.maxBpm + between(random, -1, 1)),
    metMs: (seen) => heldMs(seen, { ...span, heldS: 10, meets: (bpm) => bpm > planOf(session).hardLimitBpm }),
  };
}

/** Between the ceiling and the hard limit, for two minutes. */
function overCeiling({ session, random, atMs }: Place): InjectedEvent {
  const span = { fromMs: atMs, toMs: atMs + 120_000 };
  return {
    ruleId: 'HR-02', priority: 'medium', atMs, untilMs: span.toMs, patienceMs: heartMs, withinMs: heartWithinMs, change: rateOf(span, () => 0.825 * session.maxBpm + between(random, -1, 1)),
    metMs: (seen) => heldMs(seen, { ...span, heldS: 30, meets: (bpm) => bpm > planOf(session).ceilingBpm }),
  };
}

/** Nobody says for 15 s that they are fine. */
function falls({ session, random, atMs }: Place): InjectedEvent {
  const fall = fallAt(atMs, random);
  const upright = uprightBefore(session.blocks, atMs);
  return {
    ruleId: 'FL-01', priority: 'high', atMs, untilMs: fall.untilMs, patienceMs: lineMs, change: (block) => withFall(block, fall, { upright, random }),
    metMs: ({ lost }) => later(certainMs(fall, lost.filter(({ sensor }) => sensor === chest)), 15_000),
  };
}

function said({ atMs }: Place, ruleId: string, report: PatientReport, priority: Priority = 'high'): InjectedEvent {
  return { ruleId, priority, atMs, untilMs: atMs, metMs: () => atMs, patienceMs: saidMs, reports: [{ atMs, report }] };
}

function stopSymptom(place: Place): InjectedEvent {
  return said(place, 'SY-01', { report: 'symptom', symptom: symptoms[Math.floor(place.random() * symptoms.length)] });
}

function redFlag(place: Place): InjectedEvent {
  return said(place, 'SY-04', { report: 'symptom', symptom: place.random() < 0.5 ? 'saddle-numbness' : 'leg-weakness' });
}

function severePain(place: Place): InjectedEvent {
  return said(place, 'PN-02', { report: 'pain', pain: 7 + Math.floor(4 * place.random()), quality: null, moment: 'during' }, 'medium');
}

function sharpPain(place: Place): InjectedEvent {
  return said(place, 'SY-03', { report: 'pain', pain: 4, quality: 'sharp', moment: 'during' }, 'medium');
}

function dizzy(place: Place): InjectedEvent {
  return said(place, 'SY-02', { report: 'dizziness', dizziness: 5 + Math.floor(6 * place.random()) });
}

/** Off for 90 s, of somebody who must be watched. */
function strapLost({ atMs }: Place): InjectedEvent {
  const span = { fromMs: atMs, toMs: atMs + 90_000 };
  return {
    ruleId: 'TC-01', priority: 'high', atMs, untilMs: span.toMs, metMs: () => atMs + 30_000, patienceMs: lineMs, prescription: (plan) => ({ ...plan, monitoringRequired: true }),
    change: changedReadings((reading) => (isWithin(reading.tMs, span) ? { ...reading, contact: 'lost', rrMs: [] } : reading)),
  };
}

/** The patient calls for help, and five seconds later the line is dead for half a minute. */
function lineLost({ atMs }: Place): InjectedEvent {
  const silence = { fromMs: atMs + 5000, toMs: atMs + 35_000 };
  return {
    ruleId: 'TC-06', priority: 'high', atMs: silence.fromMs, untilMs: silence.toMs, metMs: () => silence.fromMs + 5000, patienceMs: saidMs,
    reports: [{ atMs, report: { report: 'sos' } }], silence,
  };
}

function unwatched({ atMs }: Place): InjectedEvent {
  return { ruleId: 'TC-07', priority: 'high', atMs, untilMs: Infinity, metMs: () => atMs + 20_000, patienceMs: saidMs, unwatchedFromMs: atMs, prescription: (plan) => ({ ...plan, supervised: true }) };
}

/** Down to 36 bpm within 20 s, there for a minute, and the patient feels faint. */
function slowHeart({ session, random, atMs }: Place): InjectedEvent {
  const fromBpm = rateAt(session, atMs);
  const downMs = 20_000;
  const span = { fromMs: atMs, toMs: atMs + 80_000 };
  const faintMs = atMs + downMs + 15_000;
  return {
    ruleId: 'HR-07', priority: 'high', atMs: atMs + downMs, untilMs: span.toMs, patienceMs: heartMs, withinMs: heartWithinMs, reports: [{ atMs: faintMs, report: { report: 'dizziness', dizziness: 4 } }],
    change: rateOf(span, (sinceMs) => fromBpm + (36 - fromBpm) * Math.min(1, sinceMs / downMs) + between(random, -1, 1)),
    metMs: (seen) => notBefore(heldMs(seen, { ...span, heldS: 20, meets: (bpm) => bpm < 40 }), faintMs),
  };
}

/** In the middle of a set: 35 bpm less within 10 s while the patient works on, who feels faint. */
function heartFalls({ session, random, atMs: nearMs }: Place): InjectedEvent {
  const atMs = beginOfSet(session, nearMs) + 8000;
  const fromBpm = rateAt(session, atMs);
  const span = { fromMs: atMs, toMs: atMs + 28_000 };
  const faintMs = atMs + 18_000;
  return {
    ruleId: 'HR-06', priority: 'high', atMs, untilMs: span.toMs, patienceMs: heartMs, withinMs: heartWithinMs, reports: [{ atMs: faintMs, report: { report: 'dizziness', dizziness: 4 } }],
    change: rateOf(span, (sinceMs) => fromBpm - 35 * Math.min(1, sinceMs / 10_000) + between(random, -1, 1)),
    metMs: (seen) => notBefore(heldMs(seen, { ...span, heldS: 5, meets: (_bpm, atS) => hasFallen(seen, atS) }), faintMs),
  };
}

/** The plan forbids an angle that every repetition passes, and says that this is grave: of the first that was measured whole. */
function beyondHardAngle({ repetitions }: CorrectSession): InjectedEvent {
  return {
    ruleId: 'FM-04', priority: 'high', atMs: repetitions[0].endMs, untilMs: Infinity, patienceMs: lineMs, prescription: (plan) => ({ ...plan, limits: { ...plan.limits, hardAngleDeg: 40, hardAngleIsHigh: true } }),
    metMs: ({ lost }) => repetitions.find(({ startMs, endMs }) => !lost.some((hole) => hole.startMs < endMs && hole.endMs > startMs))?.endMs ?? null,
  };
}

/** 130 bpm in a rest of 90 s before any work. */
function restlessRest({ prescription }: CorrectSession): InjectedEvent {
  const rest = { fromMs: 0, toMs: 90_000 };
  const sensor = prescription.sensors.find(({ kind }) => kind === 'heart-rate')?.sensor ?? 0;
  const marks = [{ name: 'phase:rest', atMs: rest.fromMs }, { name: 'phase:work', atMs: rest.toMs }];
  const beat = rateOf(rest, () => 130);
  return {
    ruleId: 'HR-04', priority: 'high', atMs: rest.fromMs, untilMs: rest.toMs, metMs: (seen) => minuteAboveMs(seen, 120, rest.toMs), patienceMs: heartMs, withinMs: heartWithinMs,
    change: (block) => {
      if (block.sensor === sensor || marks.length === 0 || block.startMs < marks[0].atMs) return beat(block);
      const { stream, sequence, startMs, receivedAtMs } = block;
      return { kind: 'mark', name: marks.splice(0, 1)[0].name, stream, sequence, sensor: block.sensor, startMs, endMs: startMs, receivedAtMs };
    },
  };
}

function planOf({ prescription: { intensity } }: CorrectSession): NonNullable<Prescription['intensity']> {
  if (intensity === null) throw new Error('a simulated patient without a training zone');
  return intensity;
}

function later(atMs: number | null, byMs: number): number | null {
  return atMs === null ? null : atMs + byMs;
}

function notBefore(atMs: number | null, earliestMs: number): number | null {
  return atMs === null ? null : Math.max(atMs, earliestMs);
}

/** A strap counts every beat: the intervals that end within each second. */
function rateOf(span: Span, bpmAt: (sinceMs: number) => number): (block: Block) => Block {
  let sinceBeatMs = 0;
  return changedReadings((reading) => {
    if (!isWithin(reading.tMs, span)) return reading;
    const bpm = bpmAt(reading.tMs - span.fromMs);
    const rrMs: number[] = [];
    for (sinceBeatMs += 1000; sinceBeatMs >= 60_000 / bpm; sinceBeatMs -= 60_000 / bpm) rrMs.push(60_000 / bpm);
    return { ...reading, heartRateBpm: Math.round(bpm), rrMs };
  });
}

function changedReadings(change: (reading: HeartRateReading) => HeartRateReading): (block: Block) => Block {
  return (block) => (block.kind === 'heart-rate' ? { ...block, readings: block.readings.map(change) } : block);
}

function rateAt({ blocks }: CorrectSession, atMs: number): number {
  const before = blocks.findLast((block) => block.kind === 'heart-rate' && block.endMs <= atMs);
  return before?.kind === 'heart-rate' ? (before.readings.at(-1)?.heartRateBpm ?? 100) : 100;
}

/** Of the first set that begins after that time; a set begins where more than ten seconds were rested. */
function beginOfSet({ repetitions }: CorrectSession, afterMs: number): number {
  const first = repetitions.find(({ startMs }, i) => startMs > afterMs && i > 0 && startMs - repetitions[i - 1].endMs > 10_000);
  return first?.startMs ?? afterMs;
}
