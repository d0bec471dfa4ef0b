import { safetyCheck, stopCriteria, type PatientFeels, type SafetyOutcome, type StopCriterion } from '#libs/domain';
import type { SessionSummary } from '#libs/contracts';
import { alertsOfSession, markNow, sayStopReason, staleAfterMs, useFacts, useLiveStore, useTicked } from '#libs/web';
import { useState, type ReactElement } from 'react';

const decisionWords: Record<SafetyOutcome['decision'], string> = { STOP: 'Stop now', WEIGH: 'Weigh whether to stop', GO_ON: 'Nothing here says to stop' };

/** Without a heart rate it is never green: what is not known is not well. */
const gateClasses: Record<SafetyOutcome['decision'], string> = { STOP: 'gate-no_go', WEIGH: 'gate-caution', GO_ON: 'gate-go' };

/** Blood pressure is only looked at where somebody takes it. */
const pressures = [{ name: 'systolicMmHg', words: 'Blood pressure, upper value, if taken', min: 50, max: 300 }, { name: 'diastolicMmHg', words: 'Blood pressure, lower value, if taken', min: 30, max: 200 }] as const;

/** What the therapist hears from the patient, with what is measured: whether to stop. Nothing of it is kept; an alert is another thing. */
export function WhenToStop({ session }: { session: SessionSummary }): ReactElement {
  const [feels, setFeels] = useState<PatientFeels[]>([]);
  const [pressure, setPressure] = useState<{ systolicMmHg: number | null; diastolicMmHg: number | null }>({ systolicMmHg: null, diastolicMmHg: null });
  const curves = useLiveStore().curvesOf(session.id);
  const heartRateBpm = useTicked(() => ((curves.heartRateAgeMs(markNow()) ?? Infinity) < staleAfterMs ? (curves.newestHeartRate()?.smoothedBpm ?? null) : null));
  const heartRateFallsWithEffort = useFacts(({ alerts }) => alertsOfSession(alerts, session.id).some(({ ruleId, state, retrospective }) => ruleId === 'HR-06' && state === 'open' && !retrospective));
  const { monitoringRequired } = session;
  const { decision, reasons } = safetyCheck({ feels, ...pressure, heartRateBpm, hardLimitBpm: session.intensity?.hardLimitBpm ?? null, heartRateFallsWithEffort, monitoringRequired });
  const toggle = (id: PatientFeels): void => setFeels(feels.includes(id) ? feels.filter((each) => each !== id) : [...feels, id]);
  return (
    <details className="when-to-stop">
      <summary>When to stop</summary>
      <fieldset>
        <legend>The patient feels</legend>
        {stopCriteria.filter(isFelt).map(({ id }) => (
          <label key={id}>
            <input type="checkbox" checked={feels.includes(id)} onChange={() => toggle(id)} /> {sayStopReason(id)}
          </label>
        ))}
      </fieldset>
      {pressures.map(({ name, words, ...range }) => (
        <label key={name} className="field">
          {words}
          <input type="number" inputMode="decimal" {...range} value={pressure[name] ?? ''} onChange={(event) => setPressure({ ...pressure, [name]: event.target.value === '' ? null : event.target.valueAsNumber })} />
        </label>
      ))}
      <p role="status" data-testid="when-to-stop" className={`gate ${heartRateBpm === null && decision === 'GO_ON' ? '' : gateClasses[decision]}`}>
        <strong>{decisionWords[decision]}</strong>
        {reasons.length === 0 ? '' : `: ${reasons.map(sayStopReason).join('; ')}`}
        {heartRateBpm === null && !monitoringRequired ? ' The heart rate is not known.' : ''}
      </p>
      <p className="muted">Tendon sees no arrhythmia, no ST change and no blood pressure.</p>
    </details>
  );
}

function isFelt(criterion: StopCriterion): criterion is StopCriterion & { id: PatientFeels } {
  return criterion.by === 'patient' && criterion.id !== 'blood-pressure';
}
