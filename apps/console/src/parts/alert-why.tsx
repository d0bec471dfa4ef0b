import type { AlertView } from '#libs/contracts';
import { sayRule, sayWhy } from '#libs/web';
import type { ReactElement } from 'react';

/** Why its limit is what it is, for who asks. */
export function AlertWhy({ alert }: { alert: AlertView }): ReactElement {
  return (
    <details className="teamwork" data-testid="why">
      <summary aria-label={`Why: ${alert.patientName}, ${sayRule(alert)}`}>Why?</summary>
      <p>{sayWhy(alert)}</p>
    </details>
  );
}
