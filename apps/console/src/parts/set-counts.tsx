import type { SetCount } from '#libs/contracts';
import { uncountedSet } from '#libs/domain';
import { sayFailure, sayRepetitionsDone, saySetCount, useFacts } from '#libs/web';
import { useEffect, useId, useRef, type FormEvent, type ReactElement } from 'react';
import { useConsole } from '../console-context.js';

/** How many repetitions each set had, and where somebody who looked says that it was another number. */
export function SetCounts({ sessionId }: { sessionId: string }): ReactElement | null {
  const { queries } = useConsole();
  // Whoever saw the session run has its sets from when the page was opened: they are asked for anew.
  const session = queries.useQuery('get', '/api/sessions/{sessionId}', { params: { path: { sessionId } } }, { staleTime: 0 });
  useAgainWhenCorrected(sessionId, session.refetch);
  const correct = queries.useMutation('post', '/api/sessions/{sessionId}/set-counts', { onSuccess: () => void session.refetch() });
  const sets = session.data?.sets;
  if (sets === undefined) return null;
  const say = (set: number, repetitions: number | null): void => correct.mutate({ params: { path: { sessionId } }, body: { set, repetitions } });
  return (
    <section aria-label="Counted" data-testid="set-counts">
      <h2>Counted: {sayRepetitionsDone(sets)}</h2>
      <ul>
        {sets.map((each) => (
          <li key={each.set}>
            {saySetCount(each)}
            <Correct count={each} isBusy={correct.isPending} onSaid={(repetitions) => say(each.set, repetitions)} />
          </li>
        ))}
      </ul>
      <AddSet key={uncountedSet(sets)} set={uncountedSet(sets)} isBusy={correct.isPending} onSaid={(repetitions) => say(uncountedSet(sets), repetitions)} />
      {correct.isError ? <p role="alert" className="failure">Not corrected: {sayFailure(correct.error)}.</p> : null}
    </section>
  );
}

/** Somebody else has said what a set was, in this session that we look at. */
function useAgainWhenCorrected(sessionId: string, again: () => unknown): void {
  const correctedAt = useFacts((state) => state.sessions.get(sessionId)?.fact.countsCorrectedAt);
  const known = useRef(correctedAt);
  useEffect(() => {
    if (correctedAt === known.current) return;
    known.current = correctedAt;
    void again();
  }, [correctedAt, again]);
}

/** What was done, and not one repetition of it counted. */
function AddSet({ set, isBusy, onSaid }: { set: number; isBusy: boolean; onSaid: (repetitions: number) => void }): ReactElement {
  const field = useId();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onSaid(Number(new FormData(event.currentTarget).get('repetitions')));
  };
  return (
    <details data-testid="add-set">
      <summary>Add a set in which nothing was counted</summary>
      <form className="acts" onSubmit={submit}>
        <label htmlFor={field}>Repetitions of set {set}</label>
        <input id={field} name="repetitions" type="number" min={1} max={1000} step={1} required />
        <button type="submit" disabled={isBusy}>Keep</button>
      </form>
    </details>
  );
}

function Correct({ count: { set, counted, correction }, isBusy, onSaid }: { count: SetCount; isBusy: boolean; onSaid: (repetitions: number | null) => void }): ReactElement {
  const field = useId();
  const now = correction?.repetitions ?? counted;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onSaid(Number(new FormData(event.currentTarget).get('repetitions')));
  };
  return (
    <details>
      <summary aria-label={`Correct the count of set ${set}`}>Correct the count</summary>
      <form className="acts" onSubmit={submit}>
        <label htmlFor={field}>Repetitions that were done</label>
        <input id={field} key={now} name="repetitions" type="number" min={0} max={1000} step={1} required defaultValue={now} />
        <button type="submit" disabled={isBusy}>Keep</button>
        {correction === null ? null : <button type="button" disabled={isBusy} onClick={() => onSaid(null)}>Back to {counted} as counted</button>}
      </form>
    </details>
  );
}
