import type { Finding } from '../finding.js';
import type { ReportEvent, WatchContext, WatchEvent } from '../rule.js';
import { isGravePain } from './sy-03.js';

/** Whether somebody said of late that they feel ill, and which episode was made graver by it. Session time, ms. */
export interface SymptomState {
  symptomMs: number | null;
  toldForMs: number | null;
}

/** What the heart does and what the patient feels belong together within a minute (clinical E2). */
const togetherMs = 60_000;

export function startSymptom(): SymptomState {
  return { symptomMs: null, toldForMs: null };
}

/** An episode of `ruleId` is high when a symptom is told within a minute of it. Writes into `state` and `out`. */
export function raiseWithSymptom(state: SymptomState, ruleId: string, { event, context, out }: { event: WatchEvent | ReportEvent; context: WatchContext; out: Finding[] }): void {
  const isSaidNow = event.kind === 'report' && isSymptom(event);
  if (isSaidNow) state.symptomMs = event.tMs;
  const episode = context.opened(ruleId);
  if (episode === null || state.symptomMs === null || state.toldForMs === episode.tMs) return;
  // What is said while it goes on belongs to it however long that has been; what was said before it began, for a minute.
  if (!isSaidNow && Math.abs(episode.tMs - state.symptomMs) > togetherMs) return;
  state.toldForMs = episode.tMs;
  out.push({ ...episode, change: 'updated', priority: 'high', tMs: Math.max(event.tMs, episode.tMs), cause: null });
}

/** Whatever one of the SY rules listens to; of dizziness less than they ask for, since with such a heart rate it means more [P]. */
function isSymptom({ report }: ReportEvent): boolean {
  if (report.report === 'pain') return isGravePain(report);
  return report.report === 'sos' || report.report === 'symptom' || (report.report === 'dizziness' && report.dizziness >= 3);
}
