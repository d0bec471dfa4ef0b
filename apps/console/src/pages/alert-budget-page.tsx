import type { AlertBudget } from '#libs/contracts';
import { sayPriority, sayProposal, sayRule } from '#libs/web';
import type { FormEvent, ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { Failure } from '../parts/failure.js';
import { Field } from '../parts/field.js';

/** How well alerts serve the therapist who is signed in: how many there are, how soon they were answered, how many were of use. */
export function AlertBudgetPage(): ReactElement {
  const { queries } = useConsole();
  const budget = queries.useQuery('get', '/api/alert-budget', {}, { staleTime: 0 });
  return (
    <main className="page">
      <title>How alerts serve: Tendon</title>
      <p><a href="#/">All patients</a></p>
      <h1>How well do alerts serve?</h1>
      {budget.data === undefined ? null : <Budget budget={budget.data} onChanged={() => void budget.refetch()} />}
      {budget.data === undefined ? null : <Rules budget={budget.data} />}
      <Failure of={budget.error} what="Not shown" />
    </main>
  );
}

/** Clinical E1: how soon an alert is to be answered, s. */
const wantedS = { high: 20, medium: 120 } as const;

function Budget({ budget, onChanged }: { budget: AlertBudget; onChanged: () => void }): ReactElement {
  const { days, perPatientDay, budgetPerPatientDay, isOverBudget, medianAnswerS } = budget;
  return (
    <section className="panel" aria-labelledby="budget-heading" data-testid="budget">
      <h2 id="budget-heading">How many</h2>
      {perPatientDay === null ? (
        <p>It is too early to say: your patients have been in your care for less than a day altogether.</p>
      ) : (
        <p className={isOverBudget ? 'failure' : undefined} data-testid="per-patient-day">
          <strong>{sayRate(perPatientDay)} alerts that needed a person</strong>, for each patient and day, over the last {days} days. You want {sayRate(budgetPerPatientDay)} at most: {isOverBudget ? <strong>over your budget</strong> : 'within your budget'}.
        </p>
      )}
      <p data-testid="answered-after">{sayAnswered(medianAnswerS)}</p>
      <BudgetForm budget={budgetPerPatientDay} onChanged={onChanged} />
    </section>
  );
}

function BudgetForm({ budget, onChanged }: { budget: number; onChanged: () => void }): ReactElement {
  const { queries } = useConsole();
  const change = queries.useMutation('put', '/api/alert-budget', { onSuccess: onChanged });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    change.mutate({ body: { perPatientDay: Number(new FormData(event.currentTarget).get('budget')) } });
  };
  return (
    <form className="acts" onSubmit={submit}>
      <Field name="budget" label="At most, for each patient and day" type="number" min={0.01} max={10} step={0.01} defaultValue={budget} data-testid="budget-per-patient-day" />
      <button type="submit" data-testid="budget-save" disabled={change.isPending}>Save</button>
      <Failure of={change.error} what="Not saved" />
    </form>
  );
}

function Rules({ budget: { rules, days } }: { budget: AlertBudget }): ReactElement {
  return (
    <section className="panel" aria-labelledby="rules-heading">
      <h2 id="rules-heading">Of what use</h2>
      <p className="muted">By what you and your colleagues said of them once they were over: with fewer than five verdicts nothing can be said of a rule. Nothing is changed by itself.</p>
      {rules.length === 0 ? <p className="empty">No alert has needed a person in the last {days} days.</p> : (
        <div className="table-frame">
          <table className="plain" data-testid="rules">
            <thead>
              <tr><th scope="col">What</th><th scope="col">Alerts</th><th scope="col">Useful</th><th scope="col">Not useful</th><th scope="col">False</th><th scope="col">Not said</th><th scope="col">Useful of those judged</th><th scope="col">What you might do</th></tr>
            </thead>
            <tbody>
              {rules.map((rule) => (
                <tr key={rule.ruleId}>
                  <th scope="row">{sayRule({ ...rule, subject: '' })}</th>
                  <td>{rule.alerts}</td><td>{rule.useful}</td><td>{rule.notUseful}</td><td>{rule.false}</td><td>{rule.alerts - rule.useful - rule.notUseful - rule.false}</td>
                  <td>{rule.precision === null ? 'too few verdicts' : `${Math.round(rule.precision * 100)} %`}</td>
                  <td>{rule.proposal === null ? '' : sayProposal(rule.proposal)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function sayRate(perPatientDay: number): string {
  return perPatientDay.toFixed(perPatientDay < 10 ? 2 : 0);
}

function sayAnswered(medianAnswerS: AlertBudget['medianAnswerS']): string {
  const said = (['high', 'medium'] as const).flatMap((priority) => {
    const medianS = medianAnswerS[priority];
    return medianS === null ? [] : [`${sayPriority(priority)} ${Math.round(medianS)} s (${wantedS[priority]} s wanted)`];
  });
  return said.length === 0 ? 'None has been answered yet.' : `Half of them were answered within: ${said.join(', ')}.`;
}
