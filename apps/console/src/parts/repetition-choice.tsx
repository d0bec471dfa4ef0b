import type { RepetitionView } from '#libs/contracts';
import { sayMeasured, sayRange, sayTrial } from '#libs/web';
import type { ReactElement } from 'react';

/** Which of a session's repetitions are meant, by number. */
export function RepetitionChoice({ repetitions, chosen, onChange }: { repetitions: readonly RepetitionView[]; chosen: readonly number[]; onChange: (chosen: readonly number[]) => void }): ReactElement {
  const toggle = (number: number): void => onChange(chosen.includes(number) ? chosen.filter((each) => each !== number) : [...chosen, number]);
  return (
    <>
      {repetitions.map((repetition) => (
        <label key={repetition.number}>
          <input type="checkbox" checked={chosen.includes(repetition.number)} onChange={() => toggle(repetition.number)} /> #{repetition.number}{' '}
          <span className="muted">{sayTrial(repetition.features) ?? sayRange(repetition)}, {sayMeasured(repetition.features['durationS'], 's', 1)}</span>
        </label>
      ))}
    </>
  );
}
