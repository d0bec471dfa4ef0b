import { heartRateLimit } from './heart-rate-limit.js';

/** Over the hard limit (85 % of the estimated HRmax [V:afp], or the plan's) for 10 s: stop now. */
export const hr03 = heartRateLimit({
  id: 'HR-03',
  source: 'clinical E2 [V:afp], B1 HR_ADVISORY_ONLY',
  why: 'The hard limit is 85 % of the maximum heart rate, at which exercise tests are to be ended (American Family Physician 2017), unless the plan says otherwise.',
  instruction: { act: 'stop', from: 'medium', words: 'Stop now and sit down until your heart is calm. Your therapist is being told.' },
  raiseAbove: (plan) => plan.hardLimitBpm,
  clears: (heartRateBpm, plan) => heartRateBpm < plan.hardLimitBpm - 5,
  dwellMs: () => 10_000,
  exitMs: 30_000,
  priority: ({ plan }) => (plan.advisoryOnly && !plan.hardLimitFromPlan ? 'low' : 'high'),
});
