import type { AlertOfRecord } from '#libs/contracts';
import { sayFailure } from '#libs/web';
import type { ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { AlertHistory } from './alert-history.js';

const shownOpen = 1;

/** A digest, day by day: what rang, and what was only noted (clinical E1, E3). */
export function AlertDays({ patientId }: { patientId: string }): ReactElement {
  const { queries } = useConsole();
  // Not what was so ten seconds ago: an alert of meanwhile would be said not to have been.
  const recorded = queries.useQuery('get', '/api/patients/{patientId}/alerts', { params: { path: { patientId } } }, { staleTime: 0 });
  const days = byDay(recorded.data ?? []);
  return (
    <section aria-label="Alerts and notes" data-testid="alert-days">
      <h2>Alerts and notes</h2>
      {recorded.isSuccess && days.size === 0 ? <p className="empty">Nothing rang, and nothing was noted.</p> : null}
      {[...days].map(([day, alerts], i) => (
        <details key={day} open={i < shownOpen}>
          <summary>{day}: {sayCounts(alerts)}</summary>
          <AlertHistory alerts={alerts} />
        </details>
      ))}
      {recorded.isError ? <p role="alert" className="failure">Not shown: {sayFailure(recorded.error)}</p> : null}
    </section>
  );
}

/** In their order. */
function byDay(alerts: readonly AlertOfRecord[]): Map<string, AlertOfRecord[]> {
  const days = new Map<string, AlertOfRecord[]>();
  for (const alert of alerts) {
    const day = new Date(alert.raisedAt).toLocaleDateString();
    days.set(day, [...(days.get(day) ?? []), alert]);
  }
  return days;
}

function sayCounts(alerts: readonly AlertOfRecord[]): string {
  const notes = alerts.filter(({ priority }) => priority === 'info').length;
  const rest = alerts.length - notes;
  return [rest === 0 ? null : `${rest} ${rest === 1 ? 'alert' : 'alerts'}`, notes === 0 ? null : `${notes} ${notes === 1 ? 'note' : 'notes'}`].filter((each) => each !== null).join(', ');
}
