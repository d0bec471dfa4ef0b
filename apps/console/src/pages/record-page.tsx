import type { ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { Failure } from '../parts/failure.js';

/** For a patient: who saw or changed their record, newest first. */
export function RecordPage(): ReactElement {
  const { queries, person } = useConsole();
  const trail = queries.useQuery('get', '/api/record/audit', { params: { query: { limit: 100 } } });
  return (
    <main className="page">
      <title>Your record: Tendon</title>
      <h1>{person.displayName}</h1>
      <section className="panel" aria-labelledby="trail-heading">
        <h2 id="trail-heading">Who saw or changed your record</h2>
        <ul data-testid="trail">
          {(trail.data ?? []).map(({ position, at, actorName, actorKind, action }) => <li key={position}>{new Date(at).toLocaleString()}: {actorName ?? actorKind}, {action.replaceAll('-', ' ')}</li>)}
        </ul>
        <Failure of={trail.error} what="Not shown" />
      </section>
    </main>
  );
}
