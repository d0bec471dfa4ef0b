import type { AlertView } from '#libs/contracts';
import { alertsAnswered, alertsForLater, alertsToAnswer, useFacts } from '#libs/web';
import { useMemo, useRef, type ReactElement } from 'react';
import { useSteadyOrder } from '../steady-order.js';
import { AlertCard } from './alert-card.js';

const shownAnswered = 10;

/** What waits for an answer, then what can wait, folded, then what was answered. */
export function AlertPanel(): ReactElement {
  const alerts = useFacts((state) => state.alerts);
  const waiting = useMemo(() => alertsToAnswer(alerts), [alerts]);
  const heading = useRef<HTMLHeadingElement>(null);
  const { order, holdProps } = useSteadyOrder(waiting.map(({ id }) => id), alerts);
  const answered = useMemo(() => alertsAnswered(alerts), [alerts]).filter(({ id }) => !order.includes(id)).slice(0, shownAnswered);
  const later = useMemo(() => alertsForLater(alerts), [alerts]).filter(({ id }) => !order.includes(id));
  // Before the first answer nobody knows that there is nothing.
  const isAsked = useFacts((state) => state.inbox.after !== null);
  const high = waiting.filter(({ priority, retrospective }) => priority === 'high' && !retrospective).length;
  return (
    <section className="alerts" aria-labelledby="alerts-heading">
      <h2 id="alerts-heading" ref={heading} tabIndex={-1}>
        Alerts <span className={high > 0 ? 'count high' : 'count'}>{isAsked ? sayCount(waiting.length, high) : '…'}</span>
      </h2>
      {waiting.length === 0 ? <p className="empty">{isAsked ? 'Nothing waits for an answer.' : 'Asking what waits for an answer…'}</p> : null}
      <ul {...holdProps}>{order.flatMap((id) => cardOf(alerts.get(id)?.fact, () => heading.current?.focus({ preventScroll: true })))}</ul>
      {later.length === 0 ? null : (
        <details data-testid="later">
          <summary>{later.length === 1 ? 'One low alert is over' : `${later.length} low alerts are over`}</summary>
          <ul>{later.flatMap((alert) => cardOf(alert, () => undefined))}</ul>
        </details>
      )}
      {answered.length === 0 ? null : <h3>Acknowledged</h3>}
      <ul>{answered.flatMap((alert) => cardOf(alert, () => undefined))}</ul>
    </section>
  );
}

/** `onAnswered`: the button that had the focus is gone, the focus must not be. */
function cardOf(alert: AlertView | undefined, onAnswered: () => void): ReactElement[] {
  return alert === undefined ? [] : [<AlertCard key={alert.id} alert={alert} onAnswered={onAnswered} />];
}

function sayCount(waiting: number, high: number): string {
  return high === 0 ? String(waiting) : `${waiting}, ${high} HIGH`;
}
