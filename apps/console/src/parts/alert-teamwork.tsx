import type { AlertView } from '#libs/contracts';
import { sayFailure, sayRule, sayTime, useLiveStore } from '#libs/web';
import { useId, useState, type FormEvent, type ReactElement } from 'react';
import { useConsole } from '../console-context.js';

/** Whose it is, and what colleagues have said of it. */
export function AlertComments({ alert: { assignment, comments } }: { alert: AlertView }): ReactElement {
  const { person } = useConsole();
  return (
    <>
      {assignment === null ? null : (
        <p className="alert-facts" data-testid="assignment">
          {assignment.practitionerId === person.id ? <strong>Yours</strong> : <>With {assignment.practitionerName}</>} since {sayTime(assignment.at)}
        </p>
      )}
      {comments.length === 0 ? null : (
        <ul className="comments" data-testid="comments">
          {comments.map(({ id, practitionerName, at, words }) => (
            <li key={id}><strong>{practitionerName}</strong> {sayTime(at)}: {words}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** To give it to a colleague, or to say something of it. */
export function AlertTeamwork({ alert }: { alert: AlertView }): ReactElement {
  const [isOpen, open] = useState(false);
  return (
    <details className="teamwork" data-testid="teamwork" onToggle={(event) => open(event.currentTarget.open)}>
      <summary aria-label={`Hand over or comment: ${alert.patientName}, ${sayRule(alert)}`}>Hand over, comment</summary>
      {isOpen ? <HandOver alert={alert} /> : null}
      {isOpen ? <Comment alert={alert} /> : null}
    </details>
  );
}

function HandOver({ alert }: { alert: AlertView }): ReactElement {
  const { queries, person } = useConsole();
  const store = useLiveStore();
  const choice = useId();
  const carers = queries.useQuery('get', '/api/patients/{patientId}/carers', { params: { path: { patientId: alert.patientId } } });
  const assign = queries.useMutation('put', '/api/alerts/{alertId}/assignment', { onSuccess: (fact) => store.dispatch({ type: 'alert-answered', alert: fact }) });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const chosen = String(new FormData(event.currentTarget).get('colleague'));
    assign.mutate({ params: { path: { alertId: alert.id } }, body: { practitionerId: chosen === '' ? null : chosen } });
  };
  return (
    <form className="acts" onSubmit={submit}>
      <label htmlFor={choice}>Hand over to</label>
      <select id={choice} name="colleague" key={alert.assignment?.practitionerId} defaultValue={alert.assignment?.practitionerId ?? ''} data-testid="assign-to">
        <option value="">nobody in particular</option>
        {(carers.data ?? []).map(({ practitionerId, displayName, isBackup }) => (
          <option key={practitionerId} value={practitionerId}>{displayName}{practitionerId === person.id ? ' (me)' : isBackup ? ' (backup)' : ''}</option>
        ))}
      </select>
      <button type="submit" data-testid="assign" disabled={assign.isPending || carers.data === undefined}>Hand over</button>
      {assign.isError || carers.isError ? <span role="alert" className="failure">Not done: {sayFailure(assign.error ?? carers.error)}</span> : null}
    </form>
  );
}

function Comment({ alert }: { alert: AlertView }): ReactElement {
  const { queries } = useConsole();
  const store = useLiveStore();
  const field = useId();
  const [words, write] = useState('');
  const said = (fact: AlertView): void => {
    store.dispatch({ type: 'alert-answered', alert: fact });
    write('');
  };
  const comment = queries.useMutation('post', '/api/alerts/{alertId}/comments', { onSuccess: said });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    comment.mutate({ params: { path: { alertId: alert.id } }, body: { words } });
  };
  return (
    <form className="acts" onSubmit={submit}>
      <label htmlFor={field}>Comment</label>
      <input id={field} value={words} maxLength={500} required autoComplete="off" data-testid="comment-words" onChange={(event) => write(event.target.value)} />
      <button type="submit" data-testid="comment" disabled={comment.isPending || words.trim() === ''}>Say</button>
      {comment.isError ? <span role="alert" className="failure">Not said: {sayFailure(comment.error)}</span> : null}
    </form>
  );
}
