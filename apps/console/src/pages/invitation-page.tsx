import type { SignedIn } from '#libs/contracts';
import { createApiQueries, createOpenApi } from '#libs/web';
import { useEffect, useMemo, type FormEvent, type ReactElement } from 'react';
import { ClinicAccountButton } from '../parts/clinic-account-button.js';
import { Failure } from '../parts/failure.js';
import { Field } from '../parts/field.js';

/** One screen for whoever was given a link: a name and a password, and they are in. */
export function InvitationPage({ token, onSignedIn }: { token: string; onSignedIn: (signedIn: SignedIn) => void }): ReactElement {
  const queries = useMemo(() => createApiQueries(createOpenApi(location.origin)), []);
  const greeting = queries.useMutation('post', '/api/invitations/greeting');
  const { mutate: greet } = greeting;
  useEffect(() => greet({ body: { token } }), [greet, token]);
  const accept = queries.useMutation('post', '/api/invitations/acceptance', {
    onSuccess: (signedIn) => {
      // The link is used up; nobody need see it in the address bar.
      history.replaceState(null, '', '#/');
      onSignedIn(signedIn);
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    accept.mutate({ body: { token, signInName: String(fields.get('name')), password: String(fields.get('password')) } });
  };
  return (
    <main className="sign-in">
      <title>Welcome to Tendon</title>
      <div className="sign-in-card">
        <h1>Tendon</h1>
        <Failure of={greeting.error} what="This link does not open" />
        {greeting.data === undefined ? null : (
          <form onSubmit={submit}>
            <p>Welcome, {greeting.data.displayName}. {greeting.data.clinicName} has invited you.</p>
            <Field name="name" label="How you want to sign in" hint="For instance your e-mail address" autoComplete="username" minLength={3} data-testid="accept-name" />
            <Field name="password" label="A password" hint="15 characters or more; a sentence is good" type="password" autoComplete="new-password" minLength={15} data-testid="accept-password" />
            <Failure of={accept.error} what="Not yet" />
            <button type="submit" className="primary" disabled={accept.isPending} data-testid="accept-submit">Begin</button>
          </form>
        )}
        {greeting.data === undefined || greeting.data.providerId === null ? null : (
          <ClinicAccountButton queries={queries} providerId={greeting.data.providerId} clinicName={greeting.data.clinicName} invitation={token} />
        )}
      </div>
    </main>
  );
}
