import type { Retention } from '#libs/contracts';
import type { FormEvent, ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { Failure } from './failure.js';
import { Field } from './field.js';
import { isStepUp, useProof } from './proof.js';

/** For an admin: how long the clinic keeps what. */
export function RetentionForm(): ReactElement {
  const { queries } = useConsole();
  const terms = queries.useQuery('get', '/api/retention');
  return (
    <section className="panel" aria-labelledby="retention-heading">
      <h2 id="retention-heading">How long what is kept</h2>
      <p className="muted">What is older goes within the hour, and does not come back. Repetitions, scores, alerts and summaries stay with the record. A legal hold keeps everything; a patient&rsquo;s consent to research keeps their raw measurements.</p>
      {terms.data === undefined ? null : <TermsForm terms={terms.data} onSaved={() => void terms.refetch()} />}
      <Failure of={terms.error} what="Not shown" />
    </section>
  );
}

function TermsForm({ terms, onSaved }: { terms: Retention; onSaved: () => void }): ReactElement {
  const { queries } = useConsole();
  const proof = useProof();
  const save = queries.useMutation('put', '/api/retention', { onSuccess: onSaved, onError: (error, variables) => proof.onError(error, () => save.mutate(variables)) });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const raw = String(fields.get('raw')).trim();
    save.mutate({ body: { rawDays: raw === '' ? null : Number(raw), quarantineDays: Number(fields.get('quarantine')), signInDays: Number(fields.get('sign-ins')) } });
  };
  return (
    <>
      <form onSubmit={submit}>
        <Field label="Raw measurements of finished sessions, days" hint="30 to 3650; empty: for as long as the record. Without them a session cannot be scored again." name="raw" type="number" min={30} max={3650} required={false} defaultValue={terms.rawDays ?? ''} data-testid="retention-raw" />
        <Field label="Data that could not be read, days" name="quarantine" type="number" min={1} max={365} defaultValue={terms.quarantineDays} />
        <Field label="Where somebody was signed in, days" name="sign-ins" type="number" min={7} max={730} defaultValue={terms.signInDays} />
        <Failure of={isStepUp(save.error) ? null : save.error} what="Not saved" />
        <p className="acts"><button type="submit" className="primary" disabled={save.isPending} data-testid="retention-submit">Save</button>{save.isSuccess ? <span role="status">Saved</span> : null}</p>
      </form>
      {proof.form}
    </>
  );
}
