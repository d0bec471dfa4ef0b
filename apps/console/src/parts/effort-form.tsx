import type { EffortReportCreate } from '#libs/contracts';
import type { TalkTest } from '#libs/domain';
import { sayFailure, sayRpe, sayTalkTest } from '#libs/web';
import { useId, useState, type ReactElement } from 'react';
import { useConsole } from '../console-context.js';

const ratings = Array.from({ length: 21 }, (_, i) => i / 2);
const talkTests: TalkTest[] = ['sing', 'talk', 'few-words'];

/** What the patient says of the effort, written down by the therapist. */
export function EffortForm({ sessionId, moment, onKept }: { sessionId: string; moment: EffortReportCreate['moment']; onKept: () => void }): ReactElement {
  const { queries } = useConsole();
  const [rpe, setRpe] = useState('');
  const [talkTest, setTalkTest] = useState('');
  const [rpeId, talkId] = [useId(), useId()];
  const report = queries.useMutation('post', '/api/sessions/{sessionId}/effort', {
    onSuccess: () => {
      setRpe('');
      setTalkTest('');
      onKept();
    },
  });
  const body = { moment, rpe: rpe === '' ? null : Number(rpe), talkTest: talkTest === '' ? null : (talkTest as TalkTest) };
  return (
    <form className="inline-form" aria-label="Effort as the patient says it"
      onSubmit={(event) => {
        event.preventDefault();
        report.mutate({ params: { path: { sessionId } }, body });
      }}>
      <div className="field">
        <label htmlFor={rpeId}>How hard {moment === 'after' ? 'was it' : 'is it'}? (0 to 10)</label>
        <select id={rpeId} value={rpe} onChange={(event) => setRpe(event.target.value)}>
          <option value="">not asked</option>
          {ratings.map((value) => (
            <option key={value} value={value}>{sayRpe(value)}</option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={talkId}>Talk test</label>
        <select id={talkId} value={talkTest} onChange={(event) => setTalkTest(event.target.value)}>
          <option value="">not asked</option>
          {talkTests.map((value) => (
            <option key={value} value={value}>{sayTalkTest(value)}</option>
          ))}
        </select>
      </div>
      <button type="submit" disabled={report.isPending || (rpe === '' && talkTest === '')}>Write down</button>
      {report.isError ? <p role="alert" className="failure">Not kept: {sayFailure(report.error)}.</p> : null}
    </form>
  );
}
