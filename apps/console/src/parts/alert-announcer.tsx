import { alertsToAnswer, sayPriority, sayRule, useFacts } from '#libs/web';
import { useMemo, type ReactElement } from 'react';

/** Says each new alert to those who do not see the list, without interrupting. */
export function AlertAnnouncer(): ReactElement {
  const alerts = useFacts((state) => state.alerts);
  const newest = useMemo(() => alertsToAnswer(alerts).sort((a, b) => b.raisedAt.localeCompare(a.raisedAt)).at(0), [alerts]);
  return (
    <p className="visually-hidden" aria-live="polite">
      {newest === undefined ? '' : `${sayPriority(newest.priority)} ${newest.kind} alert, ${newest.patientName}: ${sayRule(newest)}`}
    </p>
  );
}
