import type { PlanPause } from '#libs/contracts';
import { sayFailure, sayRule, sayTime } from '#libs/web';
import { useId, useState, type ReactElement, type SyntheticEvent } from 'react';
import { useConsole } from '../console-context.js';
import { patientLink, sessionLink } from '../routing.js';

/** A pause can come with any alert; it is looked for this often, ms. */
const lookEveryMs = 5000;

/** Plans that wait after something critical: no session begins until somebody has looked, by name. One review for all that happened to a patient. */
export function PausedPlans(): ReactElement | null {
  const { queries } = useConsole();
  const paused = queries.useQuery('get', '/api/plan-pauses', {}, { refetchInterval: lookEveryMs });
  if (paused.data === undefined || paused.data.length === 0) return null;
  const patients = [...new Set(paused.data.map(({ patientId }) => patientId))];
  return (
    <section className="paused-plans" aria-labelledby="paused-heading" data-testid="paused-plans">
      <div className="paused-head">
        <h2 id="paused-heading">
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
