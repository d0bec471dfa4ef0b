import type { SessionSummary } from '#libs/contracts';
import { noMarks, sayStale, TimeChart, useLiveStore } from '#libs/web';
import { useMemo, type ReactElement } from 'react';
import { sessionLink } from '../routing.js';
import { angleTrace } from '../traces.js';
import { DataAge } from './data-age.js';
import { HeartRate } from './heart-rate.js';
import { RepetitionChips } from './repetition-chips.js';
import { RepetitionProgress } from './repetition-progress.js';
import { SourceLabel } from './source-label.js';
import { TileAlert } from './tile-alert.js';

const stretch = { longestS: 20, shortestS: 20 };
/** Less than this is not movement worth a full-height trace, deg. */
const leastSpanDeg = 40;
const traceHeightPx = 64;

/** One patient who exercises now. */
export function Tile({ session, isUrgent }: { session: SessionSummary; isUrgent: boolean }): ReactElement {
  const store = useLiveStore();
  const curves = store.curvesOf(session.id);
  const source = useMemo(() => angleTrace(curves, stretch), [curves]);
  const stale = sayStale(session.referenceStanding);
  return (
    <li className={`tile${isUrgent ? ' urgent' : ''}${stale === null ? '' : ' reference-stale'}`} data-testid="tile" data-session-id={session.id}>
      <h2>
        <a href={sessionLink(session.id)}>{session.patientName}</a>
      </h2>
      <p className="tile-sub">
        {session.exerciseName}
        {sayPurpose(session)}
        {session.state === 'running' ? <DataAge curves={curves} /> : <span className="age stale">session over</span>}
      </p>
      <SourceLabel session={session} />
      {stale === null ? null : <p className="tile-stale" data-testid="stale">{stale}</p>}
      <TileAlert sessionId={session.id} />
      <div className="tile-live">
        <TimeChart source={source} label={`Angle of ${session.patientName}, last ${stretch.longestS} seconds`} unit="°" heightPx={traceHeightPx} hasAxes={false} leastSpan={leastSpanDeg} marks={noMarks} />
        <HeartRate curves={curves} plan={session.intensity} />
      </div>
      <RepetitionProgress curves={curves} />
      <RepetitionChips sessionId={session.id} />
    </li>
  );
}

function sayPurpose({ purpose, worn }: SessionSummary): string {
  if (purpose === 'exercise') return '';
  if (purpose === 'calibration') return ' (calibration)';
  const guided = worn?.guided ?? null;
  return guided === null ? ' (sensors: calibrating)' : ` (sensors: ${guided.passed ? 'calibrated' : `step ${guided.step + 1} of ${guided.steps.length}`})`;
}
