import { meaningOf, type FormCode } from '../../form/code.js';
import type { FormBand, FormScore } from '../../repetition/repetition.js';
import type { PatientReport } from '../report.js';
import type { StreamEvent } from '../rule.js';
import { ownRuleBounds, type Measured } from './own-rule.js';

/** What packets have told last. Plain JSON, session time in ms. */
export interface PacketReadings {
  /** The newest session time seen. */
  atMs: number;
  heartRate: { tMs: number; bpm: number } | null;
  /** As many as any rule looks back, oldest first. */
  repetitions: { tMs: number; score: Judged }[];
}

/** `blind`: domains that could not be measured. null: it could not be judged. */
type Judged = { score: number; band: FormBand; codes: FormCode[]; blind: string[] } | null;

/** What was said last in this session; null: nothing yet. */
export interface SaidReadings {
  pain: Said;
  painBefore: number | null;
  dizziness: Said;
  effort: Said;
}

type Said = { tMs: number; value: number } | null;

/** From least to most that it may be, since not every repetition could be judged; null: not known. */
export type Interval = { least: number; most: number } | null;

export interface ReadAt {
  tMs: number;
  packets: PacketReadings;
  /** null: the rule goes by packets alone. */
  clock: { said: SaidReadings; motionSilentMs: number | null } | null;
  /** The strap cannot be believed (TC-01). */
  isHeartRateLost: boolean;
  maxHeartRateBpm: number | null;
}

/** How long it counts what was measured or said [P]; then it is not known any more. By the server's clock packets come a little later. */
const heartRateMs = { packets: 5000, clock: 15_000 };
const repetitionMs = 30_000;
const saidMs = 600_000;

export function startPacketReadings(): PacketReadings {
  return { atMs: 0, heartRate: null, repetitions: [] };
}

export function startSaidReadings(): SaidReadings {
  return { pain: null, painBefore: null, dizziness: null, effort: null };
}

/** Writes into `readings`; false: it says nothing that a rule looks at. By a reference that no longer holds form is not known. */
export function readPacket(readings: PacketReadings, event: StreamEvent, isReferenceStale = false): boolean {
  switch (event.kind) {
    case 'heart-rate':
      readings.heartRate = event.smoothedBpm === null || event.contact !== 'ok' ? readings.heartRate : { tMs: event.tMs, bpm: event.smoothedBpm };
      break;
    case 'repetition':
      readings.repetitions.push({ tMs: event.tMs, score: isReferenceStale ? null : judgedOf(event.repetition.score) });
      if (readings.repetitions.length > ownRuleBounds.ofLast.to) readings.repetitions.shift();
      break;
    // Once a second: time goes on also without a strap.
    case 'activity':
      break;
    default:
      return false;
  }
  // A strap may lag behind the movement.
  readings.atMs = Math.max(readings.atMs, event.tMs);
  return true;
}

/** Writes into `readings`; false: it says nothing that a rule looks at. */
export function readReport(readings: SaidReadings, report: PatientReport, tMs: number): boolean {
  switch (report.report) {
    case 'pain':
      if (report.moment === 'before') readings.painBefore = report.pain;
      else readings.pain = { tMs, value: report.pain };
      return true;
    case 'dizziness':
      readings.dizziness = { tMs, value: report.dizziness };
      return true;
    case 'effort':
      readings.effort = { tMs, value: report.rpe };
      return true;
    case 'sos':
    case 'symptom':
    case 'fine':
      return false;
    default:
      return report satisfies never;
  }
}

export function valueOf(what: Measured, at: ReadAt): Interval {
  switch (what.measure) {
    case 'heart-rate':
      return exactly(heartRateOf(at));
    case 'heart-rate-percent':
      return exactly(percentOf(heartRateOf(at), at.maxHeartRateBpm));
    case 'pain':
    case 'dizziness':
    case 'effort':
      return exactly(stillSaid(at.clock?.said[what.measure] ?? null, at.tMs));
    case 'form-score':
      return exactly(freshRepetitions(at)?.at(-1)?.score?.score ?? null);
    case 'faults':
      return countFaults(what, freshRepetitions(at));
    case 'heart-rate-missing':
      return exactly(at.packets.heartRate === null ? null : Math.max(0, at.tMs - at.packets.heartRate.tMs) / 1000);
    case 'movement-missing':
      return exactly(at.clock === null || at.clock.motionSilentMs === null ? null : at.clock.motionSilentMs / 1000);
    default:
      return what satisfies never;
  }
}

function exactly(value: number | null): Interval {
  return value === null ? null : { least: value, most: value };
}

function heartRateOf({ packets, clock, tMs, isHeartRateLost }: ReadAt): number | null {
  if (packets.heartRate === null || isHeartRateLost) return null;
  return tMs - packets.heartRate.tMs > heartRateMs[clock === null ? 'packets' : 'clock'] ? null : packets.heartRate.bpm;
}

function percentOf(bpm: number | null, maxBpm: number | null): number | null {
  return bpm === null || maxBpm === null ? null : (100 * bpm) / maxBpm;
}

function stillSaid(said: Said, tMs: number): number | null {
  return said === null || tMs - said.tMs > saidMs ? null : said.value;
}

/** null: none was done for a while. */
function freshRepetitions({ packets: { repetitions }, tMs }: ReadAt): PacketReadings['repetitions'] | null {
  const last = repetitions.at(-1);
  return last === undefined || tMs - last.tMs > repetitionMs ? null : repetitions;
}

/** What could not be judged, or has not been done yet, may have had the fault or not. */
function countFaults({ fault, ofLast }: Extract<Measured, { measure: 'faults' }>, repetitions: PacketReadings['repetitions'] | null): Interval {
  if (repetitions === null) return null;
  const looked = repetitions.slice(-ofLast).map(({ score }) => hasFault(score, fault));
  const least = looked.filter((has) => has === true).length;
  return { least, most: least + looked.filter((has) => has === null).length + ofLast - looked.length };
}

function hasFault(score: Judged, fault: FormCode | 'POOR_FORM'): boolean | null {
  if (score === null) return null;
  if (fault === 'POOR_FORM') return score.band === 'poor';
  if (score.codes.includes(fault)) return true;
  return score.blind.includes(meaningOf(fault).domain) ? null : false;
}

function judgedOf(score: FormScore): Judged {
  if (score.verdict === 'cannot-judge') return null;
  const blind = score.domains.filter((each) => each.score === null).map(({ domain }) => domain);
  return { score: score.score, band: score.band, codes: score.codes.map(({ code }) => code), blind };
}
