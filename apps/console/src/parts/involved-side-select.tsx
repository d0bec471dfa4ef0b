import type { Prescription } from '#libs/contracts';
import type { ReactElement, SelectHTMLAttributes } from 'react';

const sides = ['left', 'right', 'both'] as const;

/** Which side hurts, or that nobody has said. */
export function InvolvedSideSelect(select: SelectHTMLAttributes<HTMLSelectElement>): ReactElement {
  return (
    <select {...select}>
      <option value="">not said</option>
      {sides.map((side) => <option key={side} value={side}>{side}</option>)}
    </select>
  );
}

/** What was chosen there. */
export function involvedSideOf(value: string): Prescription['involvedSide'] {
  return sides.find((side) => side === value) ?? null;
}
