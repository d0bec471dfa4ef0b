import type { RepetitionView } from '#libs/contracts';
import { sayMeasured } from '#libs/web';
import type { ReactElement } from 'react';
import { RangeOfMotion } from './range-of-motion.js';

/** Which of a session's repetitions are meant, by number. */
export function RepetitionChoice({ repetitions, chosen, onChange }: { repetitions: readonly RepetitionView[]; chosen: readonly number[]; onChange: (chosen: readonly number[]) => void }): ReactElement {
  const toggle = (number: number): void => onChange(chosen.includes(number) ? chosen.filter((each) => each !== number) : [...chosen, number]);
  return (
    <>
      {repetitions.map(({ number, features }) => (
        <label key={number}>
          <input type="checkbox" checked={chosen.includes(number)} onChange={() => toggle(number)} /> #{number} <span className="muted"><RangeOfMotion features={features} />, {sayMeasured(features['durationS'], 's', 1)}</span>
        </label>
      ))}
    </>
  );
}
