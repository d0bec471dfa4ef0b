import { newestAlert, sayPriority, sayRule, useFacts } from '#libs/web';
import { useMemo, type ReactElement } from 'react';

/** Says each new alert to those who do not see the list, without interrupting. */
export function AlertAnnouncer(): ReactElement {
  const alerts = useFacts((state) => state.alerts);
  const newest = useMemo(() => newestAlert(alerts), [alerts]);
  return (
    <p className="visually-hidden" aria-live="polite">
      {newest === null ? '' : `${sayPriority(newest.priority)} ${newest.kind} alert, ${newest.patientName}: ${sayRule(newest)}`}
    </p>
  );
}
