import type { AlertOfRecord } from '#libs/contracts';
import { outlastsSession } from '#libs/domain';
import { sayFate, sayPriority, sayRule, sayState, sayTime, sayWorst } from '#libs/web';
import type { ReactElement } from 'react';
import { AlertComments } from './alert-teamwork.js';
import { AlertVerdict } from './alert-verdict.js';
import { AlertWhy } from './alert-why.js';

/** What the record has, newest first: also notes, what was found afterwards and what was held back, of which nobody was told. */
export function AlertHistory({ alerts }: { alerts: readonly AlertOfRecord[] }): ReactElement {
  return (
    <ul className="alert-history" data-testid="alert-history">
      {alerts.map((alert) => (
        <li key={alert.id} data-testid="alert-of-record" data-rule={alert.ruleId}>
          <p>
            <span className="muted">{sayTime(alert.raisedAt)}</span> <strong className={`${alert.kind} ${alert.priority}`}>{sayPriority(alert.priority)}</strong> {sayRule(alert)}
          </p>
          <p className="muted">{sayFacts(alert)}</p>
          <AlertComments alert={alert} />
          <AlertWhy alert={alert} />
          <AlertVerdict alert={alert} />
        </li>
      ))}
    </ul>
  );
}

function sayFacts(alert: AlertOfRecord): string {
  return [alert.count > 1 ? `${alert.count} times` : null, sayWorst(alert), alert.state === 'open' && !outlastsSession(alert.ruleId) ? sayState(alert) : null, sayFate(alert)].filter((each) => each !== null).join('; ');
}
