import type { ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { Failure } from './failure.js';

export function SignIns(): ReactElement {
  const { queries } = useConsole();
  const list = queries.useQuery('get', '/api/sign-ins');
  const again = (): void => void list.refetch();
  const end = queries.useMutation('delete', '/api/sign-ins/{signInId}', { onSuccess: again });
  const endOthers = queries.useMutation('delete', '/api/sign-ins', { onSuccess: again });
  return (
    <section className="panel" aria-labelledby="sign-ins-heading">
      <h2 id="sign-ins-heading">Where you are signed in</h2>
      <ul data-testid="sign-ins">
        {(list.data ?? []).map(({ id, agent, method, createdAt, current }) => (
          <li key={id}>
            {current ? <strong>Here</strong> : agent} since {new Date(createdAt).toLocaleString()}, by {method}{' '}
            {current ? null : <button type="button" aria-label={`End ${agent}`} onClick={() => end.mutate({ params: { path: { signInId: id } } })}>End</button>}
          </li>
        ))}
      </ul>
      <button type="button" onClick={() => endOthers.mutate({})}>End all others</button>
      <Failure of={list.error ?? end.error ?? endOthers.error} what="Not done" />
    </section>
  );
}
