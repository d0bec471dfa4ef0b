import type { RepetitionView } from '#libs/contracts';
import { knownFaults, sayMeasured, sayRange } from '#libs/web';
import { useId, type ReactElement } from 'react';

interface ShownFaultsProps {
  /** Those that are not approved. */
  repetitions: readonly RepetitionView[];
  /** What is typed, by the repetition's number. */
  names: ReadonlyMap<number, string>;
  onChange: (names: ReadonlyMap<number, string>) => void;
}

/** Which repetitions show a fault on purpose, and what it is called. */
export function ShownFaults({ repetitions, names, onChange }: ShownFaultsProps): ReactElement | null {
  const listId = useId();
  if (repetitions.length === 0) return null;
  return (
    <details data-testid="shown-faults">
      <summary>Some of the others show a fault on purpose (optional)</summary>
      <p className="muted">Name it, and it is told by that name from the next session on. What has no name is not used.</p>
      {repetitions.map((repetition) => (
        <label key={repetition.number} className="field">
          #{repetition.number} shows <span className="muted">{sayRange(repetition)}, {sayMeasured(repetition.features['durationS'], 's', 1)}</span>
          <input list={listId} maxLength={40} autoComplete="off" placeholder="no fault shown" value={names.get(repetition.number) ?? ''} onChange={({ target }) => onChange(new Map(names).set(repetition.number, target.value))} />
        </label>
      ))}
      <datalist id={listId}>{knownFaults.map((words) => <option key={words} value={words} />)}</datalist>
    </details>
  );
}
