import type { Result } from '../session/result.js';

/** Breaths per minute, with how far they may be believed: 0 to 1. */
export interface RespirationEstimate {
  breathsPerMin: number;
  quality: number;
}

/** Two estimates closer than this are one [P]. */
const agreePerMin = 2;

/** Of chest movement and of the heart's own rhythm: the mean where they agree, else the better one, and said (clinical B11). */
export function fuseRespiration(byMotion: Result<RespirationEstimate>, byBeats: Result<RespirationEstimate>): Result<RespirationEstimate> {
  if (!byMotion.ok && !byBeats.ok) return { ok: false, reason: 'LOW_QUALITY', detail: `movement: ${byMotion.detail}; beats: ${byBeats.detail}` };
  if (!byMotion.ok) return byBeats;
  if (!byBeats.ok) return byMotion;
  const [better, other] = byMotion.value.quality >= byBeats.value.quality ? [byMotion.value, byBeats.value] : [byBeats.value, byMotion.value];
  if (Math.abs(better.breathsPerMin - other.breathsPerMin) > agreePerMin) return { ok: true, value: better, flags: ['RESP_DISAGREE'] };
  return { ok: true, value: { breathsPerMin: (better.breathsPerMin + other.breathsPerMin) / 2, quality: better.quality }, flags: [] };
}
