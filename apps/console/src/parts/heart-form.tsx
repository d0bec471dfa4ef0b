import type { HeartFacts } from '#libs/contracts';
import { sayFailure } from '#libs/web';
import { useState, type ReactElement } from 'react';
import { useConsole } from '../console-context.js';

type Flag = { [K in keyof HeartFacts]: HeartFacts[K] extends boolean ? K : never }[keyof HeartFacts];

const flags: { name: Flag; words: string }[] = [
  { name: 'betaBlocker', words: 'takes a beta-blocker' },
  { name: 'ivabradine', words: 'takes ivabradine' },
  { name: 'nonDhpCcb', words: 'takes verapamil or diltiazem' },
  { name: 'heartFailure', words: 'has heart failure' },
  { name: 'pacemaker', words: 'has a pacemaker' },
  { name: 'monitoringRequired', words: 'must have a heart rate at all times' },
];

/** What limits are derived from. Sessions that have begun keep theirs. */
export function HeartForm({ patientId, heart, onKept }: { patientId: string; heart: HeartFacts; onKept: () => void }): ReactElement {
  const { queries } = useConsole();
  const [facts, setFacts] = useState(heart);
  const change = queries.useMutation('put', '/api/patients/{patientId}/heart', { onSuccess: onKept });
  const number = (text: string): number | null => (text === '' ? null : Number(text));
  return (
    <details>
      <summary>Change what limits are derived from</summary>
      <form className="stacked-form" aria-label="What limits are derived from"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ params: { path: { patientId } }, body: facts });
        }}>
        <fieldset>
          <legend>Medicines and heart</legend>
          {flags.map(({ name, words }) => (
            <label key={name}>
              <input type="checkbox" checked={facts[name]} onChange={(event) => setFacts({ ...facts, [name]: event.target.checked })} /> {words}
            </label>
          ))}
        </fieldset>
        <label className="field">
          Resting heart rate, bpm, if known
          <input type="number" min={30} max={120} value={facts.restingHeartRateBpm ?? ''} onChange={(event) => setFacts({ ...facts, restingHeartRateBpm: number(event.target.value) })} />
        </label>
        <label className="field">
          Maximum heart rate of a graded test, bpm
          <input type="number" min={80} max={240} value={facts.measuredMaxHeartRateBpm ?? ''} onChange={(event) => setFacts({ ...facts, measuredMaxHeartRateBpm: number(event.target.value) })} />
        </label>
        <label className="field">
          Day of the test
          <input type="date" value={facts.measuredMaxOn ?? ''} onChange={(event) => setFacts({ ...facts, measuredMaxOn: event.target.value === '' ? null : event.target.value })} />
        </label>
        <label>
          <input type="checkbox" checked={facts.measuredMaxOnSameMedication} onChange={(event) => setFacts({ ...facts, measuredMaxOnSameMedication: event.target.checked })} /> medicines are what they were at the test
        </label>
        <button type="submit" disabled={change.isPending}>Keep</button>
        {change.isSuccess ? <p role="status">Kept. It counts for sessions that begin from now on.</p> : null}
        {change.isError ? <p role="alert" className="failure">Not kept: {sayFailure(change.error)}.</p> : null}
      </form>
    </details>
  );
}
