import { sayTime, useFacts } from '#libs/web';
import { useMemo, type ReactElement } from 'react';
import { sessionLink } from '../routing.js';

const shownSessions = 8;

/** The latest sessions that are over, to look at what happened in them. */
export function EndedSessions(): ReactElement | null {
  const sessions = useFacts((state) => state.sessions);
  const ended = useMemo(() => {
    const over = [...sessions.values()].map(({ fact }) => fact).filter(({ state }) => state !== 'running');
    return over.sort((a, b) => (b.endedAt ?? '').localeCompare(a.endedAt ?? '')).slice(0, shownSessions);
  }, [sessions]);
  if (ended.length === 0) return null;
  return (
    <div className="ended">
      <h2>Ended</h2>
      <ul>
        {ended.map(({ id, patientName, exerciseName, endedAt }) => (
          <li key={id}>
            <a href={sessionLink(id)}>{patientName}</a> {exerciseName}
            {endedAt === null ? '' : `, ${sayTime(endedAt)}`}
          </li>
        ))}
      </ul>
    </div>
  );
}
