import { safetyCheck, stopCriteria, type PatientFeels, type SafetyOutcome, type StopCriterion } from '#libs/domain';
import type { SessionSummary } from '#libs/contracts';
import { markNow, sayStopReason, staleAfterMs, useLiveStore, useTicked } from '#libs/web';
import { useState, type ReactElement } from 'react';

const decisionWords: Record<SafetyOutcome['decision'], string> = { STOP: 'Stop now', WEIGH: 'Weigh whether to stop', GO_ON: 'Nothing here says to stop' };

/** What the therapist hears from the patient, with what is measured: whether to stop. Nothing of it is kept; an alert is another thing. */
export function WhenToStop({ session }: { session: SessionSummary }): ReactElement {
  const [feels, setFeels] = useState<PatientFeels[]>([]);
  const curves = useLiveStore().curvesOf(session.id);
  const heartRateBpm = useTicked(() => ((curves.heartRateAgeMs(markNow()) ?? Infinity) < staleAfterMs ? (curves.newestHeartRate()?.smoothedBpm ?? null) : null));
  const hardLimitBpm = session.intensity?.hardLimitBpm ?? null;
  const { decision, reasons } = safetyCheck({ feels, systolicMmHg: null, diastolicMmHg: null, heartRateBpm, hardLimitBpm, heartRateFallsWithEffort: false, monitoringRequired: false });
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
      <p role="status" className={`gate gate-${decision === 'STOP' ? 'no_go' : decision === 'WEIGH' ? 'caution' : 'go'}`}>
        <strong>{decisionWords[decision]}</strong>
        {reasons.length === 0 ? '' : `: ${reasons.map(sayStopReason).join('; ')}`}
        {heartRateBpm === null ? ' The heart rate is not known.' : ''}
      </p>
      <p className="muted">Tendon sees no arrhythmia, no ST change and no blood pressure.</p>
    </details>
  );
}

function isFelt(criterion: StopCriterion): criterion is StopCriterion & { id: PatientFeels } {
  return criterion.by === 'patient' && criterion.id !== 'blood-pressure';
}
