import type { Result } from '../session/result.js';
import { median } from '../signal/statistics.js';

/** Breathing as it is paced, in counts of `countS` seconds: in for 3, hold for 2, out for 4. */
export interface BreathingPattern {
  in: number;
  hold: number;
  out: number;
  countS: number;
}

/** One breath from trough to trough, s. Phases are null where they could not be told apart. */
export interface Breath {
  durationS: number;
  phases: { inS: number; holdS: number; outS: number } | null;
}

export type BreathingCode = 'BREATH_TOO_FAST' | 'BREATH_TOO_SLOW' | 'BREATH_HOLD_MISSING';

export interface BreathingAdherence {
  /** Breaths in the pattern, percent. */
  percent: number;
  breaths: number;
  /** Median duration, and how far it is from the pattern's, s. */
  medianS: number;
  cadenceErrorS: number;
  codes: BreathingCode[];
}

const threeTwoFour: BreathingPattern = { in: 3, hold: 2, out: 4, countS: 1 };
/** Tags of conditions in which nobody is asked to hold their breath (general knowledge, no source was checked). */
const withoutHold = ['copd', 'panic'];

/** What a patient with these conditions is to breathe: 3-2-4 (articles of the programme), or without the hold. */
export function patternFor(conditions: readonly string[]): BreathingPattern {
  return conditions.some((condition) => withoutHold.includes(condition)) ? { ...threeTwoFour, hold: 0 } : threeTwoFour;
}

/** [P] */
const tolerance = 0.15;
const shortestHoldS = 1;
const fewestBreaths = 5;

/** Clinical B12: how well breathing kept to its pattern. For the patient to know; never an alert. */
export function breathingAdherence(breaths: readonly Breath[], pattern: BreathingPattern): Result<BreathingAdherence> {
  if (breaths.length < fewestBreaths) return { ok: false, reason: 'INSUFFICIENT_DATA', detail: `${breaths.length} of ${fewestBreaths} breaths` };
  const cycleS = (pattern.in + pattern.hold + pattern.out) * pattern.countS;
  const medianS = median(breaths.map(({ durationS }) => durationS));
  const inPattern = breaths.filter((breath) => keeps(breath, pattern, cycleS)).length;
  return {
    ok: true,
    value: { percent: (100 * inPattern) / breaths.length, breaths: breaths.length, medianS, cadenceErrorS: medianS - cycleS, codes: codesOf(breaths, pattern, { medianS, cycleS }) },
    flags: [],
  };
}

function keeps({ durationS, phases }: Breath, pattern: BreathingPattern, cycleS: number): boolean {
  if (Math.abs(durationS - cycleS) > tolerance * cycleS) return false;
  return phases === null || (phases.outS > phases.inS && (pattern.hold === 0 || phases.holdS >= shortestHoldS));
}

function codesOf(breaths: readonly Breath[], pattern: BreathingPattern, { medianS, cycleS }: { medianS: number; cycleS: number }): BreathingCode[] {
  const codes: BreathingCode[] = [];
  if (medianS < (1 - tolerance) * cycleS) codes.push('BREATH_TOO_FAST');
  if (medianS > (1 + tolerance) * cycleS) codes.push('BREATH_TOO_SLOW');
  const holds = breaths.flatMap(({ phases }) => phases?.holdS ?? []);
  if (pattern.hold > 0 && holds.length > 0 && median(holds) < shortestHoldS) codes.push('BREATH_HOLD_MISSING');
  return codes;
}
