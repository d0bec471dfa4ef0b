import type { EffortReport, SessionSummary } from '#libs/contracts';
import { fuseIntensity, type IntensityVotes } from '#libs/domain';
import { markNow, sayFused, staleAfterMs, useLiveStore, useTicked } from '#libs/web';
import type { ReactElement } from 'react';

/** How hard the patient works now, of all that is known; without a heart rate it says what it rests on. */
export function EffortNow({ session, effort }: { session: SessionSummary; effort: readonly EffortReport[] }): ReactElement {
  const curves = useLiveStore().curvesOf(session.id);
  const words = useTicked(() => {
    // The session's own time: the clock of this computer may be minutes off, and a vote holds for two.
    const nowMs = curves.nowMs(markNow()) ?? Date.now() - Date.parse(session.startedAt);
    const tick = (curves.heartRateAgeMs(markNow()) ?? Infinity) < staleAfterMs ? curves.newestHeartRate() : null;
    const byRate = tick === null || tick.intensityClass === 'unknown' || session.intensity?.advisoryOnly !== false ? null : { intensityClass: tick.intensityClass, tMs: nowMs };
    return sayFused(fuseIntensity({ ...votesOf(session, effort, nowMs), heartRate: byRate }, nowMs));
  });
  return <p data-testid="effort-now">Effort now: <strong>{words}</strong></p>;
}

/** What was said a moment ago may be ahead of the newest curve. */
function votesOf({ startedAt }: SessionSummary, effort: readonly EffortReport[], nowMs: number): Omit<IntensityVotes, 'heartRate'> {
  const at = ({ reportedAt }: EffortReport): number => Math.min(nowMs, Date.parse(reportedAt) - Date.parse(startedAt));
  const rated = effort.findLast((report) => report.rpe !== null);
  const talked = effort.findLast((report) => report.talkTest !== null);
  return {
    rpe: rated === undefined || rated.rpe === null ? null : { value: rated.rpe, tMs: at(rated) },
    talk: talked === undefined || talked.talkTest === null ? null : { answer: talked.talkTest, tMs: at(talked) },
    quickBreath: null,
  };
}
