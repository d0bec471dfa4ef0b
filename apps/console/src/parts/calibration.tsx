import type { Prescription, SessionSummary } from '#libs/contracts';
import { sayTime, useFacts } from '#libs/web';
import { useEffect, useId, useState, type ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { sessionLink } from '../routing.js';
import { Failure } from './failure.js';
import { GuidedProgress } from './guided-progress.js';

/** How the sensors of one prescription are worn: found out with the patient, step by step. */
export function Calibration({ prescription, onChanged }: { prescription: Prescription; onChanged: () => void }): ReactElement {
  const live = useFacts(({ sessions }) => newestGuided(sessions, prescription.id));
  const known = `${live?.id ?? ''} ${live?.state ?? ''} ${live?.worn?.guided?.passed ?? ''}`;
  useEffect(onChanged, [known]);
  const isRunning = live?.state === 'running';
  return (
    <div className="calibration" data-testid="calibration">
      {isRunning ? <Running session={live} /> : <LastCalibration prescription={prescription} live={live} />}
      {isRunning ? null : <AskForIt prescription={prescription} onChanged={onChanged} />}
    </div>
  );
}

function Running({ session: { worn } }: { session: SessionSummary }): ReactElement {
  const guided = worn?.guided ?? null;
  return guided === null ? <p role="status">The calibration has begun.</p> : <GuidedProgress guided={guided} isRunning />;
}

function newestGuided(sessions: ReadonlyMap<string, { fact: SessionSummary }>, prescriptionId: string): SessionSummary | undefined {
  let newest: SessionSummary | undefined;
  for (const { fact } of sessions.values()) {
    if (fact.prescriptionId !== prescriptionId || fact.purpose !== 'guided-calibration') continue;
    if (newest === undefined || fact.startedAt > newest.startedAt) newest = fact;
  }
  return newest;
}

function LastCalibration({ prescription: { calibration: { session } }, live }: { prescription: Prescription; live: SessionSummary | undefined }): ReactElement {
  if (session === null) return <p>How the sensors are worn has not been calibrated: leaning, turning and the like are measured only by sensors of which somebody said how they are strapped on.</p>;
  const passed = live?.id === session.id ? (live.worn?.guided?.passed ?? session.passed) : session.passed;
  return (
    <p className={passed ? 'gate gate-go' : 'gate gate-caution'} data-testid="calibrated">
      {passed ? 'Calibrated' : 'The last calibration was not passed'}: <a href={sessionLink(session.id)}>{sayTime(session.startedAt)}</a>
    </p>
  );
}

function AskForIt({ prescription, onChanged }: { prescription: Prescription; onChanged: () => void }): ReactElement {
  const { queries } = useConsole();
  const [anew, setAnew] = useState(false);
  const boxId = useId();
  const params = { path: { prescriptionId: prescription.id } };
  const start = queries.useMutation('post', '/api/prescriptions/{prescriptionId}/calibration', { onSuccess: onChanged });
  const cancel = queries.useMutation('delete', '/api/prescriptions/{prescriptionId}/calibration', { onSuccess: onChanged });
  const { askedAt, session } = prescription.calibration;
  if (askedAt !== null) {
    return (
      <div className="gate gate-caution" role="status" data-testid="calibration-asked">
        <p><strong>Waiting for the patient.</strong> Asked at {sayTime(askedAt)}: their next session of this exercise, within half an hour, is the calibration.</p>
        <button type="button" disabled={cancel.isPending} onClick={() => cancel.mutate({ params })}>Cancel the calibration</button>
        <Failure of={cancel.error} what="Not cancelled" />
      </div>
    );
  }
  return (
    <div className="inline-form">
      <button type="button" disabled={start.isPending} onClick={() => start.mutate({ params, body: { anew } })}>Calibrate the sensors</button>
      {session === null ? null : (
        <label htmlFor={boxId}>
          <input id={boxId} type="checkbox" checked={anew} onChange={(event) => setAnew(event.target.checked)} /> they are worn otherwise on purpose: do not compare with last time
        </label>
      )}
      <Failure of={start.error} what="Not started" />
    </div>
  );
}
