import type { ReactElement } from 'react';
import { RecordKeeping } from '../parts/record-keeping.js';
import { RetentionForm } from '../parts/retention-form.js';

/** For a clinic's admin: what is kept of whom, and for how long. */
export function RecordsPage(): ReactElement {
  return (
    <main className="page">
      <title>Records: Tendon</title>
      <h1>Records</h1>
      <RecordKeeping />
      <RetentionForm />
    </main>
  );
}
