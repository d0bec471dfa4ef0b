import type { ScoringClass } from '../prescription/exercise.js';
import type { FormDomain } from './code.js';

/** What each domain counts for in the score, by kind of exercise; 0: it takes no part. Proposed, not validated. */
export const domainWeights: Record<ScoringClass, Record<FormDomain, number> | null> = {
  'dynamic-strength': { range: 0.25, tempo: 0.2, path: 0.15, compensation: 0.25, smoothness: 0.1, hold: 0, steadiness: 0.05 },
  'static-stretch': { range: 0.25, tempo: 0, path: 0, compensation: 0.1, smoothness: 0, hold: 0.35, steadiness: 0.3 },
  'isometric-hold': { range: 0.1, tempo: 0, path: 0, compensation: 0.35, smoothness: 0, hold: 0.3, steadiness: 0.25 },
  balance: { range: 0, tempo: 0, path: 0, compensation: 0.15, smoothness: 0, hold: 0.4, steadiness: 0.45 },
  /** Tempo is the cadence; steadiness is 0.35 of regularity and 0.25 of symmetry between steps. */
  gait: { range: 0, tempo: 0.25, path: 0, compensation: 0.15, smoothness: 0, hold: 0, steadiness: 0.6 },
  breathing: null,
  'head-movement': null,
  posture: null,
  aerobic: null,
};
