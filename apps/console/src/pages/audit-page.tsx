import type { ReactElement } from 'react';
import { Trail } from '../parts/trail.js';

/** For an auditor: what people of the clinic saw and changed. */
export function AuditPage(): ReactElement {
  return (
    <main className="page">
      <title>Audit trail: Tendon</title>
      <h1>Audit trail</h1>
      <p className="muted">Everything that people of this clinic saw and changed, newest first. Nobody can change or delete a line; <code>npm run verify-audit</code> shows that nobody has.</p>
      <section className="panel" aria-label="Audit trail"><Trail of="clinic" /></section>
    </main>
  );
}
