import type { RepetitionView, SessionSummary, TaughtExerciseCreate } from '#libs/contracts';
import { sayGrade } from '#libs/web';
import { useState, type ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { Failure } from './failure.js';
import { Field } from './field.js';
import { RepetitionChoice } from './repetition-choice.js';
import { TaughtExercises } from './taught-exercises.js';

const regions: TaughtExerciseCreate['region'][] = ['neck', 'shoulder', 'upper-back', 'low-back', 'hip', 'knee', 'ankle', 'whole-body', 'inner-ear', 'nervous-system'];
/** What the patient is told; left empty, the usual words. */
const cued: [code: string, when: string, usual: string][] = [
  ['INCOMPLETE_RANGE', 'When it does not go far enough', 'A little further, if it is comfortable'],
  ['TOO_FAST', 'When it is too fast', 'Slow it down: count as you move'],
  ['JERKY', 'When it is jerky', 'Move smoothly and steadily'],
];

/** While one is being made. */
const pollMs = 1000;

interface Teaching {
  session: Pick<SessionSummary, 'id' | 'patientId' | 'exerciseName'>;
  /** In order. */
  repetitions: readonly RepetitionView[];
}

/** A finished session becomes an exercise: the therapist says which repetitions show it, and what it is called. */
export function TeachExercise({ session, repetitions }: Teaching): ReactElement {
  const { queries } = useConsole();
  const list = queries.useQuery('get', '/api/taught-exercises', {}, { refetchInterval: ({ state: { data } }) => (data?.some(({ state }) => state === 'building') ? pollMs : false) });
  const ask = (): void => void list.refetch();
  return (
    <section aria-label="Teach an exercise">
      <h2>Taught exercises</h2>
      <Failure of={list.error} what="They cannot be shown" />
      <TaughtExercises sessionId={session.id} taught={(list.data ?? []).filter((each) => each.patientId === session.patientId && each.state !== 'withdrawn')} onChanged={ask} />
      <details data-testid="teach">
        <summary>Teach an exercise from this session</summary>
        {repetitions.length === 0 ? <p className="empty">There is no repetition to teach from.</p> : <TeachForm session={session} repetitions={repetitions} onMade={ask} />}
      </details>
    </section>
  );
}

function TeachForm({ session, repetitions, onMade }: Teaching & { onMade: () => void }): ReactElement {
  const { queries } = useConsole();
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const teach = queries.useMutation('post', '/api/sessions/{sessionId}/taught-exercises', { onSuccess: onMade });
  if (teach.isSuccess) {
    const another = (): void => {
      setChosen([]);
      teach.reset();
    };
    return (
      <div className="inline-form">
        <p role="status">Made: it stands above, to be tried before it is switched on.</p>
        <button type="button" onClick={another}>Teach another</button>
      </div>
    );
  }
  return (
    <form className="stacked-form" aria-label="Teach an exercise"
      onSubmit={(event) => {
        event.preventDefault();
        const approved = repetitions.filter(({ number }) => chosen.includes(number)).map(({ startMs, endMs }) => ({ startMs, endMs }));
        teach.mutate({ params: { path: { sessionId: session.id } }, body: bodyOf(new FormData(event.currentTarget), approved) });
      }}>
      <fieldset>
        <legend>Which repetitions show how it is to be done?</legend>
        <RepetitionChoice repetitions={repetitions} chosen={chosen} onChange={setChosen} />
      </fieldset>
      <p role="status" data-testid="grade">{sayGrade(chosen.length)}</p>
      <Words exerciseName={session.exerciseName} />
      <button type="submit" className="primary" disabled={chosen.length === 0 || teach.isPending}>Make a draft</button>
      <Failure of={teach.error} what="Not made" />
    </form>
  );
}

function Words({ exerciseName }: { exerciseName: string }): ReactElement {
  return (
    <>
      <Field label="What is it called?" name="name" maxLength={60} autoComplete="off" />
      <label className="field">
        Which part of the body is it for?
        <select name="region" defaultValue="whole-body">{regions.map((region) => <option key={region} value={region}>{region.replace('-', ' ')}</option>)}</select>
      </label>
      <fieldset>
        <legend>Whose is it?</legend>
        <label><input type="radio" name="audience" value="clinic" defaultChecked /> a new exercise of the clinic</label>
        <label><input type="radio" name="audience" value="patient" /> this patient’s own version of “{exerciseName}”</label>
      </fieldset>
      <details>
        <summary>What the patient is told, and when to ask first</summary>
        {cued.map(([code, when, usual]) => <Field key={code} label={when} name={code} maxLength={80} required={false} placeholder={usual} autoComplete="off" />)}
        <Field label="Ask first when" name="askFirst" required={false} autoComplete="off" />
      </details>
    </>
  );
}

function bodyOf(form: FormData, approved: TaughtExerciseCreate['approved']): TaughtExerciseCreate & { cues: Record<string, string> } {
  const text = (name: string): string => String(form.get(name) ?? '').trim();
  const cues = Object.fromEntries(cued.map(([code]) => [code, text(code)]).filter(([, words]) => words !== ''));
  return { name: text('name'), region: text('region') as TaughtExerciseCreate['region'], audience: text('audience') as TaughtExerciseCreate['audience'], approved, cues, askFirst: text('askFirst') || null };
}
