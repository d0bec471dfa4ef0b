import type { ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { Consents } from '../parts/consents.js';
import { OwnDeviceClaims } from '../parts/own-device-claims.js';
import { RateEffort } from '../parts/rate-effort.js';
import { RecordAccessList } from '../parts/record-access.js';
import { RecordExport } from '../parts/record-export.js';
import { Trail } from '../parts/trail.js';

/** For a patient: who can see their record and who did, what they agreed to, and a copy of it. */
export function RecordPage(): ReactElement {
  const { person, queries } = useConsole();
  const [erasure] = queries.useQuery('get', '/api/record/erasures').data ?? [];
  return (
    <main className="page">
      <title>Your record: Tendon</title>
      <h1>{person.displayName}</h1>
      {erasure === undefined ? null : (
        <p role="status" className="panel failure" data-testid="erasure-to-come">Your record will be erased on {new Date(erasure.dueAt).toLocaleString()}, as your clinic was asked to. Take a copy with you before, or ask the clinic to take it back.</p>
      )}
      <RateEffort />
      <OwnDeviceClaims />
      <RecordAccessList />
      <Consents />
      <RecordExport />
      <section className="panel" aria-labelledby="trail-heading">
        <h2 id="trail-heading">Who saw or changed your record</h2>
        <Trail of="record" />
      </section>
    </main>
  );
}
