import { scorerVersion } from '../form/score.js';
import type { Prescription } from '../prescription/prescription.js';
import { startAnalysis, type AnalysisState } from './analyse.js';

/** State of an analysis as it is stored, with what made it. */
export interface Checkpoint {
  scorer: string;
  /** Absent in checkpoints from before it existed. */
  shape?: number;
  state: AnalysisState;
}

/**
 * Rises when a part of the state that does not exist from the start, or a number's meaning, changes: that cannot be seen in a state which has
 * just begun. checkpoint.spec.ts fails when somebody forgets.
 */
export const stateShape = 16;

export function toCheckpoint(state: AnalysisState): Checkpoint {
  return { scorer: scorerVersion.version, shape: stateShape, state };
}

/** The state to fold on from; null: another scorer made it, or one whose state has another shape, and it would be misread. */
export function stateIn(kept: unknown, prescription: Prescription): AnalysisState | null {
  const { scorer, shape, state } = (kept ?? {}) as Partial<Checkpoint>;
  if (scorer !== scorerVersion.version || shape !== stateShape || state === undefined) return null;
  return isShapedAs(state, startAnalysis(prescription, 0)) ? state : null;
}

/** Has everything that `fresh` has, of the same kind. What was null, empty or a list when it began may have become anything. */
function isShapedAs(kept: unknown, fresh: unknown): boolean {
  if (fresh === null || kept === null) return fresh === null || typeof fresh !== 'object';
  if (Array.isArray(fresh)) return Array.isArray(kept) && fresh.every((each, i) => typeof each !== 'object' || isShapedAs(kept[i], each));
  if (typeof fresh !== 'object') return typeof kept === typeof fresh;
  if (typeof kept !== 'object' || Array.isArray(kept)) return false;
  return Object.entries(fresh as object).every(([key, value]) => key in (kept as object) && isShapedAs((kept as Record<string, unknown>)[key], value));
}
