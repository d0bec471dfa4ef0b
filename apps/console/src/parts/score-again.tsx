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
  if (before === null) return after === null ? '' : `Repetition ${after.number}, not counted before: ${sayScore(after)}`;
  if (after === null) return `Repetition ${before.number}, no longer counted: ${sayScore(before)} by scorer ${before.scorer.version}`;
  const [then, now] = [sayScore(before), sayScore(after)];
  if (before.number === after.number && then === now) return `Repetition ${after.number}: ${now}, as before; ${changed.length === 1 ? 'one value behind it differs' : `${changed.length} values behind it differ`}`;
  return `Repetition ${before.number} by scorer ${before.scorer.version}: ${then}; now${before.number === after.number ? '' : ` number ${after.number}`}: ${now}`;
}

function sayScore({ score, codes }: NonNullable<Difference['after']>): string {
  const words = new Set(codes.map((code) => `${code.severity === 'clear' ? 'clearly' : 'a little'} ${sayCode(code)}`));
  return [score === null ? 'no score' : score.toFixed(0), ...words].join(', ');
}
