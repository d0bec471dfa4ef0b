import type { Finding } from '../alert/finding.js';
import type { PatientHistory } from './history.js';

/** What a rule over a patient's history found; `tMs` is the time of the fact itself, epoch ms, so that finding it again is no news. */
export type PatientFinding = Finding;

/**
 * A rule that one session alone cannot decide: one file in `follow-up/rules/`, one line in `follow-up/rules/index.ts`. It is asked with
 * the whole history each time, and says all that it ever found in it.
 */
export interface PatientRule {
  id: string;
  /** Where the defaults come from. */
  source: string;
  /** Why its limit is what it is, in words for whoever reads the alert. */
  why: string;
  find(history: PatientHistory, nowMs: number): PatientFinding[];
  /** When it is to be asked again though nobody says anything, epoch ms; null: never. Absent: never. */
  nextMs?(history: PatientHistory, nowMs: number): number | null;
}
