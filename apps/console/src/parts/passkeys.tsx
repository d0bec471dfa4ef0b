import type { Safety } from '#libs/contracts';
import { makePasskey } from '#libs/web';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { Failure } from './failure.js';
import { Field } from './field.js';
import { isStepUp, useProof } from './proof.js';

export function Passkeys({ safety, onChanged }: { safety: Safety; onChanged: () => void }): ReactElement {
  const { queries } = useConsole();
  const proof = useProof();
  const ask = queries.useMutation('post', '/api/account/passkeys/challenge');
  const keep = queries.useMutation('post', '/api/account/passkeys');
  const add = useMutation({
    mutationFn: async (label: string) => {
      const asked = await ask.mutateAsync({});
      await keep.mutateAsync({ body: { challenge: asked.challenge, label, credential: await makePasskey(asked) } });
    },
    onSuccess: onChanged,
    onError: (error: unknown, label) => proof.onError(error, () => add.mutate(label)),
  });
  const remove = queries.useMutation('delete', '/api/account/passkeys/{passkeyId}', { onSuccess: onChanged, onError: (error, variables) => proof.onError(error, () => remove.mutate(variables)) });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    add.mutate(String(new FormData(event.currentTarget).get('label')));
  };
  const failure = [ask.error, keep.error, remove.error].find((error) => error !== null && !isStepUp(error));
  return (
    <section className="panel" aria-labelledby="passkeys-heading">
      <h2 id="passkeys-heading">Passkeys</h2>
      <p className="muted">Sign in with your finger, your face or your device&rsquo;s own code, without a password.</p>
      <ul>
        {safety.passkeys.map(({ id, label, createdAt }) => (
          <li key={id}>
            {label}, since {new Date(createdAt).toLocaleDateString()} <button type="button" aria-label={`Remove ${label}`} onClick={() => remove.mutate({ params: { path: { passkeyId: id } } })}>Remove</button>
          </li>
        ))}
      </ul>
      <form onSubmit={submit}>
        <Field name="label" label="Name of a new one" hint="So that you know it again: this telephone, my key" maxLength={60} data-testid="passkey-label" />
        <button type="submit" disabled={add.isPending} data-testid="add-passkey">Add a passkey</button>
      </form>
      <Failure of={failure} what="Not done" />
      {proof.form}
    </section>
  );
}
