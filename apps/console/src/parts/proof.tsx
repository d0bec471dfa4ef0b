import { useState, type FormEvent, type ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { Failure } from './failure.js';
import { Field } from './field.js';

export interface Proof {
  /** Give it every error: where the server asks again who it is, it asks, and then does it once more. */
  onError(error: unknown, again: () => void): void;
  form: ReactElement | null;
}

/** "Show again who you are", where what is wanted needs it. */
export function useProof(): Proof {
  const [again, setAgain] = useState<(() => void) | null>(null);
  const done = (): void => {
    setAgain(null);
    again?.();
  };
  return {
    onError: (error, retry) => {
      if (isStepUp(error)) setAgain(() => retry);
    },
    form: again === null ? null : <ProofForm onDone={done} onCancel={() => setAgain(null)} />,
  };
}

/** The form above takes care of it. */
export function isStepUp(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'step-up';
}

function ProofForm({ onDone, onCancel }: { onDone: () => void; onCancel: () => void }): ReactElement {
  const { queries } = useConsole();
  const safety = queries.useQuery('get', '/api/account/safety');
  const elsewhere = queries.useMutation('post', '/api/account/provider-proof', { onSuccess: ({ url }) => location.assign(url) });
  const prove = queries.useMutation('post', '/api/account/proof', { onSuccess: onDone });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    prove.mutate({ body: { password: String(new FormData(event.currentTarget).get('password')) } });
  };
  return (
    <form className="panel" onSubmit={submit}>
      <h3>Is it still you?</h3>
      <Field label="Password" name="password" type="password" autoComplete="current-password" autoFocus />
      <Failure of={prove.error ?? elsewhere.error} what="Not shown" />
      <p className="acts">
        <button type="submit" className="primary" disabled={prove.isPending}>It is me</button>
        {safety.data?.clinicAccount === 'linked' ? <button type="button" onClick={() => elsewhere.mutate({})} data-testid="prove-elsewhere">By my clinic&rsquo;s account</button> : null}
        <button type="button" onClick={onCancel}>Leave it</button>
      </p>
    </form>
  );
}
