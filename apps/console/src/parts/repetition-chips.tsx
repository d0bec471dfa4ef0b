import type { RepetitionView } from '#libs/contracts';
import { repetitionsNewestFirst, sayCode, sayExecution, sayJudgement, useFacts } from '#libs/web';
import { useMemo, type ReactElement } from 'react';

const shownChips = 6;

/** The newest repetitions with their score and the reasons in words. */
export function RepetitionChips({ sessionId }: { sessionId: string }): ReactElement {
  const told = useFacts((state) => state.repetitions.get(sessionId));
  const repetitions = useMemo(() => repetitionsNewestFirst(told), [told]);
  if (repetitions.length === 0) return <p className="chips-empty muted">No repetition yet</p>;
  return (
    <ol className="chips" aria-label={`Repetitions, newest first: ${repetitions.length}`}>
      {repetitions.slice(0, shownChips).map((repetition) => (
        <Chip key={repetition.number} repetition={repetition} />
      ))}
    </ol>
  );
}

function Chip({ repetition }: { repetition: RepetitionView }): ReactElement {
  const { number, codes, execution, band } = repetition;
  const reasons = [...new Set([sayExecution(execution) ?? [], ...codes.map(sayCode)].flat())].join(', ');
  return (
    <li className={`chip band-${band ?? 'none'}`} data-testid="repetition-chip" data-number={number}>
      <span className="chip-number">#{number}</span> <strong>{sayJudgement(repetition)}</strong>
      {reasons === '' ? '' : ` ${reasons}`}
    </li>
  );
}
