import type { RuleEvent } from '../alert/rule.js';
import { cannotJudge } from '../form/score.js';
import { reportGuided, startGuided, stepGuided, type GuidedReport, type GuidedState } from '../motion/guided-progress.js';
import { endWornCheck, isMoved, reportWorn, startWornCheck, stepWornCheck, type WornCheckState, type WornSensor } from '../motion/worn-check.js';
import type { Prescription } from '../prescription/prescription.js';
import type { UnnumberedRepetition } from '../repetition/repetition.js';
import type { ImuBlock } from './block.js';

/** How the sensors are worn, as the packets show it. Plain JSON. */
export interface WornState {
  /** null: this session is no guided calibration. */
  guided: GuidedState | null;
  /** null: nothing was calibrated before. */
  check: WornCheckState | null;
}

/** What is told of it, and kept with the session. */
export interface WornReport {
  guided: GuidedReport | null;
  sensors: WornSensor[] | null;
}

export function startWorn(prescription: Prescription): WornState {
  return { guided: startGuided(prescription), check: startWornCheck(prescription) };
}

/** Folds one packet of samples. Writes into `state` and `events`. */
export function stepWorn({ guided, check }: WornState, block: ImuBlock, { prescription, events }: { prescription: Prescription; events: RuleEvent[] }): void {
  if (guided !== null) stepGuided(guided, block, prescription);
  if (check === null || check.isOver) return;
  stepWornCheck(check, block, prescription);
  events.push({ kind: 'worn', tMs: block.endMs, sensors: reportWorn(check, prescription), cause: { stream: block.stream, sequence: block.sequence } });
}

/** The first repetition ends the look at the sensors; none is scored by one that has moved. Writes into `state`. */
export function tellWorn({ check }: WornState, found: UnnumberedRepetition, prescription: Prescription): UnnumberedRepetition {
  if (check === null) return found;
  if (!check.isOver) endWornCheck(check);
  return isMoved(reportWorn(check, prescription)) ? { ...found, score: cannotJudge('sensor-moved') } : found;
}

/** null: there is nothing to say of it in this session. */
export function reportOf({ guided, check }: WornState, prescription: Prescription): WornReport | null {
  if (guided === null && check === null) return null;
  return { guided: guided === null ? null : reportGuided(guided, prescription), sensors: check === null ? null : reportWorn(check, prescription) };
}
