import type { ExerciseTrends, PatientTrends, SessionValue, Trend } from '#libs/contracts';
import { abnormalDropBpm } from '#libs/domain';
import { sayFailure, sayLowRecoveries, sayMeasureTrend, sayNewestRmssd, sayNotCompared, sayScorers, sayTime, sayTrend, trendNouns, type TrendNouns } from '#libs/web';
import type { ReactElement, ReactNode } from 'react';
import { useConsole } from '../console-context.js';
import { sessionLink } from '../routing.js';
import { TrendChart } from './trend-chart.js';

/** How a patient's sessions go over the weeks: each exercise, and the heart at rest and after work. */
export function Trends({ patientId }: { patientId: string }): ReactElement {
  const { queries } = useConsole();
  const trends = queries.useQuery('get', '/api/patients/{patientId}/trends', { params: { path: { patientId } } });
  return (
    <section aria-label="From session to session" data-testid="trends">
      <h2>From session to session</h2>
      <p className="muted">Finished sessions of the last twelve weeks. A trend is told from five sessions on, where chance and the usual spread do not explain it (proposed); it says nothing of why.</p>
      {trends.isError ? <p role="alert" className="failure">The trends cannot be shown: {sayFailure(trends.error)}</p> : null}
      {trends.data === undefined ? null : <Told trends={trends.data} />}
    </section>
  );
}

function Told({ trends: { sources, exercises, rmssd, recovery } }: { trends: PatientTrends }): ReactElement {
  const notLive = sources.filter((source) => source !== 'live');
  return (
    <>
      {notLive.length === 0 ? null : <p className="muted">With sessions that are {notLive.join(' or ')}, not a patient’s own.</p>}
      {exercises.length === 0 ? <p className="empty">No session is finished yet.</p> : exercises.map((each) => <Exercise key={`${each.exerciseId}/${each.side}`} exercise={each} />)}
      <h3>Heart</h3>
      <div className="trend-lines">
        <Line nouns={trendNouns.rmssd} words={sayTrend(trendNouns.rmssd, rmssd.trend)} {...rmssd} band={rmssd.usual.ok ? rmssd.usual.value : null}>
          {rmssd.newest === 'below' || rmssd.newest === 'above' ? <p><strong>{sayNewestRmssd(rmssd)}</strong></p> : <p className="muted">{sayNewestRmssd(rmssd)}</p>}
        </Line>
        <Line nouns={trendNouns.recovery} words={sayTrend(trendNouns.recovery, recovery.trend)} {...recovery} limit={abnormalDropBpm}>
          <p className="muted">{sayLowRecoveries(recovery.values)}</p>
        </Line>
      </div>
    </>
  );
}

function Exercise({ exercise }: { exercise: ExerciseTrends }): ReactElement {
  const { exerciseName, side, measures } = exercise;
  const scorers = sayScorers(exercise);
  return (
    <>
      <h3>{exerciseName}{side === 'both' ? '' : `, ${side}`}</h3>
      {measures.length === 0 ? <p className="empty">Nothing was measured that could be compared from session to session.</p> : null}
      <div className="trend-lines">
        {measures.map((each) => <Line key={`${each.measure}/${each.side}`} nouns={trendNouns[each.measure]} words={sayMeasureTrend(each)} values={each.values} trend={each.trend} />)}
      </div>
      {scorers === null ? null : <p className="muted">{scorers}</p>}
    </>
  );
}

interface LineProps {
  nouns: TrendNouns;
  words: string;
  values: readonly SessionValue[];
  trend: Trend;
  band?: { low: number; high: number } | null;
  limit?: number;
  /** What else there is to say of it, where it was measured. */
  children?: ReactNode;
}

function Line({ nouns, words, values, trend, band, limit, children }: LineProps): ReactElement {
  const { unit, digits } = nouns;
  const shortUnit = unit.replace(' a repetition', '');
  const isMeasured = values.some(({ value }) => value !== null);
  return (
    <div className="trend">
      <Headline trend={trend} words={words} />
      <TrendChart values={values} trend={trend} label={words} unit={shortUnit} nouns={nouns} band={band} limit={limit} />
      {isMeasured ? children : null}
      {isMeasured ? sayNotCompared(values).map((sentence) => <p key={sentence} className="muted">{sentence}</p>) : null}
      {isMeasured ? (
        <details>
          <summary>Each session</summary>
          <ul>
            {[...values].reverse().map(({ sessionId, startedAt, value, leftOut }) => (
              <li key={sessionId}>
                <a href={sessionLink(sessionId)}>{sayTime(startedAt)}</a>: {value === null ? 'not measured' : `${value.toFixed(digits)}${shortUnit}`}
                {leftOut === null ? '' : ', not compared'}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
}

/** Only what goes somewhere stands out. */
function Headline({ trend: { told }, words }: Pick<LineProps, 'trend' | 'words'>): ReactElement {
  if (told === 'cannot-tell') return <p className="muted">{words}</p>;
  return <p>{told === 'none' ? words : <strong>{words}</strong>}</p>;
}
