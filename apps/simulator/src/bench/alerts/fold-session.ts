import { analyse, decide, isSeen, startAnalysis, type Alert, type AlertChange, type AnalysisState, type Block, type PatientReport, type Prescription, type Priority } from '#libs/domain';

/** A session as it comes to the server; all times in session time, ms. */
export interface Coming {
  prescription: Prescription;
  /** In the order of their reception. */
  blocks: Block[];
  reports: { atMs: number; report: PatientReport }[];
  /** From when on no console looks; null: one does. */
  unwatchedFromMs: number | null;
}

/** An alert as it became, with the times at which it was first told at each priority. */
export interface Told {
  alert: Alert;
  toldMs: Partial<Record<Priority, number>>;
}

/** The worker looks at a session so often, ms. */
const lookEveryMs = 500;

/** The same analysis and decisions as live, by a clock of the simulation's own; what is held back or retrospective is told to nobody. */
export function foldSession({ prescription, blocks, reports, unwatchedFromMs }: Coming): Told[] {
  let state: AnalysisState = startAnalysis(prescription, 0);
  const told: Told[] = [];
  let next = 0;
  for (let epochMs = lookEveryMs; next < blocks.length; epochMs += lookEveryMs) {
    const from = next;
    while (next < blocks.length && blocks[next].receivedAtMs <= epochMs) next++;
    const heard = reports.filter(({ atMs }) => atMs > epochMs - lookEveryMs && atMs <= epochMs);
    const watchedAtMs = unwatchedFromMs === null ? epochMs : Math.min(epochMs, unwatchedFromMs);
    const analysis = analyse(state, blocks.slice(from, next), { prescription, now: { epochMs, waitingSinceMs: null, reports: heard, watchedAtMs } });
    state = analysis.state;
    const known = told.map(({ alert }) => alert);
    for (const change of decide({ known, findings: analysis.findings, isSeen: (alert) => isSeen(state.rules, alert) })) tell(told, change, epochMs);
  }
  return told.filter(({ toldMs }) => Object.keys(toldMs).length > 0);
}

function tell(told: Told[], change: AlertChange, nowMs: number): void {
  if (change.change === 'raise') {
    told.push({ alert: { ...change.alert, id: String(told.length) }, toldMs: {} });
  } else {
    const { state, priority, suppressedBy, lastAtMs, clearedAtMs, count, worstValue } = change;
    Object.assign(told[Number(change.id)].alert, { state, priority, suppressedBy, lastAtMs, clearedAtMs, count, worstValue });
  }
  const { alert, toldMs } = told[change.change === 'raise' ? told.length - 1 : Number(change.id)];
  if (!alert.retrospective && alert.suppressedBy === null && alert.state === 'open') toldMs[alert.priority] ??= nowMs;
}
