import { heartRateLimit } from './heart-rate-limit.js';

/** Over the training zone (65-75 % HRmax [S:003]) by more than 3 bpm for 60 s; medium after 180 s, unless the zone is a guess. */
export const hr01 = heartRateLimit({
  id: 'HR-01',
  source: 'clinical E2 [S:003], B1 HR_ADVISORY_ONLY',
  why: 'The zone is 65 to 75 % of the maximum heart rate unless the plan says otherwise: hard enough to train, and one can still talk. 3 bpm and a minute are left for what a strap and a heart do by themselves.',
  raiseAbove: (plan) => plan.zoneHighBpm + 3,
  clears: (heartRateBpm, plan) => heartRateBpm <= plan.zoneHighBpm,
  dwellMs: () => 60_000,
  exitMs: 20_000,
  // A zone that may be 36 bpm off (clinical B1) is no reason to ring: ceiling and hard limit do not ring by it either.
  priority: ({ plan, heldMs }) => (heldMs >= 180_000 && !plan.advisoryOnly ? 'medium' : 'low'),
});
