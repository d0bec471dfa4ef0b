import { markNow, staleAfterMs, useTicked, type SessionCurves } from '#libs/web';
import type { ReactElement } from 'react';

/** How old the newest data are; counts up by itself, whatever comes or not. */
export function DataAge({ curves }: { curves: SessionCurves }): ReactElement {
  const words = useTicked(() => sayAge(curves.ageMs(markNow())));
  const isStale = useTicked(() => (curves.ageMs(markNow()) ?? staleAfterMs) >= staleAfterMs);
  return (
    <span className={isStale ? 'age stale' : 'age'} data-testid="tile-age">
      {words}
    </span>
  );
}

function sayAge(ageMs: number | null): string {
  if (ageMs === null) return 'no data';
  if (ageMs < staleAfterMs) return `${(Math.ceil((ageMs + 1) / 500) / 2).toFixed(1)} s old`;
  return `no data for ${Math.floor(ageMs / 1000)} s`;
}
