import type { PlanPause } from '#libs/contracts';
import { sayFailure, sayRule, sayTime } from '#libs/web';
import { useId, useState, type ReactElement, type SyntheticEvent } from 'react';
import { useConsole } from '../console-context.js';
import { sessionLink } from '../routing.js';

/** A pause can come with any alert; it is looked for this often, ms. */
const lookEveryMs = 5000;

/** Plans that wait after something critical: no session begins until somebody has looked, by name. */
export function PausedPlans(): ReactElement | null {
  const { queries } = useConsole();
  const paused = queries.useQuery('get', '/api/plan-pauses', {}, { refetchInterval: lookEveryMs });
  if (paused.data === undefined || paused.data.length === 0) return null;
  return (
    <section className="paused-plans" aria-labelledby="paused-heading" data-testid="paused-plans">
      <h2 id="paused-heading">
        Plan paused <span className="count">{paused.data.length}</span>
      </h2>
      <ul>
        {paused.data.map((pause) => (
          <PausedPlan key={pause.id} pause={pause} onReviewed={() => void paused.refetch()} />
        ))}
      </ul>
    </section>
  );
}

function PausedPlan({ pause, onReviewed }: { pause: PlanPause; onReviewed: () => void }): ReactElement {
  const { queries } = useConsole();
  const [note, write] = useState('');
  const id = useId();
  const review = queries.useMutation('post', '/api/plan-pauses/{pauseId}/review', { onSuccess: onReviewed });
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    review.mutate({ params: { path: { pauseId: pause.id } }, body: { note } });
  };
  return (
    <li data-testid="paused-plan">
      <p>
        <a href={sessionLink(pause.sessionId)}>{pause.patientName}</a>: {sayRule({ ...pause, subject: '' })}, since {sayTime(pause.pausedAt)}. No session begins until you have reviewed it.
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
