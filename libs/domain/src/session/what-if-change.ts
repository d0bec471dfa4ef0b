import type { AlertLimits } from '../alert/limits.js';
import type { OwnRule } from '../alert/own/own-rule.js';
import { withLimits } from '../intensity/plan-intensity.js';
import type { Prescription } from '../prescription/prescription.js';

/** What is tried: a rule of the therapist's own instead of its last version, or other limits of the built-in rules. bpm; null: as it was. */
export type WhatIfChange = { rule: OwnRule } | { limits: AlertLimits; ceilingBpm: number | null; hardLimitBpm: number | null };

/** What a session is compared by: as it was stored, with the rules that are on today, and the same with the change. */
export function underChange(stored: Prescription, { change, rulesToday }: { change: WhatIfChange; rulesToday: OwnRule[] }): { now: Prescription; then: Prescription } {
  const now = { ...stored, ownRules: rulesToday };
  if ('rule' in change) return { now, then: { ...now, ownRules: [...rulesToday.filter(({ id }) => id !== change.rule.id), change.rule] } };
  const intensity = now.intensity === null ? null : withLimits(now.intensity, change);
  return { now, then: { ...now, intensity, limits: { ...now.limits, ...change.limits } } };
}
