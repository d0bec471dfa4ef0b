import type { Corridor, RepetitionView, SessionSummary } from '#libs/contracts';
import { corridorMarks, noMarks, TimeChart, useLiveStore, type CorridorMark, type TraceSource } from '#libs/web';
import { useEffect, useMemo, useRef, type ReactElement } from 'react';
import { angleTrace } from '../traces.js';
import { CorridorLegend } from './corridor-legend.js';
import { DataAge } from './data-age.js';
import { RepetitionProgress } from './repetition-progress.js';

const stretch = { longestS: 60, shortestS: 60 };

interface Shown {
  session: Pick<SessionSummary, 'id' | 'patientName' | 'exerciseId'>;
  repetitions: readonly RepetitionView[];
  corridor: Corridor | null;
}

/** The angle as it comes, and behind each repetition where it would have gone as usual. */
export function LiveAngle({ session, repetitions, corridor }: Shown): ReactElement {
  const curves = useLiveStore().curvesOf(session.id);
  const marks = useRef<readonly CorridorMark[]>([]);
  useEffect(() => {
    marks.current = corridorMarks(repetitions.filter(({ exerciseId }) => exerciseId === session.exerciseId), corridor, (tMs) => curves.angleAt(tMs));
  }, [repetitions, corridor, curves, session.exerciseId]);
  const source = useMemo((): TraceSource => ({ ...angleTrace(curves, stretch), corridors: () => marks.current }), [curves]);
  return (
    <section aria-label="Angle">
      <div className="trace-head">
        <div>
          <h2>Angle, last minute</h2>
          <CorridorLegend hasReference={corridor !== null} />
        </div>
        <DataAge curves={curves} />
      </div>
      <TimeChart source={source} label={`Angle of ${session.patientName}, last minute`} unit="°" heightPx={220} hasAxes leastSpan={40} marks={noMarks} />
      <RepetitionProgress curves={curves} />
    </section>
  );
}
