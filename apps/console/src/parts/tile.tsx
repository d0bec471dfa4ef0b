import type { SessionSummary } from '#libs/contracts';
import { alertsOfSession, sayPriority, sayRule, TimeChart, useFacts, useLiveStore } from '#libs/web';
import { useMemo, type ReactElement } from 'react';
import { sessionLink } from '../routing.js';
import { angleTrace } from '../traces.js';
import { AlertIcon } from './alert-icon.js';
import { DataAge } from './data-age.js';
import { HeartRate } from './heart-rate.js';
import { RepetitionChips } from './repetition-chips.js';
import { SourceLabel } from './source-label.js';

const stretch = { longestS: 20, shortestS: 20 };
/** Less than this is not movement worth a full-height trace, deg. */
const leastSpanDeg = 40;

/** One patient who exercises now. */
export function Tile({ session, isUrgent }: { session: SessionSummary; isUrgent: boolean }): ReactElement {
  const store = useLiveStore();
  const curves = store.curvesOf(session.id);
  const source = useMemo(() => angleTrace(curves, stretch), [curves]);
  return (
    <li className={isUrgent ? 'tile urgent' : 'tile'} data-testid="tile" data-session-id={session.id}>
      <div className="tile-head">
        <h2>
          <a href={sessionLink(session.id)}>{session.patientName}</a>
        </h2>
        {session.state === 'running' ? <DataAge curves={curves} /> : <span className="age stale">session over</span>}
      </div>
      <p className="tile-sub">
        {session.exerciseName}
        {session.purpose === 'calibration' ? ' (calibration)' : ''} <SourceLabel session={session} />
      </p>
      <TileAlert sessionId={session.id} />
      <div className="tile-live">
        <TimeChart source={source} label={`Angle of ${session.patientName}, last ${stretch.longestS} seconds`} unit="°" heightPx={72} hasAxes={false} leastSpan={leastSpanDeg} limit={null} />
        <HeartRate curves={curves} hasPlan={session.intensity !== null} />
      </div>
      <RepetitionChips sessionId={session.id} />
    </li>
  );
}

/** The worst that is open for this patient, in one line. */
function TileAlert({ sessionId }: { sessionId: string }): ReactElement | null {
  const alerts = useFacts((state) => state.alerts);
  const open = useMemo(() => alertsOfSession(alerts, sessionId).filter(({ state }) => state === 'open'), [alerts, sessionId]);
  const worst = open.find(({ priority }) => priority === 'high') ?? open.find(({ priority }) => priority === 'medium') ?? open.at(0);
  if (worst === undefined) return null;
  return (
    <p className={`tile-alert ${worst.kind} ${worst.priority}`}>
      <AlertIcon kind={worst.kind} /> <strong>{sayPriority(worst.priority)}</strong> {sayRule(worst)}
      {open.length > 1 ? ` (+${open.length - 1})` : ''}
    </p>
  );
}
