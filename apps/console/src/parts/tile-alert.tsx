import { alertsOfSession, mustCall, sayPriority, sayRule, useFacts, worstOpen } from '#libs/web';
import { useMemo, type ReactElement } from 'react';
import { AlertIcon } from './alert-icon.js';

/** The worst that goes on with this patient, in one line. Its place is kept when there is none: the wall does not move when an alert comes. */
export function TileAlert({ sessionId }: { sessionId: string }): ReactElement {
  const alerts = useFacts((state) => state.alerts);
  const ofSession = useMemo(() => alertsOfSession(alerts, sessionId), [alerts, sessionId]);
  const { worst, others } = useMemo(() => worstOpen(ofSession), [ofSession]);
  if (worst === null) return <p className="tile-alert" />;
  return (
    <p className={`tile-alert ${worst.kind} ${worst.priority}`}>
      <AlertIcon kind={worst.kind} />
      <strong>{sayPriority(worst.priority)}</strong>
      <span className="tile-alert-what">{sayRule(worst)}</span>
      {ofSession.some(({ instruction }) => mustCall(instruction)) ? <strong className="tile-alert-unconfirmed">STOP not confirmed</strong> : null}
      {worst.acknowledgement === null ? null : <span className="tile-alert-seen"><span aria-hidden="true">✓</span> seen</span>}
      {others > 0 ? <span>+{others}</span> : null}
    </p>
  );
}
