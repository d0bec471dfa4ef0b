import type { Block, HeartRateBlock, PatientReport, Prescription, Priority, StopSymptom } from '#libs/domain';
import { between, type Random } from '../../synthetic/random.js';
import type { CorrectSession } from './correct-session.js';
import { fallAt, uprightBefore, withFall } from './fall.js';
import type { Span } from './noise.js';

/** Something that somebody must be told of, put into a session. Session time, ms. */
export interface InjectedEvent {
  ruleId: string;
  /** Told at this priority or a higher one, or it counts as missed. */
  priority: Priority;
  atMs: number;
  /** Told later than so long after it, it counts as missed. */
  withinMs: number;
  change?: (block: Block) => Block;
  reports?: { atMs: number; report: PatientReport }[];
  /** The line is down. */
  silence?: Span;
  unwatchedFromMs?: number;
  prescription?: (plan: Prescription) => Prescription;
  /** Neither radio nor strap fails then: what was never measured cannot be found. */
  spared?: Span;
}

interface Place {
  session: CorrectSession;
  random: Random;
  atMs: number;
}

const usualPatienceMs = 60_000;
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
  return { ruleId: 'HR-03', priority: 'high', atMs, withinMs: usualPatienceMs, change: rateOf({ fromMs: atMs, toMs: atMs + 90_000 }, () => 0.95 * session.maxBpm + between(random, -1, 1)) };
}

/** Between the ceiling and the hard limit, for two minutes. */
function overCeiling({ session, random, atMs }: Place): InjectedEvent {
  return { ruleId: 'HR-02', priority: 'medium', atMs, withinMs: 90_000, change: rateOf({ fromMs: atMs, toMs: atMs + 120_000 }, () => 0.825 * session.maxBpm + between(random, -1, 1)) };
}

function falls({ session, random, atMs }: Place): InjectedEvent {
  const fall = fallAt(atMs, random);
  const upright = uprightBefore(session.blocks, atMs);
  return { ruleId: 'FL-01', priority: 'high', atMs, withinMs: usualPatienceMs, change: (block) => withFall(block, fall, { upright, random }), spared: { fromMs: atMs - 3000, toMs: atMs + 8000 } };
}

function said({ atMs }: Place, ruleId: string, report: PatientReport, priority: Priority = 'high'): InjectedEvent {
  return { ruleId, priority, atMs, withinMs: 1000, reports: [{ atMs, report }] };
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
    ruleId: 'TC-01', priority: 'high', atMs, withinMs: usualPatienceMs, prescription: (plan) => ({ ...plan, monitoringRequired: true }),
    change: changedReadings((reading) => (isWithin(reading.tMs, span) ? { ...reading, contact: 'lost', rrMs: [] } : reading)),
  };
}

/** The patient calls for help, and five seconds later the line is dead for half a minute. */
function lineLost({ atMs }: Place): InjectedEvent {
  const silence = { fromMs: atMs + 5000, toMs: atMs + 35_000 };
  return { ruleId: 'TC-06', priority: 'high', atMs: silence.fromMs, withinMs: 20_000, reports: [{ atMs, report: { report: 'sos' } }], silence };
}

function unwatched({ atMs }: Place): InjectedEvent {
  return { ruleId: 'TC-07', priority: 'high', atMs, withinMs: usualPatienceMs, unwatchedFromMs: atMs, prescription: (plan) => ({ ...plan, supervised: true }) };
}

/** Down to 36 bpm within 20 s, there for a minute, and the patient feels faint. */
function slowHeart({ session, random, atMs }: Place): InjectedEvent {
  const fromBpm = rateAt(session, atMs);
  const downMs = 20_000;
  return {
    ruleId: 'HR-07', priority: 'high', atMs: atMs + downMs, withinMs: usualPatienceMs, reports: [{ atMs: atMs + downMs + 15_000, report: { report: 'dizziness', dizziness: 4 } }],
    change: rateOf({ fromMs: atMs, toMs: atMs + 80_000 }, (sinceMs) => fromBpm + (36 - fromBpm) * Math.min(1, sinceMs / downMs) + between(random, -1, 1)),
  };
}

/** In the middle of a set: 35 bpm less within 10 s while the patient works on, who feels faint. */
function heartFalls({ session, random, atMs: nearMs }: Place): InjectedEvent {
  const atMs = beginOfSet(session, nearMs) + 8000;
  const fromBpm = rateAt(session, atMs);
  return {
    ruleId: 'HR-06', priority: 'high', atMs, withinMs: usualPatienceMs, spared: { fromMs: atMs - 15_000, toMs: atMs + 28_000 }, reports: [{ atMs: atMs + 18_000, report: { report: 'dizziness', dizziness: 4 } }],
    change: rateOf({ fromMs: atMs, toMs: atMs + 28_000 }, (sinceMs) => fromBpm - 35 * Math.min(1, sinceMs / 10_000) + between(random, -1, 1)),
  };
}

/** The plan forbids an angle that every repetition passes, and says that this is grave. */
function beyondHardAngle({ repetitions: [first] }: CorrectSession): InjectedEvent {
  return { ruleId: 'FM-04', priority: 'high', atMs: first.endMs, withinMs: usualPatienceMs, prescription: (plan) => ({ ...plan, limits: { ...plan.limits, hardAngleDeg: 40, hardAngleIsHigh: true } }) };
}

/** 130 bpm for two minutes, in a rest before any work. */
function restlessRest({ prescription }: CorrectSession): InjectedEvent {
  const rest = { fromMs: 0, toMs: 120_000 };
  const sensor = prescription.sensors.find(({ kind }) => kind === 'heart-rate')?.sensor ?? 0;
  let isTold = false;
  return {
    ruleId: 'HR-04', priority: 'high', atMs: 0, withinMs: 120_000,
    change: (block) => {
      if (!isTold && block.sensor !== sensor) {
        isTold = true;
        const { stream, sequence, startMs, receivedAtMs } = block;
        return { kind: 'mark', name: 'phase:rest', stream, sequence, sensor: block.sensor, startMs, endMs: startMs, receivedAtMs };
      }
      return rateOf(rest, () => 130)(block);
    },
  };
}

function rateOf(span: Span, bpmAt: (sinceMs: number) => number): (block: Block) => Block {
  return changedReadings((reading) => {
    if (!isWithin(reading.tMs, span)) return reading;
    const heartRateBpm = Math.round(bpmAt(reading.tMs - span.fromMs));
    return { ...reading, heartRateBpm, rrMs: [60_000 / heartRateBpm] };
  });
}

function changedReadings(change: (reading: HeartRateBlock['readings'][number]) => HeartRateBlock['readings'][number]): (block: Block) => Block {
  return (block) => (block.kind === 'heart-rate' ? { ...block, readings: block.readings.map(change) } : block);
}

function isWithin(tMs: number, { fromMs, toMs }: Span): boolean {
  return tMs >= fromMs && tMs < toMs;
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
