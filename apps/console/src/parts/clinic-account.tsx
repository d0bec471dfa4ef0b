import type { Safety } from '#libs/contracts';
import type { ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { Failure } from './failure.js';
import { isStepUp, useProof } from './proof.js';

/** The account that one's clinic gives one: linked to this one, or not. Nothing where the clinic has none. */
export function ClinicAccount({ safety, onChanged }: { safety: Safety; onChanged: () => void }): ReactElement | null {
  const { queries, person } = useConsole();
  const proof = useProof();
  const link = queries.useMutation('post', '/api/account/provider-link', { onSuccess: ({ url }) => location.assign(url), onError: (error) => proof.onError(error, () => link.mutate({})) });
  const unlink = queries.useMutation('delete', '/api/account/provider-link', { onSuccess: onChanged, onError: (error) => proof.onError(error, () => unlink.mutate({})) });
  if (safety.clinicAccount === 'none') return null;
  const isLinked = safety.clinicAccount === 'linked';
  const failure = [link.error, unlink.error].find((error) => error !== null && !isStepUp(error));
  return (
    <section className="panel" aria-labelledby="clinic-account-heading">
      <h2 id="clinic-account-heading">{person.clinicName}&rsquo;s account</h2>
      <p>{isLinked ? 'You can sign in with it.' : 'Link it, and you can sign in with it instead of a password of Tendon’s own.'}</p>
      <p><button type="button" data-testid="clinic-account-link" onClick={() => (isLinked ? unlink : link).mutate({})}>{isLinked ? 'Unlink it' : 'Link it'}</button></p>
      <Failure of={failure} what="Not done" />
      {proof.form}
    </section>
  );
}
