import type { PatientIntensity } from '#libs/contracts';
import { sayHeadTurnDay } from '#libs/web';
import type { ReactElement } from 'react';

/** Gaze stabilisation of the last seven days; null: none was done. */
export function HeadTurns({ days }: { days: PatientIntensity['headTurnDays'] }): ReactElement | null {
  if (days.length === 0) return null;
  return (
    <section aria-label="Head turns">
      <h2>Head turns, last seven days</h2>
      <p className="muted">Minutes a day, of all sessions of gaze stabilisation. How much is enough is a starting value, not verified.</p>
      <ul>{[...days].reverse().map((each) => <li key={each.day}>{sayHeadTurnDay(each)}</li>)}</ul>
    </section>
  );
}
