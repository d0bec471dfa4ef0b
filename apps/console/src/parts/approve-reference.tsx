import type { ReferenceCreate, RepetitionView, SessionSummary } from '#libs/contracts';
import { amountOf, approvableOf, faultOf, isWalk, sayFault, sayGrade, sayReading } from '#libs/web';
import { useState, type ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { Failure } from './failure.js';
import { RepetitionChoice } from './repetition-choice.js';
import { ShownFaults } from './shown-faults.js';

/** While it is being made. */
const pollMs = 1000;

/** The therapist approves repetitions of a finished session: from the next session on the patient is judged against them. Repetitions come in order. */
export function ApproveReference({ session, repetitions: told }: { session: Pick<SessionSummary, 'id' | 'prescriptionId' | 'exerciseId'>; repetitions: readonly RepetitionView[] }): ReactElement | null {
  const { queries } = useConsole();
  const [chosen, setChosen] = useState<readonly number[]>([]);
  /** As it is typed; empty: nobody measured. */
  const [reading, setReading] = useState('');
  const [faults, setFaults] = useState<ReadonlyMap<number, string>>(new Map());
  const approve = queries.useMutation('post', '/api/prescriptions/{prescriptionId}/references');
  if (told.length === 0) return null;
  const repetitions = approvableOf(told, session.exerciseId);
  if (repetitions.length === 0) return <NothingToApprove exerciseId={session.exerciseId} />;
  const readingDeg = reading === '' ? null : Number(reading);
  const picked = repetitions.filter(({ number }) => chosen.includes(number));
  const others = isWalk(session.exerciseId) ? [] : repetitions.filter(({ number }) => !chosen.includes(number));
  const sensedDeg = picked.map(({ features }) => features['rangeOfMotionDeg'] ?? null);
  return (
    <section aria-label="Reference">
      <h2>Reference</h2>
      <details data-testid="approve">
        <summary>Approve {isWalk(session.exerciseId) ? 'walking' : 'repetitions'} of this session as the new reference</summary>
        <form className="stacked-form" aria-label="Approve a reference"
          onSubmit={(event) => {
            event.preventDefault();
            const approved = picked.map(({ startMs, endMs }) => ({ startMs, endMs }));
            approve.mutate({ params: { path: { prescriptionId: session.prescriptionId } }, body: { sessionId: session.id, approved, shown: shownOf(others, faults), ...(readingDeg === null ? {} : { goniometerDeg: readingDeg }) } });
          }}>
          <fieldset>
            <legend>Which are as this patient is to do it?</legend>
            <RepetitionChoice repetitions={repetitions} chosen={chosen} onChange={setChosen} />
          </fieldset>
          <ShownFaults repetitions={others} names={faults} onChange={setFaults} />
          {isWalk(session.exerciseId) ? null : <Reading typed={reading} onType={setReading} words={sayReading(readingDeg, sensedDeg)} />}
          <p role="status">{sayGrade(amountOf(picked, session.exerciseId), session.exerciseId)}</p>
          <button type="submit" className="primary" disabled={chosen.length === 0 || approve.isPending}>Approve</button>
          <Failure of={approve.error} what="Not approved" />
        </form>
        {approve.data === undefined ? null : <Made referenceId={approve.data.id} exerciseId={session.exerciseId} shown={[...new Set(approve.variables?.body.shown?.map(({ type }) => type))]} />}
      </details>
    </section>
  );
}

function NothingToApprove({ exerciseId }: { exerciseId: string }): ReactElement {
  return (
    <section aria-label="Reference">
      <h2>Reference</h2>
      <p className="muted" data-testid="nothing-to-approve">
        {isWalk(exerciseId) ? 'Nothing to approve: there is no bout of walking in this session.' : 'Nothing to approve: standing, head turns and sitting are told by limits that hold for everybody, not by what is usual for this patient.'}
      </p>
    </section>
  );
}

/** Of a joint: walking has no angle to read. */
function Reading({ typed, onType, words }: { typed: string; onType: (typed: string) => void; words: string }): ReactElement {
  return (
    <div>
      <label htmlFor="goniometer">Range by goniometer, degrees (optional)</label>{' '}
      <input id="goniometer" type="number" min={1} max={200} step="any" value={typed} onChange={({ target }) => onType(target.value)} />
      <p className="muted" role="status">{words}</p>
    </div>
  );
}

function shownOf(repetitions: readonly RepetitionView[], names: ReadonlyMap<number, string>): ReferenceCreate['shown'] {
  return repetitions.flatMap(({ number, startMs, endMs }) => {
    const type = faultOf(names.get(number) ?? '');
    return type === '' ? [] : [{ startMs, endMs, type }];
  });
}

function Made({ referenceId, exerciseId, shown }: { referenceId: string; exerciseId: string; shown: readonly string[] }): ReactElement {
  const { queries } = useConsole();
  const made = queries.useQuery('get', '/api/references/{referenceId}', { params: { path: { referenceId } } }, { refetchInterval: ({ state: { data } }) => (data === undefined || data.state === 'building' ? pollMs : false) });
  if (made.error !== null) return <Failure of={made.error} what="Whether it was made is not known" />;
  if (made.data === undefined || made.data.state === 'building') return <p role="status">It is being made…</p>;
  if (made.data.state === 'refused') return <p role="alert" className="failure">It cannot be made: {made.data.refusal}</p>;
  return <p role="status">Approved: {sayGrade(made.data.repetitions ?? 0, exerciseId)}.{sayLearned(shown, made.data.faults)} It holds for 42 days, from the next session on.</p>;
}

/** A fault that could not be learned is said too: whoever showed it would wait for it in vain. */
function sayLearned(shown: readonly string[], learned: readonly string[]): string {
  const missed = shown.filter((type) => !learned.includes(type));
  const known = learned.length === 0 ? '' : ` Told by name from now on: ${learned.map(sayFault).join(', ')}.`;
  return missed.length === 0 ? known : `${known} No movement was found of: ${missed.map(sayFault).join(', ')}.`;
}
