import { runningSessions, urgentFirst, urgentSessionIds, useFacts } from '#libs/web';
import { useMemo, type ReactElement } from 'react';
import { AlertPanel } from '../parts/alert-panel.js';
import { EndedSessions } from '../parts/ended-sessions.js';
import { PausedPlans, ToPausedPlans } from '../parts/paused-plans.js';
import { PatientList } from '../parts/patient-list.js';
import { Tile } from '../parts/tile.js';
import { useSteadyOrder } from '../steady-order.js';

/** Everybody who exercises now, and what needs an answer. */
export function WallPage(): ReactElement {
  const sessions = useFacts((state) => state.sessions);
  const alerts = useFacts((state) => state.alerts);
  const running = useMemo(() => runningSessions(sessions), [sessions]);
  const urgent = useMemo(() => urgentSessionIds(alerts), [alerts]);
  const { order, holdProps } = useSteadyOrder(urgentFirst(running.map(({ id }) => id), urgent), sessions);
  const tiles = order.flatMap((id) => sessions.get(id)?.fact ?? []);
  return (
    <main className="wall-page">
      <AlertPanel />
      <section className="wall" aria-labelledby="wall-heading">
        <div className="wall-head">
          <h1 id="wall-heading">
            Exercising now <span className="count">{running.length}</span>
          </h1>
          <ToPausedPlans />
        </div>
        {tiles.length === 0 ? <p className="empty">Nobody is exercising at this moment. A session appears here by itself when it begins.</p> : null}
        <ul className="tiles" {...holdProps}>
          {tiles.map((session) => (
            <Tile key={session.id} session={session} isUrgent={urgent.has(session.id)} />
          ))}
        </ul>
        <PausedPlans />
        <PatientList />
        <EndedSessions />
      </section>
    </main>
  );
}
