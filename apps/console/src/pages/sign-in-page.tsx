import type { SecondFactorAsked, SignedIn, SignInAnswer } from '#libs/contracts';
import { createApiQueries, createOpenApi, type ApiQueries } from '#libs/web';
import { useMemo, useState, type FormEvent, type ReactElement } from 'react';
import { ClinicAccountButton } from '../parts/clinic-account-button.js';
import { CodeForm } from '../parts/code-form.js';
import { Failure } from '../parts/failure.js';
import { Field } from '../parts/field.js';
import { PasskeyButton } from '../parts/passkey-button.js';

/** Why somebody sees this page; `endSessionUrl`: where they leave their clinic's account too. */
export interface Notice {
  text: string;
  endSessionUrl: string | null;
}

export function SignInPage({ notice, onSignedIn }: { notice: Notice; onSignedIn: (signedIn: SignedIn) => void }): ReactElement {
  const queries = useMemo(() => createApiQueries(createOpenApi(location.origin)), []);
  const [asked, setAsked] = useState<SecondFactorAsked | null>(null);
  const providers = queries.useQuery('get', '/api/sign-in/providers');
  const answered = (answer: SignInAnswer): void => ('token' in answer ? onSignedIn(answer) : setAsked(answer));
  return (
    <main className="sign-in">
      <title>Sign in to Tendon</title>
      <div className="sign-in-card">
        <h1>Tendon</h1>
        <p className="muted">Exercises at home, watched while they are done.</p>
        {notice.text === '' ? null : <p role="status">{notice.text}</p>}
        {notice.endSessionUrl === null ? null : <p><a href={notice.endSessionUrl} data-testid="end-session">Leave your clinic&rsquo;s account too</a>, where others use this computer.</p>}
        {asked === null ? <PasswordForm queries={queries} onAnswered={answered} /> : <CodeForm queries={queries} asked={asked} onSignedIn={onSignedIn} />}
        <PasskeyButton queries={queries} onSignedIn={onSignedIn} />
        {(providers.data ?? []).map(({ id, clinicName }) => <ClinicAccountButton key={id} queries={queries} providerId={id} clinicName={clinicName} invitation={null} />)}
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
