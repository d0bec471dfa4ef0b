import type { Finding, IntensityPlan, PatientReport, Prescription, RuleEvent } from '#libs/domain';
import { startRules, stepRules } from '../../libs/domain/src/alert/rule-set.js';
import { exerciseById } from '../../libs/domain/src/prescription/catalogue/index.js';

/** Of the clinical vectors (hrZones): a maximum of 166 bpm. */
export const plan: IntensityPlan = {
  maxHeartRateBpm: 166, maxHeartRateMethod: 'tanaka', maxHeartRateSeeBpm: 10, advisoryOnly: false, rateLimitingMedication: false, restingHeartRateBpm: 70, scheme: 'percent-max',
  zoneLowBpm: 107.9, zoneHighBpm: 124.5, ceilingBpm: 132.8, ceilingFromPlan: false, hardLimitBpm: 141.1, hardLimitFromPlan: false, flags: [],
};

export function prescribed(over: Partial<Prescription> = {}): Prescription {
  const exercise = exerciseById('squat');
  if (exercise === null) throw new Error('no squat');
  return { exercise, side: 'both', reference: null, alternatives: [], sensors: [], intensity: plan, conditions: [], monitoringRequired: false, ...over };
}

const cause = { stream: 0, sequence: 1 };

/** What the rules find, as "HR-02 raised medium @30". */
export function found(events: RuleEvent[], prescription = prescribed()): string[] {
  return findings(events, prescription).map(({ ruleId, change, priority, tMs }) => `${ruleId} ${change} ${priority} @${tMs / 1000}`);
}

export function findings(events: RuleEvent[], prescription = prescribed()): Finding[] {
  const state = startRules(prescription);
  const out: Finding[] = [];
  for (const event of events) stepRules(state, event, prescription, out);
  return out;
}

/** One smoothed heart rate a second from `fromS` on; null: none that can be believed. */
export function rates(bpms: (number | null)[], fromS = 0): RuleEvent[] {
  return bpms.map((smoothedBpm, i) => ({ kind: 'heart-rate', tMs: (fromS + i) * 1000, smoothedBpm, contact: smoothedBpm === null ? 'lost' : 'ok', artefactShare: null, cause }));
}

/** The server looks once a second from `fromS` on. */
export function watched(seconds: number, saw: (atS: number) => Partial<Extract<RuleEvent, { kind: 'watch' }>>, fromS = 0): RuleEvent[] {
  return Array.from({ length: seconds }, (_, i) => ({ kind: 'watch', tMs: (fromS + i) * 1000, heartRateSilentMs: null, motionSilentMs: null, linkSilentMs: null, isMeasured: false, clockSkewMs: null, unwatchedMs: null, lagMs: 0, ...saw(fromS + i) }));
}

export function said(report: PatientReport, atS: number): RuleEvent {
  return { kind: 'report', tMs: atS * 1000, report };
}

export function end(atS: number): RuleEvent {
  return { kind: 'end', tMs: atS * 1000, cause };
}

/** `seconds` times the same. */
export function hold<T>(value: T, seconds: number): T[] {
  return new Array<T>(seconds).fill(value);
}
