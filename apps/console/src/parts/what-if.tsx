import type { WhatIfView } from '#libs/contracts';
import { sayPriority, sayRule, sayTime } from '#libs/web';
import { useEffect, type ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { sessionLink } from '../routing.js';
import { Failure } from './failure.js';

const lookEveryMs = 1000;

type Result = NonNullable<WhatIfView['result']>;
type Rung = Result['gained'][number];

/** What would have been otherwise in the last 30 days; it is waited for where it is worked on. */
export function WhatIf({ whatIfId, onAnswered }: { whatIfId: string; onAnswered?: (state: 'done' | 'failed') => void }): ReactElement {
  const { queries } = useConsole();
  const found = queries.useQuery('get', '/api/what-ifs/{whatIfId}', { params: { path: { whatIfId } } }, { refetchInterval: ({ state }) => (state.data === undefined || state.data.state === 'waiting' ? lookEveryMs : false) });
  const state = found.data?.state;
  useEffect(() => {
    if (state !== undefined && state !== 'waiting') onAnswered?.(state);
    // Once, when it is answered; the callback is another one each time.
  }, [state]);
  if (found.data === undefined || found.data.state === 'waiting') return <p role="status" className="muted">Looking through the last 30 days…<Failure of={found.error} what="No answer" /></p>;
  const { result } = found.data;
  return <div className="what-if" data-testid="what-if" role="status">{result === null ? <p className="failure">It could not be found out. Ask once more.</p> : <Found result={result} />}</div>;
}

function Found({ result }: { result: Result }): ReactElement {
  const { sessions, leftOut, unreadable, alertsBefore, alertsAfter, gained, lost, changed } = result;
  const others = [...(leftOut === 0 ? [] : [`${leftOut} older ones were left out`]), ...(unreadable === 0 ? [] : [`${unreadable} could not be read`])];
  if (sessions === 0) return <p>No session of the last 30 days could be looked through{others.length === 0 ? '' : `; ${others.join(', ')}`}: what it would have told is not known.</p>;
  return (
    <>
      <p>
        In the last 30 days, {sessions === 1 ? 'one session' : `${sessions} sessions`}{others.length === 0 ? '' : ` (${others.join(', ')})`}: <strong>{alertsAfter === 1 ? 'one alert' : `${alertsAfter} alerts`} with it</strong>, {alertsBefore} as it is today.
        {gained.length + lost.length + changed.length === 0 ? ' Nothing would have been otherwise.' : ''}
      </p>
      {gained.length + lost.length + changed.length === 0 ? null : (
        <div className="table-frame" tabIndex={0} role="region" aria-label="What would have been otherwise">
          <table>
            <thead>
              <tr><th scope="col">When</th><th scope="col">Exercise</th><th scope="col">Alert</th><th scope="col">It would</th></tr>
            </thead>
            <tbody>
              {gained.map((rung, i) => <Row key={`g${i}`} rung={rung} change={`come as ${sayPriority(rung.priority)}${lasted(rung)}`} />)}
              {lost.map((rung, i) => <Row key={`l${i}`} rung={rung} change={`no longer come (was ${sayPriority(rung.priority)})`} />)}
              {changed.map(({ before, after }, i) => <Row key={`c${i}`} rung={after} change={difference(before, after)} />)}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function Row({ rung, change }: { rung: Rung; change: string }): ReactElement {
  return (
    <tr>
      <td><a href={sessionLink(rung.sessionId)}>{sayTime(rung.at)}</a></td>
      <td>{rung.exerciseName}</td>
      <td className="words">{sayRule(rung)}</td>
      <td className="words">{change}</td>
    </tr>
  );
}

function difference(before: Rung, after: Rung): string {
  const seconds = Math.round((Date.parse(after.at) - Date.parse(before.at)) / 1000);
  const moved = seconds === 0 ? '' : `${Math.abs(seconds)} s ${seconds < 0 ? 'sooner' : 'later'}`;
  const graded = before.priority === after.priority ? '' : `as ${sayPriority(after.priority)} instead of ${sayPriority(before.priority)}`;
  return `come ${[moved, graded].filter((each) => each !== '').join(', ')}`;
}

function lasted({ lastedS }: Rung): string {
  return lastedS === null ? '' : ` for ${Math.max(1, Math.round(lastedS))} s`;
}
