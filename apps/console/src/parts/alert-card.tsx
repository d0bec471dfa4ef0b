import type { AlertView } from '#libs/contracts';
import { isWaiting, mustCall, sayEscalation, sayInstruction, sayOutcome, sayPriority, sayRule, sayState, sayTime, sayWorst } from '#libs/web';
import type { ReactElement } from 'react';
import { patientLink, sessionLink } from '../routing.js';
import { AlertAnswer } from './alert-answer.js';
import { AlertComments, AlertTeamwork } from './alert-teamwork.js';
import { AlertVerdict } from './alert-verdict.js';
import { AlertWhy } from './alert-why.js';
import { AlertIcon } from './alert-icon.js';

const kindWords = { clinical: 'Clinical', technical: 'Technical' } as const;

/** One alert: how bad, of which kind, who, what, since when, whom it was taken to, and who answered. */
export function AlertCard({ alert, onAnswered }: { alert: AlertView; onAnswered: () => void }): ReactElement {
  const { id, kind, priority, acknowledgement, patientName, patientId, sessionId } = alert;
  const worst = sayWorst(alert);
  const escalation = sayEscalation(alert);
  const instruction = sayInstruction(alert.instruction);
  const waits = isWaiting(alert);
  return (
    <li className={`alert ${kind} ${priority} ${waits ? 'waiting' : 'answered'}`} data-testid="alert" data-alert-id={id} data-priority={priority}>
      <p className="alert-kind">
        <AlertIcon kind={kind} /> {sayPriority(priority)} <span className="kind">{kindWords[kind]}</span>
        <span className="alert-state">{sayState(alert)}</span>
      </p>
      <p className="alert-who">
        <a href={sessionId === null ? patientLink(patientId) : sessionLink(sessionId)}>{patientName}</a>
      </p>
      <p className="alert-what">{sayRule(alert)}</p>
      <p className="alert-facts">
        since {sayTime(alert.raisedAt)}
        {alert.count > 1 ? `, ${alert.count} times` : ''}
        {worst === null ? '' : `, ${worst}`}
        {alert.retrospective ? ', found afterwards' : ''}
      </p>
      {instruction === null ? null : <p className={mustCall(alert.instruction) ? 'alert-unconfirmed' : 'alert-facts'} data-testid="instruction">{instruction}</p>}
      {escalation === null ? null : <p className="alert-facts" data-testid="escalation">{escalation}</p>}
      {acknowledgement === null ? null : (
        <p className="alert-answer">
          Acknowledged by {acknowledgement.practitionerName} at {sayTime(acknowledgement.at)}
          {acknowledgement.outcome === null ? '' : `: ${sayOutcome(acknowledgement.outcome).toLowerCase()}`}
          {waits ? '; it sounds again' : ''}
        </p>
      )}
      <AlertComments alert={alert} />
      {waits ? <AlertAnswer alert={alert} onAnswered={onAnswered} /> : <AlertVerdict alert={alert} />}
      <div className="alert-more">
        <AlertWhy alert={alert} />
        <AlertTeamwork alert={alert} />
      </div>
    </li>
  );
}
