import type { Corridor, RepetitionView, SessionAngle, SessionSummary } from '#libs/contracts';
import { corridorMarks, noMarks, sayExecution, sayFindings, sayJudgement, TimeChart, type TraceSource } from '#libs/web';
import { useMemo, useState, type ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { CorridorLegend } from './corridor-legend.js';
import { Failure } from './failure.js';

/** Shown before and after the repetition, ms. */
const aroundMs = 1000;

interface Shown {
  session: Pick<SessionSummary, 'id' | 'exerciseId'>;
  /** In order. */
  repetitions: readonly RepetitionView[];
  corridor: Corridor | null;
}

/** One repetition of a finished session again: its angle against where it would have gone as usual. */
export function RepetitionTrace({ session, repetitions, corridor }: Shown): ReactElement | null {
  const [number, setNumber] = useState<number | null>(null);
  const { queries } = useConsole();
  const angle = queries.useQuery('get', '/api/sessions/{sessionId}/angle', { params: { path: { sessionId: session.id } } }, { enabled: number !== null, retry: 2, staleTime: Infinity });
  const chosen = repetitions.find((each) => each.number === number);
  if (repetitions.length === 0) return null;
  return (
    <section aria-label="One repetition" data-testid="repetition-trace">
      <h2>Look at one repetition</h2>
      <label>
        Repetition{' '}
        <select value={number ?? ''} onChange={(event) => setNumber(event.target.value === '' ? null : Number(event.target.value))}>
          <option value="">choose…</option>
          {repetitions.map((each) => <option key={each.number} value={each.number}>#{each.number}: {sayJudgement(each)}</option>)}
        </select>
      </label>
      {chosen !== undefined && angle.isPending ? <p role="status">The angle is made again from what the sensors sent…</p> : null}
      <Failure of={angle.error} what="The angle cannot be shown" />
      {chosen === undefined || angle.data === undefined ? null : <Picture key={chosen.number} repetition={chosen} angle={angle.data} corridor={chosen.exerciseId === session.exerciseId ? corridor : null} />}
    </section>
  );
}

function Picture({ repetition, angle, corridor }: { repetition: RepetitionView; angle: SessionAngle; corridor: Corridor | null }): ReactElement {
  const source = useMemo(() => sourceOf(repetition, angle, corridor), [repetition, angle, corridor]);
  const said = [sayExecution(repetition.execution) ?? [], ...sayFindings(repetition.codes)].flat();
  return (
    <>
      <CorridorLegend hasReference={corridor !== null} />
      <TimeChart source={source} label={`Angle of repetition ${repetition.number}`} unit="°" heightPx={220} hasAxes leastSpan={40} marks={noMarks} />
      <p>#{repetition.number}: <strong>{sayJudgement(repetition)}</strong>{said.length === 0 ? '' : `, ${said.join(', ')}`}</p>
    </>
  );
}

function sourceOf({ startMs, endMs, side }: RepetitionView, { curves }: SessionAngle, corridor: Corridor | null): TraceSource {
  const all = curves.flatMap(({ fromMs, stepMs, angleDeg }) => angleDeg.map((deg, i) => ({ tMs: fromMs + i * stepMs, deg })));
  const shown = all.filter(({ tMs }) => tMs >= startMs - aroundMs && tMs <= endMs + aroundMs);
  const marks = corridorMarks([{ startMs, endMs, side }], corridor, (at) => all.find(({ tMs, deg }) => tMs >= at && deg !== null)?.deg ?? null);
  return {
    read: (trace) => {
      trace.xS = shown.map(({ tMs }) => tMs / 1000);
      trace.y = shown.map(({ deg }) => deg);
      return { fromS: (startMs - aroundMs) / 1000, toS: (endMs + aroundMs) / 1000 };
    },
    corridors: () => marks,
  };
}
