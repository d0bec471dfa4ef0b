import type { SignedIn } from '#libs/contracts';
import { createApiQueries, createOpenApi, sayFailure } from '#libs/web';
import { useId, useMemo, type FormEvent, type ReactElement } from 'react';

export function SignInPage({ notice, onSignedIn }: { notice: string; onSignedIn: (signedIn: SignedIn) => void }): ReactElement {
  const queries = useMemo(() => createApiQueries(createOpenApi(location.origin)), []);
  const signIn = queries.useMutation('post', '/api/sign-in', { onSuccess: onSignedIn });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    signIn.mutate({ body: { signInName: String(fields.get('name')), password: String(fields.get('password')) } });
  };
  return (
    <main className="sign-in">
      <title>Sign in to Tendon</title>
      <form onSubmit={submit}>
        <h1>Tendon</h1>
        <p className="muted">Your patients&rsquo; exercises, while they do them.</p>
        {notice === '' ? null : <p role="status">{notice}</p>}
        <Field name="name" label="Sign-in name" type="text" autoComplete="username" />
        <Field name="password" label="Password" type="password" autoComplete="current-password" />
        {signIn.isError ? <p role="alert" className="failure">Not signed in: {sayFailure(signIn.error)}</p> : null}
        <button type="submit" className="primary" data-testid="sign-in-submit" disabled={signIn.isPending}>
          {signIn.isPending ? 'Signing in…' : 'Sign in'}
        </button>
      </form>
    </main>
  );
}

function Field({ name, label, type, autoComplete }: { name: string; label: string; type: string; autoComplete: string }): ReactElement {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} name={name} type={type} autoComplete={autoComplete} required maxLength={200} data-testid={`sign-in-${name}`} />
    </div>
  );
}
