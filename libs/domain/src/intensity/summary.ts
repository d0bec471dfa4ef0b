import type { ScoringClass } from '../prescription/exercise.js';
import type { Prescription } from '../prescription/prescription.js';
import type { Block, HeartRateBlock, ImuBlock, MarkBlock } from '../session/block.js';
import type { Result } from '../session/result.js';
import { median } from '../signal/statistics.js';
import { adjacentBeats } from './adjacent-beats.js';
import { patternFor, type BreathingAdherence } from './breathing-adherence.js';
import { chestSensor, chestStretches } from './chest-stretch.js';
import { correctRr } from './correct-rr.js';
import type { HeartRateRecovery } from './heart-rate-recovery.js';
import { restingHeartRate } from './resting-heart-rate.js';
import { rmssd } from './rmssd.js';
import { secondsOf, type SessionSeconds } from './seconds.js';
import { sessionBreathing, sessionRespiration, type SessionRespiration } from './session-respiration.js';
import { doseMin, percentInZone, timeInZone, type TimeInZone } from './time-in-zone.js';
import { trimpBanister, trimpEdwards } from './trimp.js';

/** How hard a session was: what was measured, and of all else why it is not known. Plain JSON. */
export interface IntensitySummary {
  /** Time by phase: the work, and all of it, s. */
  workS: number;
  lengthS: number;
  /** Of the work, s; null: there is no heart-rate plan. */
  zoneS: TimeInZone | null;
  percentInZone: number | null;
  /** At or above the zone's lower edge and not over the ceiling, min; null: nothing was measured, there is no plan, or its zone is a guess (clinical B1). */
  doseMin: number | null;
  meanBpm: number | null;
  highestBpm: number | null;
  trimpBanister: Result<number>;
  trimpEdwards: Result<number>;
  recovery: Result<HeartRateRecovery>;
  restingHeartRateBpm: Result<number>;
  /** Median over the minutes at rest, ms. */
  rmssdMs: Result<number>;
  respiration: Result<SessionRespiration>;
  breathing: Result<BreathingAdherence>;
  /** Corrected of all beats of the session, 0 to 1; null: the strap sent none. */
  artefactFraction: number | null;
}

export interface SummaryInput {
  /** All of the session, in order of their end. */
  blocks: readonly Block[];
  prescription: Prescription;
  sex: 'female' | 'male' | 'unknown';
}

/** Clinical B3 [P]: rest is less movement than this, m/s2; a minute of it gives one RMSSD. */
const restSdMPerS2 = 0.3;
const rmssdWindowS = 60;
/** Who holds a stretch, a plank or their balance is still, and not at rest (clinical B10). */
const stillAtWork: readonly ScoringClass[] = ['static-stretch', 'isometric-hold', 'balance'];
const noPlan = { ok: false, reason: 'NOT_APPLICABLE', detail: 'no heart-rate plan' } as const;

/** What a session came to, from all its packets: made when it is over, and again when late ones have come. */
export function summariseIntensity({ blocks, prescription, sex }: SummaryInput): IntensitySummary {
  const used = blocks.filter((block): block is HeartRateBlock | ImuBlock | MarkBlock => block.kind === 'heart-rate' || block.kind === 'imu' || block.kind === 'mark');
  const lengthMs = blocks.reduce((latest, { endMs }) => Math.max(latest, endMs), 0);
  const seconds = secondsOf(used, prescription, lengthMs);
  const { heartRateBpm } = seconds;
  const activitySdMPerS2 = movementOf(seconds, prescription);
  const measured = heartRateBpm.filter((bpm) => bpm !== null);
  const chest = chestSensor(prescription);
  const stretches = chest === null ? [] : chestStretches(used.filter((block): block is ImuBlock => block.kind === 'imu'), chest);
  const beats = seconds.rrMs.flat();
  return {
    lengthS: lengthMs / 1000,
    ...zonesOf(seconds, prescription),
    ...loadOf(heartRateBpm, prescription, sex),
    meanBpm: measured.length === 0 ? null : measured.reduce((sum, bpm) => sum + bpm, 0) / measured.length,
    highestBpm: measured.length === 0 ? null : measured.reduce((highest, bpm) => Math.max(highest, bpm), 0),
    recovery: prescription.intensity === null ? noPlan : (seconds.recovery ?? { ok: false, reason: 'NOT_APPLICABLE', detail: 'no end of work was marked, or no minute was measured after it' }),
    restingHeartRateBpm: restingHeartRate(heartRateBpm, activitySdMPerS2),
    rmssdMs: restingRmssd(seconds.rrMs, activitySdMPerS2),
    respiration: sessionRespiration(seconds, stretches),
    breathing: breathingOf(prescription, stretches),
    artefactFraction: beats.length === 0 ? null : correctRr(beats).artefactFraction,
  };
}

function zonesOf({ heartRateBpm, phase }: SessionSeconds, { intensity }: Prescription): Pick<IntensitySummary, 'workS' | 'zoneS' | 'percentInZone' | 'doseMin'> {
  const work = heartRateBpm.filter((_, at) => phase[at] === 'work');
  if (intensity === null) return { workS: work.length, zoneS: null, percentInZone: null, doseMin: null };
  const zoneS = timeInZone(work.map((bpm, at) => ({ tMs: at * 1000, bpm })), intensity);
  const percent = percentInZone(zoneS);
  return { workS: work.length, zoneS, percentInZone: percent, doseMin: percent === null || intensity.advisoryOnly ? null : doseMin(zoneS) };
}

function loadOf(heartRateBpm: SessionSeconds['heartRateBpm'], { intensity }: Prescription, sex: SummaryInput['sex']): Pick<IntensitySummary, 'trimpBanister' | 'trimpEdwards'> {
  if (intensity === null) return { trimpBanister: noPlan, trimpEdwards: noPlan };
  const input = { heartRateBpm, plan: intensity, sex };
  return { trimpBanister: trimpBanister(input), trimpEdwards: trimpEdwards(input) };
}

/** What tells rest; null: not measured, or it says nothing, since the exercise is to be still. */
function movementOf({ activitySdMPerS2, phase }: SessionSeconds, { exercise }: Prescription): (number | null)[] {
  return stillAtWork.includes(exercise.scoring) ? activitySdMPerS2.map((sd, at) => (phase[at] === 'work' ? null : sd)) : activitySdMPerS2;
}

/** Each whole minute that was all rest; what is not known to be rest is none. */
function restingRmssd(rrMs: SessionSeconds['rrMs'], activitySdMPerS2: readonly (number | null)[]): Result<number> {
  const values: number[] = [];
  let refused: Result<number> = { ok: false, reason: 'NOT_APPLICABLE', detail: 'no minute of rest with a sensor of movement' };
  for (let from = 0; from + rmssdWindowS <= rrMs.length; from += rmssdWindowS) {
    const atRest = activitySdMPerS2.slice(from, from + rmssdWindowS).every((sd) => sd !== null && sd < restSdMPerS2);
    if (!atRest) continue;
    const found = rmssdOfMinute(rrMs.slice(from, from + rmssdWindowS));
    if (found.ok) values.push(found.value);
    else refused = found;
  }
  return values.length === 0 ? refused : { ok: true, value: median(values), flags: [] };
}

function rmssdOfMinute(rrMs: SessionSeconds['rrMs']): Result<number> {
  const beats = adjacentBeats(rrMs);
  if (!beats.ok) return beats;
  const { rrMs: corrected, artefactFraction } = correctRr(beats.value);
  return rmssd({ rrMs: corrected, artefactFraction, atRest: true });
}

function breathingOf({ exercise, conditions }: Prescription, stretches: Parameters<typeof sessionBreathing>[0]): Result<BreathingAdherence> {
  return exercise.scoring === 'breathing' ? sessionBreathing(stretches, patternFor(conditions)) : { ok: false, reason: 'NOT_APPLICABLE', detail: 'no breathing exercise' };
}
