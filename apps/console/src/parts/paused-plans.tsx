import type { PlanPause } from '#libs/contracts';
import { sayFailure, sayRule, sayTime } from '#libs/web';
import { useId, useState, type ReactElement, type SyntheticEvent } from 'react';
import { useConsole } from '../console-context.js';
import { patientLink, sessionLink } from '../routing.js';

/** A pause can come with any alert; it is looked for this often, ms. */
const lookEveryMs = 5000;

const headingId = 'paused-heading';

/** How many wait, beside the wall's heading: they stand below the tiles, which must not move when an alert comes. */
export function ToPausedPlans(): ReactElement | null {
  const { patients } = usePaused();
  if (patients.length === 0) return null;
  const go = (): void => document.getElementById(headingId)?.focus();
  return (
    <button type="button" className="to-paused-plans" data-testid="to-paused-plans" onClick={go}>
      {patients.length === 1 ? '1 plan paused' : `${patients.length} plans paused`}
    </button>
  );
}

/** Plans that wait after something critical: no session begins until somebody has looked, by name. One review for all that happened to a patient. */
export function PausedPlans(): ReactElement | null {
  const { paused, patients } = usePaused();
  if (paused.data === undefined || patients.length === 0) return null;
  return (
    <section className="paused-plans" aria-labelledby={headingId} data-testid="paused-plans">
      <div className="paused-head">
        <h2 id={headingId} tabIndex={-1}>
          Plan paused <span className="count">{patients.length}</span>
        </h2>
        <p>No session of theirs begins until somebody has reviewed what happened.</p>
      </div>
      <ul>
        {patients.map((patientId) => (
          <PausedPlan key={patientId} pauses={paused.data.filter((pause) => pause.patientId === patientId)} onReviewed={() => void paused.refetch()} />
        ))}
      </ul>
    </section>
  );
}

function usePaused() {
  const { queries } = useConsole();
  const paused = queries.useQuery('get', '/api/plan-pauses', {}, { refetchInterval: lookEveryMs });
  return { paused, patients: [...new Set((paused.data ?? []).map(({ patientId }) => patientId))] };
}

function PausedPlan({ pauses, onReviewed }: { pauses: PlanPause[]; onReviewed: () => void }): ReactElement {
  const { queries } = useConsole();
  const [note, write] = useState('');
  const id = useId();
  const review = queries.useMutation('post', '/api/plan-pauses/{pauseId}/review', { onSettled: onReviewed });
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    for (const pause of pauses) review.mutate({ params: { path: { pauseId: pause.id } }, body: { note } });
  };
  return (
    <li data-testid="paused-plan">
      <p>
        <a href={pauses[0].sessionId === null ? patientLink(pauses[0].patientId) : sessionLink(pauses[0].sessionId)}>{pauses[0].patientName}</a>: {pauses.map((pause) => `${sayRule({ ...pause, subject: '' })}, ${sayTime(pause.pausedAt)}`).join('; ')}
      </p>
      <form onSubmit={submit}>
        <label htmlFor={id}>What you found</label>
        <input id={id} value={note} maxLength={500} required data-testid="review-note" onChange={(event) => write(event.target.value)} />
        <button type="submit" data-testid="review" disabled={review.isPending || note.trim() === ''}>
          Reviewed, go on
        </button>
      </form>
      {review.isError ? <p role="alert" className="failure">Not reviewed: {sayFailure(review.error)}</p> : null}
    </li>
  );
}
