import type { AlertView } from '#libs/contracts';
import { sayFailure, sayRule } from '#libs/web';
import type { ReactElement } from 'react';
import { useConsole } from '../console-context.js';

const verdicts = [['useful', 'Useful'], ['not-useful', 'Not useful'], ['false', 'False']] as const;

/** Was it of use? One click, on what is over and rang. */
export function AlertVerdict({ alert }: { alert: AlertView }): ReactElement | null {
  const { queries } = useConsole();
  const judge = queries.useMutation('post', '/api/alerts/{alertId}/verdict');
  if (alert.state === 'open' || alert.retrospective || (alert.priority !== 'high' && alert.priority !== 'medium')) return null;
  const said = judge.isSuccess ? judge.variables.body.verdict : null;
  return (
    <p className="answers" role="group" aria-label={`Was it of use? ${alert.patientName}, ${sayRule(alert)}`}>
      <span aria-hidden="true">Was it of use?</span>
      {verdicts.map(([verdict, words]) => (
        <button key={verdict} type="button" data-testid={`verdict-${verdict}`} aria-pressed={said === verdict} disabled={judge.isPending} onClick={() => judge.mutate({ params: { path: { alertId: alert.id } }, body: { verdict } })}>
          {words}
        </button>
      ))}
      {judge.isError ? <span role="alert" className="failure">Not kept: {sayFailure(judge.error)}</span> : null}
    </p>
  );
}
