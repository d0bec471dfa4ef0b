import type { ExercisePreview, TaughtExercise } from '#libs/contracts';
import { sayCode, sayExecution, sayGrade, sayReason } from '#libs/web';
import type { ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { Failure } from './failure.js';

const stateWords: Record<TaughtExercise['state'], string> = {
  building: 'is being made…',
  draft: 'draft: try it, then switch it on',
  refused: 'could not be made',
  active: 'switched on',
  withdrawn: 'withdrawn',
};
/** What this patient has shown: each to be tried on the set of this session, switched on, and withdrawn. */
export function TaughtExercises({ sessionId, taught, onChanged }: { sessionId: string; taught: readonly TaughtExercise[]; onChanged: () => void }): ReactElement {
  if (taught.length === 0) return <p className="empty">None yet.</p>;
  return <ul className="taught">{taught.map((each) => <Taught key={each.id} taught={each} sessionId={sessionId} onChanged={onChanged} />)}</ul>;
}

function Taught({ taught, sessionId, onChanged }: { taught: TaughtExercise; sessionId: string; onChanged: () => void }): ReactElement {
  const { queries } = useConsole();
  const path = { taughtExerciseId: taught.id };
  const preview = queries.useQuery('get', '/api/sessions/{sessionId}/previews/{taughtExerciseId}', { params: { path: { ...path, sessionId } } }, { enabled: false, retry: false });
  const switchOn = queries.useMutation('post', '/api/taught-exercises/{taughtExerciseId}/activation', { onSuccess: onChanged });
  const withdraw = queries.useMutation('delete', '/api/taught-exercises/{taughtExerciseId}', { onSuccess: onChanged });
  const isBuilt = taught.state === 'draft' || taught.state === 'active';
  return (
    <li data-testid="taught" data-state={taught.state}>
      <p><strong>{taught.name}</strong> {taught.audience === 'patient' ? `(own version of “${taught.basisName}”)` : '(for the clinic)'}: {stateWords[taught.state]}{taught.refusal === null ? '' : `. ${taught.refusal}`}</p>
      {taught.repetitions === null ? null : <p className="muted">Learned from {sayGrade(taught.repetitions)}.</p>}
      <div className="acts">
        {isBuilt ? <button type="button" disabled={preview.isFetching} onClick={() => void preview.refetch()}>{preview.isFetching ? 'Trying…' : 'Try it on this session'}</button> : null}
        {taught.state === 'draft' ? <button type="button" className="primary" disabled={switchOn.isPending} onClick={() => switchOn.mutate({ params: { path } })}>Switch it on</button> : null}
        {taught.state === 'building' ? null : <button type="button" disabled={withdraw.isPending} onClick={() => withdraw.mutate({ params: { path } })}>Withdraw</button>}
      </div>
      {switchOn.isSuccess ? <p role="status">It can be prescribed now, and this patient has it in their plan.</p> : null}
      <Failure of={preview.error ?? switchOn.error ?? withdraw.error} what="Not done" />
      {preview.data === undefined ? null : <Preview preview={preview.data} />}
    </li>
  );
}

function Preview({ preview: { isItsOwn, repetitions, score } }: { preview: ExercisePreview }): ReactElement {
  return (
    <div data-testid="preview">
      <p role="status">
        This session would have been scored {score === null ? 'not at all: too few repetitions could be judged' : Math.round(score)}.
        {isItsOwn ? ' It was taught from this very session, so that it should come out well.' : ''}
      </p>
      <ol className="preview">{repetitions.map((repetition) => <li key={repetition.number} className={`band-${repetition.band ?? 'none'}`}>{sayTried(repetition)}</li>)}</ol>
    </div>
  );
}

function sayTried({ number, score, band, reason, type, codes }: ExercisePreview['repetitions'][number]): string {
  const judged = score === null ? `cannot judge: ${sayReason(reason)}` : `${Math.round(score)} ${band}`;
  const done = type === null ? null : sayExecution({ type, probability: 1, basis: 'own-types' });
  const found = [...new Set([done ?? [], ...codes.map((each) => `${each.severity === 'clear' ? 'clearly' : 'a little'} ${sayCode(each)}`)].flat())].join(', ');
  return `#${number} ${judged}${found === '' ? '' : `: ${found}`}`;
}
