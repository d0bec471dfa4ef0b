import type { HeartRateTick, LiveHint, PatientCue } from '#libs/contracts';
import { toCurves } from '#libs/domain';
import type { Analysed } from './session-analyst.js';

/** As long as nothing else is said (clinical D5 [P]). */
const cueHoldsMs = 10_000;

/** What is told of one session after its commit: facts as numbers to look up, curves as they are, that of the movement with `curveHz` values a second (null: none). */
export function hintsOf(analysed: Analysed, facts: { changed: number[]; withdrawn: number[] }, { nowMs, curveHz }: { nowMs: number; curveHz: number | null }): LiveHint[] {
  const { sessionId, patientId } = analysed.session;
  const hints: LiveHint[] = [];
  if (facts.changed.length > 0 || facts.withdrawn.length > 0) {
    hints.push({ hint: 'repetitions-changed', sessionId, patientId, numbers: facts.changed, withdrawn: facts.withdrawn });
  }
  const ageMs = analysed.newestReceivedAtMs === null ? 0 : Math.max(0, nowMs - analysed.newestReceivedAtMs);
  for (const curve of curveHz === null ? [] : toCurves(analysed.telemetry.angles, curveHz)) {
    hints.push({ hint: 'motion-sampled', patientId, curve: { sessionId, ...curve, ageMs } });
  }
  const ticks = analysed.telemetry.heartRate.map(toTick);
  if (ticks.length > 0) hints.push({ hint: 'heart-rate-measured', patientId, curve: { sessionId, ticks, ageMs } });
  if (analysed.sessionState !== analysed.session.state && analysed.session.state === 'running') {
    hints.push({ hint: 'session-changed', sessionId, patientId, change: 'ended' });
  }
  const cue = cueOf(analysed, nowMs);
  if (cue !== null) hints.push({ hint: 'cue-given', deviceIds: [...new Set(analysed.session.streams.map(({ deviceId }) => deviceId))], cue });
  if (analysed.worn !== null) hints.push({ hint: 'session-changed', sessionId, patientId, change: 'worn' });
  return hints;
}

/** The newest, if it is of now: what came late, or was only analysed again, is nothing to tell a patient any more. */
function cueOf({ session, repetitions, sessionState }: Analysed, nowMs: number): PatientCue | null {
  const cue = repetitions.at(-1)?.repetition.standing.cue ?? null;
  if (cue === null || sessionState !== 'running' || nowMs - session.startedAtMs - cue.tMs > cueHoldsMs) return null;
  return { sessionId: session.sessionId, code: cue.code, words: cue.text, tMs: cue.tMs };
}

function toTick(tick: Analysed['telemetry']['heartRate'][number]): HeartRateTick {
  const { tMs, smoothedBpm, percentMax, intensityClass, zone, contact } = tick;
  return { tMs, smoothedBpm, percentMax, intensityClass, zone, contact };
}
