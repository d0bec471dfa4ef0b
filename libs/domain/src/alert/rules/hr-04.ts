import { median } from '../../signal/statistics.js';
import type { AlertRule } from '../rule.js';

interface RestState {
  /** The patient rests before any work. */
  resting: boolean;
  worked: boolean;
  /** Of this rest, the last 60 measured seconds, oldest first. */
  seconds: { tMs: number; bpm: number }[];
  active: 'medium' | 'high' | null;
}

const neededS = 60;
/** Resting tachycardia: above 100 exercise waits (BACPR), above 120 it does not begin [G]. */
const holdBpm = 100;
const noGoBpm = 120;
/**
 * The measured minute may have holes in it, and be twice as long for them [P]: a strap that slips for two seconds is believed again
 * ten seconds later, and of a rest that began anew with each of those nothing would ever be known.
 */
const longestMs = 120_000;

/** At rest before work the heart beats too fast, by the median of a minute: wait, or do not begin. */
export const hr04: AlertRule<RestState, null> = {
  id: 'HR-04',
  source: 'clinical E2, B15 [V:bacpr]',
  why: 'Above 100 bpm at rest exercise waits, above 120 bpm it does not begin: cardiac rehabilitation counts an uncontrolled fast pulse at rest among what speaks against exercise (BACPR).',
  instruction: { act: 'stop', from: 'medium', words: 'Not yet: sit down and rest for five minutes.' },
  start: () => ({ stream: { resting: false, worked: false, seconds: [], active: null }, watch: null }),
  step: (state, event, { isActive }, out) => {
    if (event.kind === 'phase') {
      state.worked ||= event.phase === 'work';
      state.resting = event.phase === 'rest' && !state.worked;
      state.seconds = [];
    }
    if (event.kind !== 'heart-rate' || !state.resting || event.smoothedBpm === null || isActive('TC-01')) return;
    const bpm = usualOf(state, event.tMs, event.smoothedBpm);
    if (bpm === null) return;
    const priority = bpm > noGoBpm ? 'high' : bpm > holdBpm ? 'medium' : null;
    const finding = { ruleId: 'HR-04', kind: 'clinical', subject: 'heart-rate', tMs: event.tMs, value: bpm, limit: holdBpm, unit: 'bpm', cause: event.cause } as const;
    if (priority === null && state.active !== null) out.push({ ...finding, change: 'cleared', priority: state.active });
    else if (priority !== null && state.active === null) out.push({ ...finding, change: 'raised', priority });
    else if (priority === 'high' && state.active === 'medium') out.push({ ...finding, change: 'updated', priority });
    else return;
    state.active = priority;
  },
};

/** Median of the last measured minute; null: it is not over yet. */
function usualOf({ seconds }: RestState, tMs: number, bpm: number): number | null {
  seconds.push({ tMs, bpm });
  while (seconds.length > neededS || tMs - seconds[0].tMs > longestMs) seconds.shift();
  return seconds.length < neededS ? null : median(seconds.map((each) => each.bpm));
}
