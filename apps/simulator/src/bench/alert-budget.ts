import {
  analyse, decide, isSeen, startAnalysis, type Alert, type AlertChange, type AnalysisState, type Block, type HeartRateBlock, type PatientReport, type Prescription, type Priority,
} from '#libs/domain';
import { blockOf, prescribedFor } from '../demo/oracle.js';
import { quantiles, type Quantiles } from '../demo/quantiles.js';
import { packetise } from '../device/packetise.js';
import { between, seededRandom, type Random } from '../synthetic/random.js';
import { syntheticPatient } from '../synthetic/synthetic-patient.js';

export interface AlertBudget {
  /** Of each of the two runs. */
  hours: number;
  /** In correct exercise nothing needs anybody: every alert is one too many. */
  nonActionablePerHour: Record<'high' | 'medium' | 'low', number>;
  /** Injected, and not told. */
  missedHigh: number;
  injectedHigh: number;
  /** From the event itself to being told; the rule's dwell and smoothing are in it. */
  delaysMs: Quantiles;
  /** From the rule being met to being told. */
  afterRuleMs: Quantiles;
  rules: Record<string, number>;
  label: string;
}

const sessionS = 1200;
/** The server looks at a session this long after the end of what came, ms. */
const lookAfterMs = 200;
/** So much of a session is analysed at a time, as live. */
const stepMs = 1000;
const noise = { strapOffS: 6, doubledS: 2, everyS: 300 };
const overLimit = { fromS: 600, forS: 90, share: 0.95 };
const sosAtS = 300;

/** Both runs by the same pure analysis as live. Simulated patients, no people. */
export function measureAlertBudget(hours: number): AlertBudget {
  const sessions = Math.max(1, Math.round((hours * 3600) / sessionS));
  const rules: Record<string, number> = {};
  const counts = { high: 0, medium: 0, low: 0 };
  const delays: number[] = [];
  const afterRule: number[] = [];
  let missedHigh = 0;
  for (let seed = 1; seed <= sessions; seed++) {
    for (const { alert } of performed(seed, false).raised) {
      rules[alert.ruleId] = (rules[alert.ruleId] ?? 0) + 1;
      if (alert.priority !== 'info') counts[alert.priority]++;
    }
    const { raised, events } = performed(seed, true);
    for (const { ruleId, atMs } of events) {
      const found = raised.find(({ alert }) => alert.ruleId === ruleId && alert.priority === 'high');
      if (found === undefined) missedHigh++;
      else {
        delays.push(found.toldMs - atMs);
        afterRule.push(found.toldMs - found.alert.raisedAtMs);
      }
    }
  }
  const hoursDone = (sessions * sessionS) / 3600;
  const perHour = (priority: keyof typeof counts): number => counts[priority] / hoursDone;
  return {
    hours: hoursDone, nonActionablePerHour: { high: perHour('high'), medium: perHour('medium'), low: perHour('low') }, missedHigh, injectedHigh: 2 * sessions,
    delaysMs: quantiles(delays), afterRuleMs: quantiles(afterRule), rules, label: 'simulated patients doing squats, no people; noise: strap off for 6 s and doubled for 2 s every 5 min',
  };
}

interface Performed {
  /** As they became, with the time at which each was first told at its highest priority. */
  raised: { alert: Omit<Alert, 'id'>; toldMs: number }[];
  events: { ruleId: string; atMs: number }[];
}

function performed(seed: number, withEvents: boolean): Performed {
  const random = seededRandom(seed, withEvents ? 21 : 20);
  const heartRate = { startShare: 0.5, effortShare: between(random, 0.6, 0.71), restShare: 0.45 };
  const recording = syntheticPatient({ seed, seconds: sessionS, character: { set: [{ type: 'correct', count: 10 }], restBetweenSetsS: 40, heartRate, fatiguePerMinute: 0.002 } });
  const prescription = prescribedFor(recording, recording.ageYears ?? 50);
  const maxBpm = prescription.intensity?.maxHeartRateBpm ?? 170;
  const blocks = packetise(recording.signals).flatMap(blockOf).map((block) => (block.kind === 'heart-rate' ? disturbed(block, { maxBpm, random, withEvents }) : block));
  const reports = withEvents ? [{ atMs: sosAtS * 1000, report: { report: 'sos' } as PatientReport }] : [];
  const raised = folded({ prescription, blocks, reports });
  return { raised, events: withEvents ? [{ ruleId: 'HR-03', atMs: overLimit.fromS * 1000 }, { ruleId: 'SY-01', atMs: sosAtS * 1000 }] : [] };
}

/** The strap slips for some seconds, and counts double for two, as straps do; over the limit where that is injected. */
function disturbed(block: HeartRateBlock, { maxBpm, random, withEvents }: { maxBpm: number; random: Random; withEvents: boolean }): HeartRateBlock {
  const readings = block.readings.map((reading) => {
    const tS = reading.tMs / 1000;
    const inTurnS = tS % noise.everyS;
    if (withEvents && tS >= overLimit.fromS && tS < overLimit.fromS + overLimit.forS) return { ...reading, heartRateBpm: Math.round(overLimit.share * maxBpm + between(random, -1, 1)), rrMs: [] };
    if (inTurnS >= 100 && inTurnS < 100 + noise.strapOffS) return { ...reading, contact: 'lost' as const, rrMs: [] };
    if (inTurnS >= 200 && inTurnS < 200 + noise.doubledS) return { ...reading, heartRateBpm: 2 * reading.heartRateBpm };
    return reading;
  });
  return { ...block, readings };
}

interface Folding {
  prescription: Prescription;
  blocks: Block[];
  reports: { atMs: number; report: PatientReport }[];
}

function folded({ prescription, blocks, reports }: Folding): Performed['raised'] {
  let state: AnalysisState = startAnalysis(prescription, 0);
  const alerts: (Alert & { toldMs: number; told: Priority })[] = [];
  const inOrder = [...blocks].sort((a, b) => a.endMs - b.endMs).map((block) => ({ ...block, receivedAtMs: block.endMs + lookAfterMs / 2 }));
  let next = 0;
  for (let untilMs = stepMs; next < inOrder.length; untilMs += stepMs) {
    const from = next;
    while (next < inOrder.length && inOrder[next].endMs <= untilMs) next++;
    const epochMs = untilMs + lookAfterMs;
    const heard = reports.filter(({ atMs }) => atMs > epochMs - stepMs && atMs <= epochMs);
    const analysis = analyse(state, inOrder.slice(from, next), { prescription, now: { epochMs, waitingSinceMs: null, reports: heard } });
    state = analysis.state;
    for (const change of decide({ known: alerts, findings: analysis.findings, isSeen: (alert) => isSeen(state.rules, alert) })) apply(alerts, change, epochMs);
  }
  return alerts.filter(({ retrospective, suppressedBy }) => !retrospective && suppressedBy === null).map(({ toldMs, ...alert }) => ({ alert, toldMs }));
}

function apply(alerts: (Alert & { toldMs: number; told: Priority })[], change: AlertChange, nowMs: number): void {
  if (change.change === 'raise') {
    alerts.push({ ...change.alert, id: String(alerts.length), toldMs: nowMs, told: change.alert.priority });
    return;
  }
  const alert = alerts.find(({ id }) => id === change.id);
  if (alert === undefined) return;
  const { state, priority, suppressedBy, lastAtMs, clearedAtMs, count, worstValue } = change;
  Object.assign(alert, { state, priority, suppressedBy, lastAtMs, clearedAtMs, count, worstValue });
  if (priority !== alert.told) Object.assign(alert, { told: priority, toldMs: nowMs });
}
