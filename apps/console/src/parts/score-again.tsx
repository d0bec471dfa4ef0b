import type { SessionRescore } from '#libs/contracts';
import { sayCode, sayFailure } from '#libs/web';
import type { ReactElement } from 'react';
import { useConsole } from '../console-context.js';

type Difference = SessionRescore['differences'][number];

/** What the scorer of today makes of a session that is over. What is stored stays. */
export function ScoreAgain({ sessionId }: { sessionId: string }): ReactElement {
  const { queries } = useConsole();
  const again = queries.useQuery('get', '/api/sessions/{sessionId}/rescore', { params: { path: { sessionId } } }, { enabled: false, retry: false });
  return (
    <section className="score-again" aria-label="Score again">
      <button type="button" disabled={again.isFetching} onClick={() => void again.refetch()}>
        {again.isFetching ? 'Scoring…' : 'Score again with the present scorer'}
      </button>
      {again.isError ? <p role="alert" className="failure">{sayFailure(again.error)}</p> : null}
      {again.data === undefined ? null : <Differences rescore={again.data} />}
    </section>
  );
}

function Differences({ rescore: { scorer, repetitions, differences } }: { rescore: SessionRescore }): ReactElement {
  if (differences.length === 0) return <p role="status">Scorer {scorer.version} comes to the same in all {repetitions} repetitions, to the last digit.</p>;
  return (
    <>
      <p role="status">Scorer {scorer.version} differs in {differences.length} of {repetitions} repetitions. What is stored stays as it is.</p>
      <ul>
        {differences.map((each) => (
          <li key={`${each.before?.number ?? ''}-${each.after?.number ?? ''}`}>{sayDifference(each)}</li>
        ))}
      </ul>
    </>
  );
}

function sayDifference({ before, after, changed }: Difference): string {
  if (before === null) return `${sayRepetition(after)}; not counted before`;
  if (after === null) return `${sayRepetition(before)}; no longer counted`;
  const [then, now] = [sayRepetition(before), sayRepetition(after)];
  return then === now ? `${now}; finer measures changed: ${changed.length}` : `${then} (scorer ${before.scorer.version}); now ${now}`;
}

function sayRepetition(repetition: Difference['after']): string {
  if (repetition === null) return '';
  const { number, score, codes } = repetition;
  const words = new Set(codes.map((code) => `${code.severity === 'clear' ? 'clearly' : 'a little'} ${sayCode(code)}`));
  return [`repetition ${number}: ${score === null ? 'no score' : score.toFixed(0)}`, ...words].join(', ');
}
