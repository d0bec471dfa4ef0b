import type { AlertOutcome, AlertView } from '#libs/contracts';
import { needsOutcome, snoozeBounds } from '#libs/domain';
import { isSnoozed, sayFailure, sayOutcome, sayRule, useLiveStore } from '#libs/web';
import { useState, type ReactElement } from 'react';
import { useConsole } from '../console-context.js';

const outcomes: readonly AlertOutcome[] = ['spoke-to-patient', 'patient-stopped', 'emergency-called', 'false-alarm'];

/** "I have seen it": one click, or for what is grave one more that says how it ended. And "not now", where that may be said. */
export function AlertAnswer({ alert, onAnswered }: { alert: AlertView; onAnswered: () => void }): ReactElement {
  const [isAsking, ask] = useState(false);
  const { acknowledge, snooze } = useAnswers(alert, onAnswered);
  const failure = acknowledge.error ?? snooze.error;
  const isPending = acknowledge.isPending || snooze.isPending;
  const what = `${alert.patientName}, ${sayRule(alert)}`;
  const params = { path: { alertId: alert.id } };
  const say = (outcome: AlertOutcome | null): void => acknowledge.mutate({ params, body: { note: '', outcome } });
  const minutes = alert.state === 'open' && !isSnoozed(alert) && !alert.retrospective && alert.priority !== 'high' ? snoozeBounds[alert.priority === 'medium' ? 'medium' : 'low'].minutes : null;
  return (
    <>
      {isAsking ? (
        <fieldset className="outcomes" data-testid="outcomes">
          <legend>What happened?</legend>
          {outcomes.map((outcome) => (
            <button key={outcome} type="button" data-testid={`outcome-${outcome}`} disabled={isPending} aria-label={`${sayOutcome(outcome)}: ${what}`} onClick={() => say(outcome)}>
              {sayOutcome(outcome)}
            </button>
          ))}
        </fieldset>
      ) : (
        <div className="answers">
          <button type="button" className="primary" data-testid="acknowledge" disabled={isPending} aria-label={`Acknowledge: ${what}`} onClick={() => (needsOutcome(alert) ? ask(true) : say(null))}>
            {acknowledge.isPending ? 'Acknowledging…' : 'Acknowledge'}
          </button>
          {minutes === null ? null : (
            <button type="button" data-testid="snooze" disabled={isPending} aria-label={`Snooze for ${minutes} minutes: ${what}`} onClick={() => snooze.mutate({ params, body: { minutes, note: '' } })}>
              Snooze {minutes} min
            </button>
          )}
        </div>
      )}
      {failure === null ? null : <p role="alert" className="failure">Not done: {sayFailure(failure)}</p>}
    </>
  );
}

function useAnswers(alert: AlertView, onAnswered: () => void) {
  const { queries } = useConsole();
  const store = useLiveStore();
  const answered = (fact: AlertView): void => {
    if (fact.id === alert.id && !fact.sounding && fact.acknowledgement !== null) onAnswered();
    store.dispatch({ type: 'alert-answered', alert: fact });
  };
  return {
    acknowledge: queries.useMutation('post', '/api/alerts/{alertId}/acknowledgement', { onSuccess: answered }),
    snooze: queries.useMutation('post', '/api/alerts/{alertId}/snooze', { onSuccess: answered }),
  };
}
