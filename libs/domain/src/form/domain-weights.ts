import type { Exercise, ScoringClass } from '../prescription/exercise.js';
import type { FormDomain } from './code.js';

/** What each domain counts for in the score, by kind of exercise; 0: it takes no part. Proposed, not validated. */
export const domainWeights: Record<ScoringClass, Record<FormDomain, number> | null> = {
  'dynamic-strength': { range: 0.25, tempo: 0.2, path: 0.15, compensation: 0.25, smoothness: 0.1, hold: 0, steadiness: 0.05, regularity: 0, symmetry: 0 },
  'static-stretch': { range: 0.25, tempo: 0, path: 0, compensation: 0.1, smoothness: 0, hold: 0.35, steadiness: 0.3, regularity: 0, symmetry: 0 },
  'isometric-hold': { range: 0.1, tempo: 0, path: 0, compensation: 0.35, smoothness: 0, hold: 0.3, steadiness: 0.25, regularity: 0, symmetry: 0 },
  balance: { range: 0, tempo: 0, path: 0, compensation: 0.15, smoothness: 0, hold: 0.4, steadiness: 0.45, regularity: 0, symmetry: 0 },
  /** Tempo is the cadence; compensation the hip that hikes. */
  gait: { range: 0, tempo: 0.25, path: 0, compensation: 0.15, smoothness: 0, hold: 0, steadiness: 0, regularity: 0.35, symmetry: 0.25 },
  breathing: null,
  'head-movement': null,
  posture: null,
  aerobic: null,
};

/** Whether a domain takes part in what is told of an exercise. */
export function countsFor(domain: FormDomain, { scoring }: Pick<Exercise, 'scoring'>): boolean {
  return (domainWeights[scoring]?.[domain] ?? 0) > 0;
}
