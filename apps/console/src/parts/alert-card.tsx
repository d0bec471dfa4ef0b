import type { AlertView } from '#libs/contracts';
import { sayFailure, sayPriority, sayRule, sayTime, sayWorst, useLiveStore } from '#libs/web';
import type { ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { sessionLink } from '../routing.js';
import { AlertIcon } from './alert-icon.js';

const kindWords = { clinical: 'Clinical', technical: 'Technical' } as const;

/** One alert: how bad, of which kind, who, what, since when, and who answered. */
export function AlertCard({ alert, onAnswered }: { alert: AlertView; onAnswered: () => void }): ReactElement {
  const { id, kind, priority, acknowledgement, patientName, sessionId } = alert;
  const worst = sayWorst(alert);
  return (
    <li className={`alert ${kind} ${priority} ${acknowledgement === null ? 'waiting' : 'answered'}`} data-testid="alert" data-alert-id={id} data-priority={priority}>
      <p className="alert-kind">
        <AlertIcon kind={kind} /> {sayPriority(priority)} <span className="kind">{kindWords[kind]}</span>
        <span className="alert-state">{alert.state === 'open' ? 'going on' : 'over'}</span>
      </p>
      <p className="alert-who">
        <a href={sessionLink(sessionId)}>{patientName}</a>
      </p>
      <p className="alert-what">{sayRule(alert)}</p>
      <p className="alert-facts">
        since {sayTime(alert.raisedAt)}
        {alert.count > 1 ? `, ${alert.count} times` : ''}
        {worst === null ? '' : `, ${worst}`}
        {alert.retrospective ? ', found afterwards' : ''}
      </p>
      {acknowledgement === null ? <Acknowledge alert={alert} onAnswered={onAnswered} /> : <p className="alert-answer">Acknowledged by {acknowledgement.practitionerName} at {sayTime(acknowledgement.at)}</p>}
    </li>
  );
}

function Acknowledge({ alert, onAnswered }: { alert: AlertView; onAnswered: () => void }): ReactElement {
  const { queries } = useConsole();
  const store = useLiveStore();
  const acknowledge = queries.useMutation('post', '/api/alerts/{alertId}/acknowledgement', {
    onSuccess: (acknowledged) => {
      onAnswered();
      store.dispatch({ type: 'alert-acknowledged', alert: acknowledged });
    },
  });
  return (
    <>
      <button type="button" className="primary" data-testid="acknowledge" disabled={acknowledge.isPending} aria-label={`Acknowledge: ${alert.patientName}, ${sayRule(alert)}`}
        onClick={() => acknowledge.mutate({ params: { path: { alertId: alert.id } }, body: { note: '' } })}>
        {acknowledge.isPending ? 'Acknowledging…' : 'Acknowledge'}
      </button>
      {acknowledge.isError ? <p role="alert" className="failure">Not acknowledged: {sayFailure(acknowledge.error)}. Please try again.</p> : null}
    </>
  );
}
