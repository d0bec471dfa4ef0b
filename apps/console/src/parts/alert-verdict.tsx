import type { AlertView } from '#libs/contracts';
import { sayFailure, sayRule, useLiveStore } from '#libs/web';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useConsole } from '../console-context.js';

const verdicts = [['useful', 'Useful'], ['not-useful', 'Not useful'], ['false', 'False']] as const;

/** Was it of use? One click, on what is over and rang; what was said stays marked, and another click corrects it. */
export function AlertVerdict({ alert }: { alert: AlertView }): ReactElement | null {
  const { queries } = useConsole();
  const store = useLiveStore();
  const read = useQueryClient();
  const judge = queries.useMutation('post', '/api/alerts/{alertId}/verdict', {
    onSuccess: (_nothing, { body: { verdict } }) => {
      // What is only of the record is read again; it does not belong among the live alerts.
      if (store.facts().alerts.has(alert.id)) store.dispatch({ type: 'alert-answered', alert: { ...alert, verdict } });
      else void read.invalidateQueries({ queryKey: ['get', '/api/patients/{patientId}/alerts'] });
    },
  });
  if (alert.state === 'open' || alert.retrospective || (alert.priority !== 'high' && alert.priority !== 'medium')) return null;
  return (
    <p className="answers" role="group" aria-label={`Was it of use? ${alert.patientName}, ${sayRule(alert)}`}>
      <span aria-hidden="true">Was it of use?</span>
      {verdicts.map(([verdict, words]) => (
        <button key={verdict} type="button" data-testid={`verdict-${verdict}`} aria-pressed={alert.verdict === verdict} disabled={judge.isPending} onClick={() => judge.mutate({ params: { path: { alertId: alert.id } }, body: { verdict } })}>
          {words}
        </button>
      ))}
      {judge.isError ? <span role="alert" className="failure">Not kept: {sayFailure(judge.error)}</span> : null}
    </p>
  );
}
