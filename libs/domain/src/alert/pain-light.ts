import type { PainModel } from './limits.js';
import type { PainQuality } from './report.js';

export type PainLight = 'green' | 'amber' | 'red';

/** From so much on somebody may guard, and is asked for no more (clinical D5 [P]). */
export const painThatGuards = 3;

export interface PainDuring {
  /** 0 to 10 (NPRS). */
  pain: number;
  quality: PainQuality | null;
  /** Before the session; null: not asked, and then no rise can be told. */
  before: number | null;
}

/**
 * Pain during exercise (clinical F3). `seed`: below 3 goes on, above 5 stops (Silbernagel 2007 for the 5), a rise of 2 or 3 over the
 * pain before counts as much [P]; who begins with 3 or more is judged by the rise alone. `central-sensitisation`: only a rise counts,
 * since the number is no sign of damage [P].
 */
export function painLight({ pain, quality, before }: PainDuring, model: PainModel): PainLight {
  const rise = before === null ? null : pain - before;
  switch (model) {
    case 'seed':
      return quality === 'sharp' ? 'red' : before !== null && before >= 3 ? byRise(rise, { amber: 1, red: 3, pain }) : bySeed(pain, rise);
    case 'pain-monitoring':
      return pain > 5 ? 'red' : pain >= 3 ? 'amber' : 'green';
    case 'central-sensitisation':
      return byRise(rise, { amber: 2, red: 3, pain: 0 });
    default:
      return model satisfies never;
  }
}

/** Severe pain is red whatever it was before. */
const severe = 8;

function bySeed(pain: number, rise: number | null): PainLight {
  if (pain > 5 || (rise !== null && rise >= 3)) return 'red';
  return pain >= 3 || (rise !== null && rise >= 2) ? 'amber' : 'green';
}

function byRise(rise: number | null, { amber, red, pain }: { amber: number; red: number; pain: number }): PainLight {
  if (pain >= severe || (rise !== null && rise >= red)) return 'red';
  return rise !== null && rise >= amber ? 'amber' : 'green';
}
