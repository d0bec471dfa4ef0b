import type { ApiQueries } from '#libs/web';
import type { ReactElement } from 'react';
import { keepPlace } from '../routing.js';
import { Failure } from './failure.js';

interface Button {
  queries: ApiQueries;
  providerId: string;
  clinicName: string;
  /** What is accepted by it; null: nothing, it signs in. */
  invitation: string | null;
}

/** Over to the clinic's own sign-in; the browser comes back to `/sign-in/answer`. */
export function ClinicAccountButton({ queries, providerId, clinicName, invitation }: Button): ReactElement {
  const ask = queries.useMutation('post', '/api/sign-in/provider', {
    onSuccess: ({ url }) => {
      // The place of an invitation holds its secret, and is none to come back to.
      if (invitation === null) keepPlace();
      location.assign(url);
    },
  });
  return (
    <>
      <button type="button" data-testid="clinic-account" onClick={() => ask.mutate({ body: { providerId, invitation } })} disabled={ask.isPending}>
        {invitation === null ? 'Sign in with' : 'Use'} {clinicName}&rsquo;s account
      </button>
      <Failure of={ask.error} what="Not possible just now" />
    </>
  );
}
