import type { Finding } from '../finding.js';
import type { ReportEvent, WatchContext, WatchEvent } from '../rule.js';

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
  if (event.kind === 'report' && isSymptom(event)) state.symptomMs = event.tMs;
  const episode = context.opened(ruleId);
  if (episode === null || state.symptomMs === null || state.toldForMs === episode.tMs) return;
  if (Math.abs(episode.tMs - state.symptomMs) > togetherMs && event.kind === 'watch') return;
  state.toldForMs = episode.tMs;
  out.push({ ...episode, change: 'updated', priority: 'high', tMs: Math.max(event.tMs, episode.tMs), cause: null });
}

function isSymptom({ report }: ReportEvent): boolean {
  return report.report === 'sos' || report.report === 'symptom' || (report.report === 'dizziness' && report.dizziness >= 3);
}
