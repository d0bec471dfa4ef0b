import type { PatientHistory } from './history.js';
import type { PatientFinding } from './patient-rule.js';
import { patientRules } from './rules/index.js';

/** All that the rules find in a history, in the order in which it happened, and when they are to be asked again; null: when something is said. Epoch ms. */
export function followUp(history: PatientHistory, nowMs: number): { findings: PatientFinding[]; askAgainAtMs: number | null } {
  const findings = patientRules.flatMap((rule) => rule.find(history, nowMs)).sort((a, b) => a.tMs - b.tMs);
  const next = patientRules.map((rule) => rule.nextMs?.(history, nowMs) ?? Infinity);
  const askAgainAtMs = Math.min(...next);
  return { findings, askAgainAtMs: Number.isFinite(askAgainAtMs) ? askAgainAtMs : null };
}
