import { painLight, painThatGuards } from '../alert/pain-light.js';
import { isFollowUp, type PatientReport } from '../alert/report.js';
import { isGravePain } from '../alert/rules/sy-03.js';
import type { Prescription } from '../prescription/prescription.js';

/**
 * Whether it hurts, as far as the patient has said in this session: nobody whom it hurts is asked for more (clinical D5, A-020). A list, not what was said
 * last: who folds the session again finds at each repetition what was known when it was told first. Plain JSON.
 */
export interface HurtingState {
  /** Pain before the session, 0 to 10; null: not said. */
  before: number | null;
  /** Sharp or severe pain was said: that stands until the session is over, as SY-03 does. */
  isGrave: boolean;
  /** Oldest first: it hurts, or no longer does, in what ends after this session time, ms; null: in all of it. */
  turns: { afterMs: number | null; hurts: boolean }[];
}

export function startHurting(): HurtingState {
  return { before: null, isGrave: false, turns: [] };
}

/** Takes what was said, oldest first; the same twice changes nothing. `toldToMs`: end of the newest repetition that was told, session time; null: none was. Writes into `state`. */
export function hearHurting(state: HurtingState, reports: readonly PatientReport[], { prescription, toldToMs }: { prescription: Prescription; toldToMs: number | null }): void {
  const said = reports.filter((report) => report.report === 'pain' && !isFollowUp(report)) as SaidPain[];
  const newest = said.at(-1);
  if (newest === undefined) return;
  state.before = said.findLast(({ moment }) => moment === 'before')?.pain ?? state.before;
  state.isGrave ||= said.some(isGravePain);
  const light = painLight({ ...newest, before: state.before }, prescription.limits?.painModel ?? 'seed');
  // Who comes with pain may go on by the plan's model, and guards all the same.
  const hurts = state.isGrave || newest.pain >= painThatGuards || light !== 'green';
  if (hurts !== (state.turns.at(-1)?.hurts ?? false)) state.turns.push({ afterMs: toldToMs, hurts });
}

type SaidPain = Extract<PatientReport, { report: 'pain' }>;

/** What was not said is no pain that the coach could know of. */
export function hurtsAt({ turns }: HurtingState, endMs: number): boolean {
  return turns.findLast(({ afterMs }) => afterMs === null || afterMs < endMs)?.hurts ?? false;
}
