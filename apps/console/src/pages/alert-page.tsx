import { sayFailure, useFacts } from '#libs/web';
import type { ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { AlertCard } from '../parts/alert-card.js';
import { patientLink, sessionLink } from '../routing.js';

/** One alert, to be answered: where the link leads that the clinic's contact is sent. Live facts come first. */
export function AlertPage({ alertId }: { alertId: string }): ReactElement {
  const { queries } = useConsole();
  const stored = queries.useQuery('get', '/api/alerts/{alertId}', { params: { path: { alertId } } });
  const alert = useFacts((state) => state.alerts.get(alertId)?.fact) ?? stored.data;
  return (
    <main className="session-page">
      <p><a href="#/">← All patients</a></p>
      <h1>Alert</h1>
      {alert === undefined && stored.isPending ? <p role="status">Loading…</p> : null}
      {alert === undefined && stored.isError ? <p role="alert" className="failure">This alert cannot be shown: {sayFailure(stored.error)}. Only those who care for the patient can open it.</p> : null}
      {alert === undefined ? null : (
        <section className="session-alerts" aria-label="The alert">
          <ul><AlertCard alert={alert} onAnswered={() => undefined} /></ul>
          <p><a href={alert.sessionId === null ? patientLink(alert.patientId) : sessionLink(alert.sessionId)}>{alert.sessionId === null ? 'Go to the patient' : 'Go to the session'}</a></p>
        </section>
      )}
    </main>
  );
}
