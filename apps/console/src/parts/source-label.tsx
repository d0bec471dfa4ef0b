import type { SessionSummary } from '#libs/contracts';
import { saySource } from '#libs/web';
import type { ReactElement } from 'react';

/** Where the data come from; whatever is not a patient's own says so. */
export function SourceLabel({ session }: { session: SessionSummary }): ReactElement {
  const { kind, label } = saySource(session);
  return (
    <span className={`source source-${session.source}`} data-testid="source-label" title={label}>
      {kind}
      {label === '' ? null : <span className="source-words">: {label}</span>}
    </span>
  );
}
