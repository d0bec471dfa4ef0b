import { heartRateLimit } from './heart-rate-limit.js';

/** Tags of conditions that hard exercise makes worse: half the time is enough (clinical E2). */
const sensitive = ['fibromyalgia', 'chronic-widespread-pain', 'central-sensitisation'];

/** Over the ceiling (80 % HRmax [S:003]) for 30 s, 15 s where hard exercise makes pain worse, or as prescribed. An estimate too coarse to lead stays low. */
export const hr02 = heartRateLimit({
  id: 'HR-02',
  source: 'clinical E2 [S:003], B1 HR_ADVISORY_ONLY',
  why: 'The ceiling is 80 % of the maximum heart rate unless the plan says otherwise: intense exercise made more people worse than moderate (patient education cites a review of 2020: 22 against 8 %). Where a condition makes that likelier, 15 s are enough, else 30 s.',
  // Where the ceiling is a guess by age under rate-limiting medicine, it is low, and nobody is stopped by a guess (clinical B1).
  instruction: { act: 'stop', from: 'medium', words: 'Stop and rest until your heart is slower.' },
  raiseAbove: (plan) => plan.ceilingBpm,
  clears: (heartRateBpm, plan) => heartRateBpm < plan.ceilingBpm - 5,
  dwellMs: ({ conditions, limits }) => 1000 * (limits?.ceilingDwellS ?? (conditions.some((condition) => sensitive.includes(condition)) ? 15 : 30)),
  exitMs: 30_000,
  priority: ({ plan }) => (plan.advisoryOnly && !plan.ceilingFromPlan ? 'low' : 'medium'),
});
