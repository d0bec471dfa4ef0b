import type { PatientIntensity } from '#libs/contracts';
import { sayDecision, sayFailure, sayKnown, sayMaxHeartRate, sayTime, sayWeeklyDose } from '#libs/web';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { AlertDays } from '../parts/alert-days.js';
import { HeartForm } from '../parts/heart-form.js';
import { HeadTurns } from '../parts/head-turns.js';
import { OwnRules } from '../parts/own-rules.js';
import { PainDiary } from '../parts/pain-diary.js';
import { PatientDevices } from '../parts/patient-devices.js';
import { Prescriptions } from '../parts/prescriptions.js';
import { PreExerciseForm } from '../parts/pre-exercise-form.js';
import { Trends } from '../parts/trends.js';

/** One patient: whether they may exercise today, what their heart may do, and what it has done week by week. */
export function PatientPage({ patientId }: { patientId: string }): ReactElement {
  const { queries } = useConsole();
  const patients = queries.useQuery('get', '/api/patients');
  const intensity = queries.useQuery('get', '/api/patients/{patientId}/intensity', { params: { path: { patientId } } });
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const name = patients.data?.find(({ id }) => id === patientId)?.displayName ?? 'Patient';
  return (
    <main className="session-page">
      <p><a href="#/">← All patients</a></p>
      <h1 ref={heading} tabIndex={-1}>{name}</h1>
      {intensity.isError ? <p role="alert" className="failure">This patient cannot be shown: {sayFailure(intensity.error)}</p> : null}
      {intensity.data === undefined ? null : (
        <>
          <Today checks={intensity.data.checks} patientId={patientId} onKept={() => void intensity.refetch()} />
          <Prescriptions patientId={patientId} />
          <Heart intensity={intensity.data} patientId={patientId} onKept={() => void intensity.refetch()} />
          <Trends patientId={patientId} />
          <Weeks weeks={intensity.data.weeks} />
          <HeadTurns days={intensity.data.headTurnDays} />
          <PainDiary patientId={patientId} />
          <AlertDays patientId={patientId} />
          <OwnRules patientId={patientId} />
          <PatientDevices patientId={patientId} />
        </>
      )}
    </main>
  );
}

function Today({ checks, patientId, onKept }: { checks: PatientIntensity['checks']; patientId: string; onKept: () => void }): ReactElement {
  const [newest, ...others] = checks;
  return (
    <section aria-label="Before exercise">
      <h2>Before exercise</h2>
      {newest === undefined ? <p className="empty">Nothing was asked yet.</p> : (
        <p role="status" className={`gate gate-${newest.outcome.decision.toLowerCase()}`} data-testid="gate">
          {sayTime(newest.answeredAt)}: <strong>{sayDecision(newest.outcome)}</strong>
          {newest.outcome.isUrgent ? ' Ask for medical advice at once.' : ''}
          {newest.outcome.decision === 'NO_GO' ? ' No session starts for twelve hours, or until this is answered otherwise.' : ''}
        </p>
      )}
      {others.length === 0 ? null : <ul className="muted">{others.map(({ id, answeredAt, outcome }) => <li key={id}>{sayTime(answeredAt)}: {sayDecision(outcome)}</li>)}</ul>}
      <PreExerciseForm patientId={patientId} onKept={onKept} />
      <p className="muted">Tendon sees no arrhythmia, no ST change and no blood pressure during exercise.</p>
    </section>
  );
}

function Heart({ intensity: { maxHeartRate, heart, otherFormulasBpm, restingBaselineBpm, rmssdMs }, patientId, onKept }: { intensity: PatientIntensity; patientId: string; onKept: () => void }): ReactElement {
  const { fox, gellishLinear, acsm, gulati } = otherFormulasBpm;
  const others = [`220 − age ${fox.toFixed(0)}`, `Gellish ${gellishLinear.toFixed(0)}`, `ACSM ${acsm.toFixed(0)}`, ...(gulati === null ? [] : [`Gulati (women) ${gulati.toFixed(0)}`])];
  return (
    <section aria-label="Heart">
      <h2>Heart</h2>
      <dl className="facts">
        <dt>Maximum heart rate</dt>
        <dd>{sayMaxHeartRate(maxHeartRate)}</dd>
        <dt>Other formulas, to compare</dt>
        <dd>{others.join(', ')} bpm</dd>
        <dt>Resting, seven days</dt>
        <dd>{sayKnown(restingBaselineBpm, (bpm) => `${bpm.toFixed(0)} bpm`)}</dd>
        <dt>RMSSD at rest, seven days</dt>
        <dd>{sayKnown(rmssdMs, ({ typical, low, high, values }) => `${typical.toFixed(0)} ms, mostly ${low.toFixed(0)} to ${high.toFixed(0)}, in ${values} sessions`)}</dd>
      </dl>
      <HeartForm patientId={patientId} heart={heart} onKept={onKept} />
    </section>
  );
}

const weekMs = 7 * 86_400_000;

function Weeks({ weeks }: { weeks: PatientIntensity['weeks'] }): ReactElement {
  const [nowMs] = useState(() => Date.now());
  return (
    <section aria-label="Weeks">
      <h2>Weeks</h2>
      <p className="muted">The aerobic dose is three sessions of 20 minutes in zone. Load is effort as it was said times minutes; sessions that nobody rated are missing in it.</p>
      <div className="table-frame" tabIndex={0} role="region" aria-label="Table of weeks">
        <table>
          <thead>
            <tr>
              <th scope="col">Week of</th>
              <th scope="col">Dose</th>
              <th scope="col">In zone</th>
              <th scope="col">Load</th>
              <th scope="col">Monotony</th>
            </tr>
          </thead>
          <tbody>{[...weeks].reverse().map((week) => <WeekRow key={week.start} week={week} isOver={Date.parse(week.start) + weekMs <= nowMs} />)}</tbody>
        </table>
      </div>
    </section>
  );
}

function WeekRow({ week: { start, sessions, dose, load, unrated, hasRisen }, isOver }: { week: PatientIntensity['weeks'][number]; isOver: boolean }): ReactElement {
  if (sessions === 0) {
    return (
      <tr>
        <th scope="row">{start.slice(0, 10)}</th>
        <td colSpan={4} className="muted">no session</td>
      </tr>
    );
  }
  return (
    <tr>
      <th scope="row">{start.slice(0, 10)}</th>
      <td className="words">{sayWeeklyDose(dose, isOver)}: {dose.sessions} of 3{dose.isMoreThanAdvised ? ', more than five' : ''}</td>
      <td>{dose.minutes.toFixed(0)} min{dose.unmeasured === 0 ? '' : ` at least; of ${dose.unmeasured} ${dose.unmeasured === 1 ? 'session' : 'sessions'} not known`}</td>
      <td className="words">{load.load.toFixed(0)}{unrated === 0 ? '' : ` at least; ${unrated} not rated`}{hasRisen === true ? ', well above the month before' : ''}</td>
      <td>{load.monotony === null ? '–' : load.monotony.toFixed(1)}</td>
    </tr>
  );
}
