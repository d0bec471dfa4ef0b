import { heartRateLimit } from './heart-rate-limit.js';

/** Over the training zone (65-75 % HRmax [S:003]) by more than 3 bpm for 60 s; medium after 180 s. */
export const hr01 = heartRateLimit({
  id: 'HR-01',
  source: 'clinical E2 [S:003]',
  raiseAbove: (plan) => plan.zoneHighBpm + 3,
  clears: (heartRateBpm, plan) => heartRateBpm <= plan.zoneHighBpm,
  dwellMs: () => 60_000,
  exitMs: 20_000,
  priority: ({ heldMs }) => (heldMs >= 180_000 ? 'medium' : 'low'),
});
