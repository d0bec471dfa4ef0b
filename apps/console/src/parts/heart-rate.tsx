import type { HeartRateTick, SessionSummary } from '#libs/contracts';
import { markNow, sayContact, sayPosition, staleAfterMs, useTicked, type SessionCurves } from '#libs/web';
import type { ReactElement } from 'react';

/** Heart rate in its zone: number, words, shape and colour. What is not known is said, never left to look normal. */
export function HeartRate({ curves, plan }: { curves: SessionCurves; plan: SessionSummary['intensity'] }): ReactElement {
  const tick = useTicked(() => curves.newestHeartRate());
  const silentS = useTicked(() => silenceOf(curves.heartRateAgeMs(markNow())));
  const unknown = whyUnknown(tick, silentS);
  if (tick === null || unknown !== null) {
    return (
      <p className="heart-rate zone-unknown" data-testid="tile-heart-rate">
        <span className="zone-shape" aria-hidden="true">?</span>
        <span className="bpm">unknown</span>
        <span className="zone">{unknown}</span>
      </p>
    );
  }
  const { zone, words, shape } = sayPosition(tick.zone, plan);
  return (
    <p className={`heart-rate zone-${zone}`} data-testid="tile-heart-rate">
      <span className="zone-shape" aria-hidden="true">{shape}</span>
      <span className="bpm">{tick.smoothedBpm?.toFixed(0)}</span>
      <span className="unit">bpm</span>
      <span className="zone">{words}</span>
    </p>
  );
}

/** Whole seconds without a tick; null: not too long. */
function silenceOf(ageMs: number | null): number | null {
  return ageMs === null || ageMs < staleAfterMs ? null : Math.floor(ageMs / 1000);
}

function whyUnknown(tick: HeartRateTick | null, silentS: number | null): string | null {
  if (tick === null) return 'none received';
  if (silentS !== null) return `none for ${silentS} s`;
  return tick.smoothedBpm === null ? sayContact(tick.contact) : null;
}
