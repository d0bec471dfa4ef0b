import type { RepetitionView, SessionSummary } from '#libs/contracts';
import { alertsOfSession, noMarks, repetitionsNewestFirst, sayFailure, TimeChart, useFacts, useLiveStore, type ChartMarks } from '#libs/web';
import { useMemo, type ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { AlertCard } from '../parts/alert-card.js';
import { PatientSays } from '../parts/patient-says.js';
import { DataAge } from '../parts/data-age.js';
import { ExerciseCard } from '../parts/exercise-card.js';
import { HeartRate } from '../parts/heart-rate.js';
import { RepetitionTable } from '../parts/repetition-table.js';
import { ScoreAgain } from '../parts/score-again.js';
import { SessionIntensity } from '../parts/session-intensity.js';
import { SessionHead } from '../parts/session-head.js';
import { SetStanding } from '../parts/set-standing.js';
import { TeachExercise } from '../parts/teach-exercise.js';
import { WornSensors } from '../parts/worn-sensors.js';
import { angleTrace, heartRateTrace } from '../traces.js';

const angleStretch = { longestS: 60, shortestS: 60 };
const heartRateStretch = { longestS: 600, shortestS: 60 };

/** Everything about one session. Live facts come first; of a session that is not followed live, what is stored. */
export function SessionPage({ sessionId }: { sessionId: string }): ReactElement {
  const { queries } = useConsole();
  const stored = queries.useQuery('get', '/api/sessions/{sessionId}', { params: { path: { sessionId } } });
  const followed = useFacts((state) => state.sessions.get(sessionId)?.fact);
  const told = useFacts((state) => state.repetitions.get(sessionId));
  const repetitions = useMemo(() => (told === undefined ? [...(stored.data?.repetitions ?? [])].sort((a, b) => b.number - a.number) : repetitionsNewestFirst(told)), [told, stored.data]);
  const session = followed ?? stored.data;
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
      {session.state === 'running' ? <Traces session={session} /> : null}
      <SessionAlerts sessionId={sessionId} />
      <PatientSays sessionId={sessionId} />
      <SessionIntensity session={session} />
      {session.purpose === 'guided-calibration' ? null : <Counted session={session} repetitions={repetitions} />}
      <ExerciseCard exerciseId={session.exerciseId} />
    </main>
  );
}

/** Of a session that counts: its repetitions, and what can be made of them when it is over. */
function Counted({ session, repetitions }: { session: SessionSummary; repetitions: RepetitionView[] }): ReactElement {
  return (
    <>
      <SetStanding repetitions={repetitions} />
      <RepetitionTable repetitions={repetitions} />
      {session.state === 'finished' ? <ScoreAgain sessionId={session.id} /> : null}
      {session.state === 'finished' ? <TeachExercise session={session} repetitions={[...repetitions].reverse()} /> : null}
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

function Traces({ session }: { session: SessionSummary }): ReactElement {
  const curves = useLiveStore().curvesOf(session.id);
  const angle = useMemo(() => angleTrace(curves, angleStretch), [curves]);
  const heartRate = useMemo(() => heartRateTrace(curves, heartRateStretch), [curves]);
  const { intensity } = session;
  const marks = useMemo(() => marksOf(intensity), [intensity]);
  return (
    <div className="traces">
      <section aria-label="Angle">
        <div className="trace-head">
          <h2>Angle, last minute</h2>
          <DataAge curves={curves} />
        </div>
        <TimeChart source={angle} label={`Angle of ${session.patientName}, last minute`} unit="°" heightPx={220} hasAxes leastSpan={40} marks={noMarks} />
      </section>
      <section aria-label="Heart rate">
        <div className="trace-head">
          <div>
            <h2>Heart rate, last 10 minutes</h2>
            <p className="muted">{intensity === null ? 'no zone planned' : `shaded: zone; dashed: ceiling ${intensity.ceilingBpm.toFixed(0)} bpm`}</p>
          </div>
          <HeartRate curves={curves} hasPlan={intensity !== null} />
        </div>
        <TimeChart source={heartRate} label={`Heart rate of ${session.patientName}`} unit="" heightPx={220} hasAxes leastSpan={30} marks={marks} />
      </section>
      <p className="muted">Curves are drawn from the moment this console was opened; scores and alerts are complete.</p>
    </div>
  );
}

function marksOf(intensity: SessionSummary['intensity']): ChartMarks {
  if (intensity === null) return noMarks;
  return { limit: intensity.ceilingBpm, band: { low: intensity.zoneLowBpm, high: intensity.zoneHighBpm } };
}

function SessionAlerts({ sessionId }: { sessionId: string }): ReactElement {
  const alerts = useFacts((state) => state.alerts);
  const ofSession = useMemo(() => alertsOfSession(alerts, sessionId), [alerts, sessionId]);
  return (
    <section className="session-alerts" aria-label="Alerts of this session">
      <h2>Alerts of this session</h2>
      {ofSession.length === 0 ? <p className="empty">None open, and none since this page was opened.</p> : null}
      <ul>
        {ofSession.map((alert) => (
          <AlertCard key={alert.id} alert={alert} onAnswered={() => undefined} />
        ))}
      </ul>
    </section>
  );
}
