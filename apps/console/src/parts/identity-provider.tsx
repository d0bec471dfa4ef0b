import type { IdentityProviderSet, IdentityProviderView } from '#libs/contracts';
import { type FormEvent, type ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { providerAnswerLink } from '../routing.js';
import { Failure } from './failure.js';
import { Field } from './field.js';
import { isStepUp, useProof } from './proof.js';

/** Whether people sign in by the accounts that the clinic gives them anyway (OpenID Connect). */
export function IdentityProvider(): ReactElement | null {
  const { queries } = useConsole();
  const proof = useProof();
  const found = queries.useQuery('get', '/api/clinic/identity-provider');
  const again = (): void => void found.refetch();
  const set = queries.useMutation('put', '/api/clinic/identity-provider', { onSuccess: again, onError: (error, variables) => proof.onError(error, () => set.mutate(variables)) });
  const remove = queries.useMutation('delete', '/api/clinic/identity-provider', { onSuccess: again, onError: (error) => proof.onError(error, () => remove.mutate({})) });
  if (found.data === undefined) return null;
  const { provider } = found.data;
  return (
    <section className="panel" aria-labelledby="identity-provider-heading">
      <h2 id="identity-provider-heading">Sign-in with your clinic&rsquo;s own accounts</h2>
      <p className="muted">{provider === null ? 'Off. Whoever runs your accounts (OpenID Connect) tells you what goes here, and needs this address to send people back to:' : 'On. People come back to:'} <code>{providerAnswerLink()}</code></p>
      <ProviderForm key={provider?.changedAt} provider={provider} isPending={set.isPending} onSubmit={(body) => set.mutate({ body })} />
      {set.isSuccess ? <p role="status">Kept: your provider answers.</p> : null}
      <Failure of={isStepUp(set.error) ? null : set.error} what="Not kept" />
      {provider === null ? null : <p><button type="button" onClick={() => remove.mutate({})} data-testid="provider-remove">Turn it off</button> <span className="muted">Whoever has no password of Tendon&rsquo;s own needs a new one then.</span></p>}
      <Failure of={isStepUp(remove.error) ? null : remove.error} what="Not turned off" />
      {proof.form}
    </section>
  );
}

function ProviderForm({ provider, isPending, onSubmit }: { provider: IdentityProviderView | null; isPending: boolean; onSubmit: (body: IdentityProviderSet) => void }): ReactElement {
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const text = (name: string): string => String(fields.get(name)).trim();
    onSubmit({ issuer: text('issuer'), clientId: text('clientId'), clientSecret: text('clientSecret') || null, secondFactor: fields.has('trusted') ? 'provider' : 'own', acr: text('acr') || null });
  };
  return (
    <form onSubmit={submit}>
      <Field name="issuer" label="Issuer" hint="Address of your sign-in service" type="url" autoComplete="off" maxLength={500} defaultValue={provider?.issuer} data-testid="provider-issuer" />
      <Field name="clientId" label="Client id" autoComplete="off" maxLength={500} defaultValue={provider?.clientId} data-testid="provider-client-id" />
      <Field name="clientSecret" label="Client secret" hint={provider === null ? undefined : 'Empty: as it is'} type="password" autoComplete="off" maxLength={500} required={provider === null} data-testid="provider-client-secret" />
      <Field name="acr" label="What it must confirm (acr)" hint="Empty: however it makes sure who somebody is" autoComplete="off" maxLength={500} required={false} defaultValue={provider?.acr ?? ''} />
      <label><input type="checkbox" name="trusted" defaultChecked={provider?.secondFactor === 'provider'} /> Its second factor counts as ours</label>
      <button type="submit" disabled={isPending} data-testid="provider-submit">Keep</button>
    </form>
  );
}
