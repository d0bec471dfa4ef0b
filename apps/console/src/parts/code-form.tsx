import type { SecondFactorAsked, SignedIn } from '#libs/contracts';
import type { ApiQueries } from '#libs/web';
import { type FormEvent, type ReactElement } from 'react';
import { Failure } from './failure.js';
import { Field } from './field.js';

/** What comes second: a code. */
export function CodeForm({ queries, asked, onSignedIn }: { queries: ApiQueries; asked: SecondFactorAsked; onSignedIn: (signedIn: SignedIn) => void }): ReactElement {
  const answer = queries.useMutation('post', '/api/sign-in/second-factor', { onSuccess: onSignedIn });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    answer.mutate({ body: { challenge: asked.challenge, code: String(new FormData(event.currentTarget).get('code')) } });
  };
  if (!asked.methods.some((method) => method !== 'passkey')) return <p role="status">That is right. Now use your passkey.</p>;
  return (
    <form onSubmit={submit}>
      <Field name="code" label="Code of your app, or a recovery code" type="text" autoComplete="one-time-code" inputMode="text" autoFocus data-testid="sign-in-code" />
      <Failure of={answer.error} what="Not signed in" />
      <button type="submit" className="primary" data-testid="sign-in-code-submit" disabled={answer.isPending}>Sign in</button>
    </form>
  );
}
