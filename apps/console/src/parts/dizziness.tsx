import type { SessionDetail } from '#libs/contracts';
import { sayDizziness, sayDizzinessVerdict } from '#libs/web';
import type { ReactElement } from 'react';

/** Of head turns: whether they made the patient too dizzy, or for too long. */
export function Dizziness({ course }: { course: NonNullable<SessionDetail['dizziness']> }): ReactElement {
  const verdict = sayDizzinessVerdict(course);
  return (
    <section aria-label="Dizziness" data-testid="dizziness">
      <h2>Dizziness</h2>
      {verdict === null ? null : <p className={verdict.isOff ? 'band-poor' : 'band-good'}><strong>{verdict.words}</strong></p>}
      <p role="status">{sayDizziness(course)}</p>
      <p className="muted">Allowed are a rise of 3 of 10 and 15 minutes to come back: starting values, not verified.</p>
    </section>
  );
}
