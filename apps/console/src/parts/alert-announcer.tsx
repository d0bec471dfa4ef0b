import { mustCall, nothingSaid, sayInstruction, sayMore, sayPriority, sayRule, useFacts } from '#libs/web';
import { useEffect, useMemo, useState, type ReactElement } from 'react';

/** Says each alert to those who do not see the list, without interrupting. */
export function AlertAnnouncer(): ReactElement {
  const alerts = useFacts((state) => state.alerts);
  const [said, setSaid] = useState(nothingSaid);
  const more = useMemo(() => sayMore(said, alerts), [said, alerts]);
  useEffect(() => setSaid(more), [more]);
  return (
    <div className="visually-hidden" role="log" aria-live="polite" aria-label="New alerts">
      {more.lines.map(({ key, alert }) => (
        <p key={key}>{`${sayPriority(alert.priority)} ${alert.kind} alert, ${alert.patientName}: ${sayRule(alert)}${mustCall(alert.instruction) ? `. ${sayInstruction(alert.instruction)}` : ''}`}</p>
      ))}
    </div>
  );
}
