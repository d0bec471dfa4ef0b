import { markNow, useTicked, type SessionCurves } from '#libs/web';
import type { ReactElement } from 'react';

/** How far the repetition is that is going on; stays empty between two, so that nothing jumps. */
export function RepetitionProgress({ curves }: { curves: SessionCurves }): ReactElement {
  const percent = useTicked(() => Math.round(100 * (curves.repetitionProgress(markNow()) ?? 0)));
  const words = percent === 0 ? 'no repetition is going on' : `${percent} % of the repetition`;
  return <progress className="repetition-progress" data-testid="repetition-progress" max={100} value={percent} aria-label="This repetition" aria-valuetext={words} />;
}
