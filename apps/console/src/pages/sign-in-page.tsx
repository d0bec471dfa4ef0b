import type { SecondFactorAsked, SignedIn, SignInAnswer } from '#libs/contracts';
import { answerByPasskey, createApiQueries, createOpenApi, type ApiQueries } from '#libs/web';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState, type FormEvent, type ReactElement } from 'react';
import { Failure } from '../parts/failure.js';
import { Field } from '../parts/field.js';

interface Entering {
  queries: ApiQueries;
  onSignedIn: (signedIn: SignedIn) => void;
}

export function SignInPage({ notice, onSignedIn }: { notice: string; onSignedIn: (signedIn: SignedIn) => void }): ReactElement {
  const queries = useMemo(() => createApiQueries(createOpenApi(location.origin)), []);
  const [asked, setAsked] = useState<SecondFactorAsked | null>(null);
  const answered = (answer: SignInAnswer): void => ('token' in answer ? onSignedIn(answer) : setAsked(answer));
  return (
    <main className="sign-in">
      <title>Sign in to Tendon</title>
      <div className="sign-in-card">
        <h1>Tendon</h1>
        <p className="muted">Your patients&rsquo; exercises, while they do them.</p>
        {notice === '' ? null : <p role="status">{notice}</p>}
        {asked === null ? <PasswordForm queries={queries} onAnswered={answered} /> : <CodeForm queries={queries} asked={asked} onSignedIn={onSignedIn} />}
        <PasskeyButton queries={queries} onSignedIn={onSignedIn} />
      </div>
    </main>
  );
}

function PasswordForm({ queries, onAnswered }: { queries: ApiQueries; onAnswered: (answer: SignInAnswer) => void }): ReactElement {
  const signIn = queries.useMutation('post', '/api/sign-in', { onSuccess: onAnswered });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    signIn.mutate({ body: { signInName: String(fields.get('name')), password: String(fields.get('password')) } });
  };
  return (
    <form onSubmit={submit}>
      <Field name="name" label="Sign-in name" type="text" autoComplete="username" data-testid="sign-in-name" />
      <Field name="password" label="Password" type="password" autoComplete="current-password" data-testid="sign-in-password" />
      <Failure of={signIn.error} what="Not signed in" />
      <button type="submit" className="primary" data-testid="sign-in-submit" disabled={signIn.isPending}>
        {signIn.isPending ? 'Signing in…' : 'Sign in'}
      </button>
    </form>
  );
}

function CodeForm({ queries, asked, onSignedIn }: Entering & { asked: SecondFactorAsked }): ReactElement {
  const answer = queries.useMutation('post', '/api/sign-in/second-factor', { onSuccess: onSignedIn });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    answer.mutate({ body: { challenge: asked.challenge, code: String(new FormData(event.currentTarget).get('code')) } });
  };
  if (!asked.methods.some((method) => method !== 'passkey')) return <p role="status">The password is right. Now use your passkey.</p>;
  return (
    <form onSubmit={submit}>
      <Field name="code" label="Code of your app, or a recovery code" type="text" autoComplete="one-time-code" inputMode="text" autoFocus data-testid="sign-in-code" />
      <Failure of={answer.error} what="Not signed in" />
      <button type="submit" className="primary" data-testid="sign-in-code-submit" disabled={answer.isPending}>Sign in</button>
    </form>
  );
}

function PasskeyButton({ queries, onSignedIn }: Entering): ReactElement | null {
  const ask = queries.useMutation('post', '/api/sign-in/passkey-challenge');
  const answer = queries.useMutation('post', '/api/sign-in/passkey');
  const signIn = useMutation({
    mutationFn: async () => {
      const asked = await ask.mutateAsync({});
      return answer.mutateAsync({ body: { challenge: asked.challenge, credential: await answerByPasskey(asked) } });
    },
    onSuccess: onSignedIn,
  });
  if (!('PublicKeyCredential' in window)) return null;
  return (
    <>
      <button type="button" onClick={() => signIn.mutate()} disabled={signIn.isPending} data-testid="sign-in-passkey">Use a passkey</button>
      <Failure of={answer.error ?? ask.error} what="Not signed in" />
      {signIn.isError && answer.error === null && ask.error === null ? <p role="alert" className="failure">No passkey was used.</p> : null}
    </>
  );
}
