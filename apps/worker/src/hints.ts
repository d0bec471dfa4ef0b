import type { HeartRateTick, LiveHint } from '#libs/contracts';
import { toCurves } from '#libs/domain';
import type { Analysed } from './session-analyst.js';

/** What is told of one session after its commit: facts as numbers to look up, curves as they are. */
export function hintsOf(analysed: Analysed, facts: { changed: number[]; withdrawn: number[] }, nowMs: number): LiveHint[] {
  const { sessionId, patientId } = analysed.session;
  const hints: LiveHint[] = [];
  if (facts.changed.length > 0 || facts.withdrawn.length > 0) {
    hints.push({ hint: 'repetitions-changed', sessionId, patientId, numbers: facts.changed, withdrawn: facts.withdrawn });
  }
  const ageMs = analysed.newestReceivedAtMs === null ? 0 : Math.max(0, nowMs - analysed.newestReceivedAtMs);
  for (const curve of toCurves(analysed.telemetry.angles)) {
    hints.push({ hint: 'motion-sampled', patientId, curve: { sessionId, ...curve, ageMs } });
  }
  const ticks = analysed.telemetry.heartRate.map(toTick);
  if (ticks.length > 0) hints.push({ hint: 'heart-rate-measured', patientId, curve: { sessionId, ticks, ageMs } });
  if (analysed.sessionState !== analysed.session.state && analysed.session.state === 'running') {
    hints.push({ hint: 'session-changed', sessionId, patientId, change: 'ended' });
  }
  if (analysed.worn !== null) hints.push({ hint: 'session-changed', sessionId, patientId, change: 'worn' });
  return hints;
}

function toTick(tick: Analysed['telemetry']['heartRate'][number]): HeartRateTick {
  const { tMs, smoothedBpm, percentMax, intensityClass, zone, contact } = tick;
  return { tMs, smoothedBpm, percentMax, intensityClass, zone, contact };
}
