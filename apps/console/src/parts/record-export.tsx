import type { ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { Failure } from './failure.js';
import { isStepUp, useProof } from './proof.js';

const formats = [['csv', 'As a table (CSV)'], ['ndjson', 'For programs (JSON lines)']] as const;

/** For a patient: a copy of everything, raw measurements too. */
export function RecordExport(): ReactElement {
  const { queries } = useConsole();
  const proof = useProof();
  const take = queries.useMutation('get', '/api/record/export', {
    onSuccess: (file, variables) => save(file as unknown as Blob, `record.${variables?.params?.query?.format ?? 'ndjson'}`),
    onError: (error, variables) => proof.onError(error, () => take.mutate(variables)),
  });
  return (
    <section className="panel" aria-labelledby="export-heading">
      <h2 id="export-heading">Take your record with you</h2>
      <p className="muted">Everything that is kept of you, raw measurements too. Keep the file where nobody else reads it.</p>
      <p className="acts">
        {formats.map(([format, words]) => (
          <button key={format} type="button" disabled={take.isPending} data-testid={`export-${format}`} onClick={() => take.mutate({ params: { query: { format } }, parseAs: 'blob' })}>{words}</button>
        ))}
      </p>
      <Failure of={isStepUp(take.error) ? null : take.error} what="Not taken" />
      {proof.form}
    </section>
  );
}

/** A link would have no token with it. */
function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
