import type { SessionSummary } from '#libs/contracts';
import type { ReactElement } from 'react';
import { GuidedProgress } from './guided-progress.js';

const marks = { 'as-calibrated': '✓', shifted: '⚠', exchanged: '⚠', 'cannot-tell': '?' } as const;

/** How the sensors of a session are worn: the calibration itself, or what has become of it. Nothing where nothing was calibrated. */
export function WornSensors({ session: { worn, state } }: { session: SessionSummary }): ReactElement | null {
  if (worn === null) return null;
  return (
    <section aria-label="Sensors" data-testid="worn">
      <h2>Sensors</h2>
      {worn.guided === null ? null : <GuidedProgress guided={worn.guided} isRunning={state === 'running'} />}
      {worn.sensors === null ? null : (
        <ul className="worn">
          {worn.sensors.map(({ sensor, state: found, words }) => <li key={sensor} className={`worn-${found}`}><span aria-hidden="true">{marks[found]}</span> {words}</li>)}
        </ul>
      )}
    </section>
  );
}
