import type { ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { ClinicAccount } from '../parts/clinic-account.js';
import { Passkeys } from '../parts/passkeys.js';
import { SignIns } from '../parts/sign-ins.js';
import { OneTimeCodes } from '../parts/one-time-codes.js';

/** How I sign in, and where I am signed in. */
export function AccountPage(): ReactElement {
  const { person, queries } = useConsole();
  const safety = queries.useQuery('get', '/api/account/safety');
  return (
    <main className="page">
      <title>Your account: Tendon</title>
      <h1>{person.displayName}</h1>
      <p className="muted">{person.clinicName}: {person.roles.join(', ')}</p>
      {person.mustEnrol ? <p role="status" className="panel">Your clinic wants a second factor. Add an app or a passkey; then sign in again, and everything else is open to you.</p> : null}
      {safety.data === undefined ? null : (
        <>
          <OneTimeCodes safety={safety.data} onChanged={() => void safety.refetch()} />
          <ClinicAccount safety={safety.data} onChanged={() => void safety.refetch()} />
          <Passkeys safety={safety.data} onChanged={() => void safety.refetch()} />
        </>
      )}
      <SignIns />
    </main>
  );
}
