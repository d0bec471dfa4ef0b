import type { ReactElement } from 'react';
import { CareTeams } from '../parts/care-teams.js';
import { ClinicContact } from '../parts/clinic-contact.js';
import { IdentityProvider } from '../parts/identity-provider.js';
import { Staff } from '../parts/staff.js';

/** For a clinic's admin: who works here, and who cares for whom. */
export function PeoplePage(): ReactElement {
  return (
    <main className="page">
      <title>People: Tendon</title>
      <h1>People</h1>
      <Staff />
      <CareTeams />
      <ClinicContact />
      <IdentityProvider />
    </main>
  );
}
