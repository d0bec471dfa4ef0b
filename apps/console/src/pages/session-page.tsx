import type { Corridor, RepetitionView, SessionSummary } from '#libs/contracts';
import { alertsOfSession, approvableOf, byUrgency, isWalk, noMarks, repetitionsNewestFirst, sayFailure, sayStale, TimeChart, useFacts, useLiveStore, type ChartMarks } from '#libs/web';
import { useMemo, type ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { AlertCard } from '../parts/alert-card.js';
import { AlertHistory } from '../parts/alert-history.js';
import { ApproveReference } from '../parts/approve-reference.js';
import { PatientSays } from '../parts/patient-says.js';
import { Dizziness } from '../parts/dizziness.js';
import { ExerciseCard } from '../parts/exercise-card.js';
import { HeartRate } from '../parts/heart-rate.js';
import { LiveAngle } from '../parts/live-angle.js';
import { RepetitionTable } from '../parts/repetition-table.js';
import { RepetitionTrace } from '../parts/repetition-trace.js';
import { ScoreAgain } from '../parts/score-again.js';
import { SessionIntensity } from '../parts/session-intensity.js';
import { SessionHead } from '../parts/session-head.js';
import { SetCounts } from '../parts/set-counts.js';
import { SetStanding } from '../parts/set-standing.js';
import { TeachExercise } from '../parts/teach-exercise.js';
import { WornSensors } from '../parts/worn-sensors.js';
import { heartRateTrace } from '../traces.js';

/** Of a note nobody is told; it is looked for this often, ms. */
const lookForNotesEveryMs = 30_000;
const heartRateStretch = { longestS: 600, shortestS: 60 };

/** While it is to come back, and time goes on. */
const dizzinessMs = 30_000;

/** Everything about one session. Live facts come first; of a session that is not followed live, what is stored. */
export function SessionPage({ sessionId }: { sessionId: string }): ReactElement {
  const { queries } = useConsole();
  const stored = queries.useQuery('get', '/api/sessions/{sessionId}', { params: { path: { sessionId } } }, { refetchInterval: ({ state: { data } }) => (data?.dizziness?.back === 'not-yet' ? dizzinessMs : false) });
  const followed = useFacts((state) => state.sessions.get(sessionId)?.fact);
  const told = useFacts((state) => state.repetitions.get(sessionId));
  const repetitions = useMemo(() => (told === undefined ? [...(stored.data?.repetitions ?? [])].sort((a, b) => b.number - a.number) : repetitionsNewestFirst(told)), [told, stored.data]);
  const session = followed ?? stored.data;
  const { corridor = null, dizziness = null } = stored.data ?? {};
  if (session === undefined) {
    return (
      <main className="session-page">
        <BackLink />
        {stored.isError ? <p role="alert" className="failure">This session cannot be shown: {sayFailure(stored.error)}</p> : <p role="status">Loading…</p>}
      </main>
    );
  }
  return (
    <main className="session-page">
      <BackLink />
      <SessionHead session={session} />
      <WornSensors session={session} />
      {session.state === 'running' ? <Traces session={session} repetitions={repetitions} corridor={corridor} /> : null}
      <SessionAlerts session={session} />
      {dizziness === null ? null : <Dizziness course={dizziness} />}
      <PatientSays sessionId={sessionId} isOver={session.state === 'finished'} asksDizziness={dizziness !== null} onSaid={() => void (dizziness === null ? null : stored.refetch())} />
      <SessionIntensity session={session} />
      {session.purpose === 'guided-calibration' ? null : <Counted session={session} repetitions={repetitions} corridor={corridor} />}
      <ExerciseCard exerciseId={session.exerciseId} />
    </main>
  );
}

/** Of a session that counts: its repetitions, newest first, and what can be made of them when it is over. */
function Counted({ session, repetitions, corridor }: { session: SessionSummary; repetitions: RepetitionView[]; corridor: Corridor | null }): ReactElement {
  return (
    <div className={sayStale(session.referenceStanding) === null ? 'counted' : 'counted reference-stale'}>
      <SetStanding session={session} repetitions={repetitions} />
      {session.state === 'finished' && !isWalk(session.exerciseId) ? <SetCounts sessionId={session.id} /> : null}
      <RepetitionTable repetitions={repetitions} />
      {session.state === 'finished' ? <Afterwards session={session} repetitions={[...repetitions].reverse()} corridor={corridor} /> : null}
    </div>
  );
}

/** What can be done with a session that is over. Repetitions come in order. */
function Afterwards({ session, repetitions, corridor }: { session: SessionSummary; repetitions: readonly RepetitionView[]; corridor: Corridor | null }): ReactElement {
  return (
    <>
      {isWalk(session.exerciseId) ? null : <RepetitionTrace session={session} repetitions={repetitions} corridor={corridor} />}
      <ScoreAgain sessionId={session.id} />
      <ApproveReference session={session} repetitions={repetitions} />
      {isWalk(session.exerciseId) ? null : <TeachExercise session={session} repetitions={approvableOf(repetitions, session.exerciseId)} />}
    </>
  );
}

function BackLink(): ReactElement {
  return (
    <p>
      <a href="#/">← All patients</a>
    </p>
  );
}

function Traces({ session, repetitions, corridor }: { session: SessionSummary; repetitions: readonly RepetitionView[]; corridor: Corridor | null }): ReactElement {
  const curves = useLiveStore().curvesOf(session.id);
  const heartRate = useMemo(() => heartRateTrace(curves, heartRateStretch), [curves]);
  const { intensity } = session;
  const marks = useMemo(() => marksOf(intensity), [intensity]);
  return (
    <div className="traces">
      <LiveAngle session={session} repetitions={repetitions} corridor={corridor} />
      <section aria-label="Heart rate">
        <div className="trace-head">
          <div>
            <h2>Heart rate, last 10 minutes</h2>
            <p className="muted">{sayMarks(intensity)}</p>
          </div>
          <HeartRate curves={curves} plan={intensity} />
        </div>
        <TimeChart source={heartRate} label={`Heart rate of ${session.patientName}`} unit="" heightPx={220} hasAxes leastSpan={30} marks={marks} />
      </section>
      <p className="muted">Curves are drawn from the moment this console was opened; scores and alerts are complete.</p>
    </div>
  );
}

/** A zone that is a guess is not drawn; a ceiling that was set is. */
function marksOf(intensity: SessionSummary['intensity']): ChartMarks {
  if (intensity === null) return noMarks;
  if (intensity.advisoryOnly) return intensity.ceilingFromPlan ? { ...noMarks, limit: intensity.ceilingBpm } : noMarks;
  return { limit: intensity.ceilingBpm, band: { low: intensity.zoneLowBpm, high: intensity.zoneHighBpm } };
}

function sayMarks(intensity: SessionSummary['intensity']): string {
  if (intensity === null) return 'no zone planned';
  const ceiling = `dashed: ceiling ${intensity.ceilingBpm.toFixed(0)} bpm`;
  if (!intensity.advisoryOnly) return `shaded: zone; ${ceiling}`;
  return intensity.ceilingFromPlan ? `${ceiling}; no zone is known` : 'no zone is known; go by effort and talk test';
}

/** What waits or was told while this page was open, as cards; the rest as the record has it. */
function SessionAlerts({ session: { id: sessionId, patientId, state } }: { session: SessionSummary }): ReactElement {
  const { queries } = useConsole();
  const alerts = useFacts((facts) => facts.alerts);
  const ofSession = useMemo(() => alertsOfSession(alerts, sessionId).sort(byUrgency), [alerts, sessionId]);
  const recorded = queries.useQuery('get', '/api/patients/{patientId}/alerts', { params: { path: { patientId }, query: { sessionId } } }, { refetchInterval: state === 'finished' ? false : lookForNotesEveryMs });
  const others = (recorded.data ?? []).filter(({ id }) => !alerts.has(id));
  return (
    <section className="session-alerts" aria-label="Alerts of this session">
      <h2>Alerts of this session</h2>
      {ofSession.length + others.length === 0 && recorded.isSuccess ? <p className="empty">None, and nothing was noted.</p> : null}
      <ul>
        {ofSession.map((alert) => (
          <AlertCard key={alert.id} alert={alert} onAnswered={() => undefined} />
        ))}
      </ul>
      {others.length === 0 ? null : <h3>In the record</h3>}
      <AlertHistory alerts={others} />
      {recorded.isError ? <p role="alert" className="failure">The record cannot be shown: {sayFailure(recorded.error)}</p> : null}
    </section>
  );
}
