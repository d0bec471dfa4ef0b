import type { SessionSummary } from '#libs/contracts';
import { isWalk, sayAmount, sayLimits, sayStale, sayTime } from '#libs/web';
import { useEffect, useRef, type ReactElement } from 'react';
import { patientLink } from '../routing.js';
import { SourceLabel } from './source-label.js';

/** Who does what, since when, and against what it is judged. */
export function SessionHead({ session }: { session: SessionSummary }): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null);
  // The link that was followed is gone; who reads by ear or keyboard goes on here.
  useEffect(() => heading.current?.focus(), []);
  const stale = sayStale(session.referenceStanding);
  return (
    <div className="session-head">
      <h1 ref={heading} tabIndex={-1}>
        {session.patientName}, {session.exerciseName}
      </h1>
      <a href={patientLink(session.patientId)}>Patient: before exercise, heart, weeks</a>
      <SourceLabel session={session} />
      <p className="muted">
        {sayWhen(session)} {sayReference(session)} {sayLimits(session.intensity)}
      </p>
      {stale === null ? null : <p role="status" data-testid="stale"><strong>{stale}.</strong> Scores are grey, and form raises no alert; what the plan forbids, and what is dangerous for everybody, still does.</p>}
      {session.state === 'running' ? null : <p role="status">This session is over.</p>}
    </div>
  );
}

function sayWhen({ startedAt, endedAt }: SessionSummary): string {
  return `Started ${sayTime(startedAt)}${endedAt === null ? '' : `, ended ${sayTime(endedAt)}`}.`;
}

function sayReference({ purpose, exerciseId, referenceRepetitions, referenceRangeOfMotionDeg }: SessionSummary): string {
  if (purpose === 'guided-calibration') return 'Shows how the sensors are worn; counts no repetitions.';
  if (referenceRepetitions === null) return `No reference yet: ${isWalk(exerciseId) ? 'walking is measured' : 'repetitions are counted'}, not judged.`;
  if (isWalk(exerciseId)) return `Judged against ${sayAmount(referenceRepetitions, exerciseId)} that was approved.`;
  const range = referenceRangeOfMotionDeg === null ? '' : ` with a range of ${referenceRangeOfMotionDeg.toFixed(0)}°`;
  return `Judged against ${referenceRepetitions === 1 ? 'one approved repetition' : `${referenceRepetitions} approved repetitions`}${range}.`;
}
