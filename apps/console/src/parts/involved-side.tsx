import type { Prescription } from '#libs/contracts';
import { useState, type ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { Failure } from './failure.js';
import { InvolvedSideSelect, involvedSideOf } from './involved-side-select.js';

/** Which side hurts, and what is to be changed of that. Sessions that have begun keep what was said before. */
export function InvolvedSide({ prescription: { id, exerciseName, involvedSide }, onChanged }: { prescription: Prescription; onChanged: () => void }): ReactElement {
  const { queries } = useConsole();
  const [isOpen, setIsOpen] = useState(false);
  const [side, setSide] = useState(involvedSide);
  const change = queries.useMutation('put', '/api/prescriptions/{prescriptionId}/involved-side', { onSuccess: () => setIsOpen(false), onSettled: onChanged });
  const open = (): void => {
    setSide(involvedSide);
    change.reset();
    setIsOpen(true);
  };
  return (
    <div data-testid="involved-side">
      <p className="inline-form">
        <span>{sayInvolved(involvedSide)}</span>
        {isOpen ? null : <button type="button" aria-label={`Change which side hurts: ${exerciseName}`} onClick={open}>Change</button>}
      </p>
      {isOpen ? (
        <form className="inline-form" aria-label="Which side hurts"
          onSubmit={(event) => {
            event.preventDefault();
            change.mutate({ params: { path: { prescriptionId: id } }, body: { was: involvedSide, involvedSide: side } });
          }}>
          <label className="field">
            Side that hurts
            <InvolvedSideSelect value={side ?? ''} onChange={({ target }) => setSide(involvedSideOf(target.value))} />
          </label>
          <button type="submit" className="primary" disabled={change.isPending}>Keep</button>
          <button type="button" onClick={() => setIsOpen(false)}>Cancel</button>
        </form>
      ) : null}
      {change.isSuccess && !isOpen ? <p role="status">Kept. It counts for sessions that begin from now on.</p> : null}
      <Failure of={isOpen ? change.error : null} what="Not kept" />
    </div>
  );
}

function sayInvolved(side: Prescription['involvedSide']): string {
  if (side === null) return 'Which side hurts is not said';
  return side === 'both' ? 'Both sides hurt' : `The ${side} side hurts`;
}
