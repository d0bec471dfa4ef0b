import type { ReactElement } from 'react';

/** What the hatched ground of a trace means, in words. */
export function CorridorLegend({ hasReference }: { hasReference: boolean }): ReactElement {
  if (!hasReference) return <p className="muted">No reference yet: there is nothing to hold the trace against.</p>;
  return <p className="muted"><span className="hatched" aria-hidden="true" /> hatched: where this patient’s approved repetitions went, stretched to the time that each took</p>;
}
