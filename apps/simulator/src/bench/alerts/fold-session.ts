import { decide, emptyAnalysis, isSeen, startAnalysis, stepAnalysis, type Alert, type AlertChange, type Block, type PatientReport, type Prescription, type Priority } from '#libs/domain';

/** A session as it comes to the server; all times in session time, ms. */
export interface Coming {
  prescription: Prescription;
  /** In the order of their reception. */
  blocks: Block[];
  reports: { atMs: number; report: PatientReport }[];
  /** From when on no console looks; null: one does. */
  unwatchedFromMs: number | null;
}

/** An alert as it became, and from when until when it was told at which priority; `toMs` null: to the end. */
export interface Told {
  alert: Alert;
  spans: { priority: Priority; fromMs: number; toMs: number | null }[];
}

/** What the console had of a session. */
export interface Watched {
  told: Told[];
  /** Seconds of which it showed a smoothed heart rate. */
  shownS: Set<number>;
}

/** The worker looks at a session so often, ms. */
const lookEveryMs = 500;

/** The same analysis and decisions as live, by a clock of the simulation's own; what is held back or retrospective is told to nobody. */
export function foldSession({ prescription, blocks, reports, unwatchedFromMs }: Coming): Watched {
  const state = startAnalysis(prescription, 0);
  const told: Told[] = [];
  const shownS = new Set<number>();
  let next = 0;
  for (let epochMs = lookEveryMs; next < blocks.length; epochMs += lookEveryMs) {
    const from = next;
    while (next < blocks.length && blocks[next].receivedAtMs <= epochMs) next++;
    const heard = reports.filter(({ atMs }) => atMs > epochMs - lookEveryMs && atMs <= epochMs);
    const watchedAtMs = unwatchedFromMs === null ? epochMs : Math.min(epochMs, unwatchedFromMs);
    const analysis = emptyAnalysis(state);
    stepAnalysis(analysis, blocks.slice(from, next), { prescription, now: { epochMs, waitingSinceMs: null, reports: heard, watchedAtMs } });
    for (const { tMs, smoothedBpm } of analysis.telemetry.heartRate) if (smoothedBpm !== null) shownS.add(tMs / 1000);
    const known = told.map(({ alert }) => alert);
    for (const change of decide({ known, findings: analysis.findings, isSeen: (alert) => isSeen(state.rules, alert) })) tell(told, change, epochMs);
  }
  return { told: told.filter(({ spans }) => spans.length > 0), shownS };
}

function tell(told: Told[], change: AlertChange, nowMs: number): void {
  if (change.change === 'raise') {
    told.push({ alert: { ...change.alert, id: String(told.length) }, spans: [] });
  } else {
    const { state, priority, suppressedBy, lastAtMs, clearedAtMs, count, worstValue } = change;
    Object.assign(told[Number(change.id)].alert, { state, priority, suppressedBy, lastAtMs, clearedAtMs, count, worstValue });
  }
  const { alert, spans } = told[change.change === 'raise' ? told.length - 1 : Number(change.id)];
  const last = spans.at(-1);
  const isTold = !alert.retrospective && alert.suppressedBy === null && alert.state === 'open';
  if (isTold && last?.toMs === null && last.priority === alert.priority) return;
  if (last?.toMs === null) last.toMs = nowMs;
  if (isTold) spans.push({ priority: alert.priority, fromMs: nowMs, toMs: null });
}
