import { createApiQueries, createOpenApi } from '#libs/web';
import { useMemo, type FormEvent, type ReactElement } from 'react';
import { Failure } from '../parts/failure.js';
import { Field } from '../parts/field.js';

/** For whoever was given a link because they had lost their password. */
export function PasswordResetPage({ token }: { token: string }): ReactElement {
  const queries = useMemo(() => createApiQueries(createOpenApi(location.origin)), []);
  const reset = queries.useMutation('post', '/api/sign-in/password-reset', { onSuccess: () => location.replace('#/') });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    reset.mutate({ body: { token, password: String(new FormData(event.currentTarget).get('password')) } });
  };
  return (
    <main className="sign-in">
      <title>A new password: Tendon</title>
      <div className="sign-in-card">
        <h1>Tendon</h1>
        <form onSubmit={submit}>
          <Field name="password" label="A new password" hint="15 characters or more; a sentence is good" type="password" autoComplete="new-password" minLength={15} data-testid="reset-password" />
          <Failure of={reset.error} what="Not set" />
          <button type="submit" className="primary" disabled={reset.isPending} data-testid="reset-submit">Set it, and sign in</button>
        </form>
      </div>
    </main>
  );
}
