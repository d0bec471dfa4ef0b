import type { ExerciseNow as Now, PatientReportCreate } from '#libs/contracts';
import { afterPaint, sayFailure, speak, useTicked } from '#libs/web';
import { useEffect, type ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { Scale } from './scale.js';

/** While they exercise they are told within a second (features D3). */
const followMs = 500;
const lookMs = 3000;
/** What was not heard for so long has lapsed (docs/packet.md, section 5): neither STOP nor its absence may be left standing. */
const lapsesMs = 10_000;

/** Whether this patient exercises now, and what they are told. A page that is hidden does not ask. */
export function useExerciseNow(isAsked = true) {
  return useConsole().queries.useQuery('get', '/api/record/exercise-now', {}, {
    enabled: isAsked, refetchInterval: ({ state }) => ((state.data?.sessionId ?? null) === null ? lookMs : followMs), staleTime: 0, retry: false,
  });
}

/** A patient's screen while they exercise: what they are told, over everything else, and a call for help. Nothing while they do not. */
export function ExerciseNow(): ReactElement | null {
  const { data, dataUpdatedAt } = useExerciseNow();
  const isLost = useTicked(() => dataUpdatedAt > 0 && Date.now() - dataUpdatedAt > lapsesMs);
  const { sessionId, instruction } = data ?? { sessionId: null, instruction: null };
  if (sessionId === null) return null;
  return (
    <section className="panel" aria-labelledby="now-heading" data-testid="exercise-now">
      <h2 id="now-heading">You are exercising</h2>
      {isLost ? <p role="alert" className="failure">No connection: this page cannot tell you to stop. If anything feels wrong, stop by yourself.</p> : <p>Leave this page open and loud: it tells you when to stop. It is no emergency service.</p>}
      {isLost || instruction === null ? <Says sessionId={sessionId} asks="pain" /> : <Told key={instruction.id} sessionId={sessionId} instruction={instruction} />}
    </section>
  );
}

const actWords = { stop: 'STOP', answer: 'Are you all right?', check: 'Please check', adjust: 'Go on, with a change' } as const;

function Told({ sessionId, instruction: { id, act, words } }: { sessionId: string; instruction: NonNullable<Now['instruction']> }): ReactElement {
  const { mutate: sayShown } = useConsole().queries.useMutation('post', '/api/record/instructions/{ownInstructionId}/shown', { retry: 10, retryDelay: 1000 });
  useEffect(() => afterPaint(() => sayShown({ params: { path: { ownInstructionId: id } } })), [id, sayShown]);
  useEffect(() => speak(words), [words]);
  return (
    <div className={`told ${act}`} role="alert" data-testid="told">
      <p className="told-act">{actWords[act]}</p>
      <p className="told-words">{words}</p>
      <Says sessionId={sessionId} asks={act === 'answer' ? 'all-right' : null} />
    </div>
  );
}

/** Their call for help, and an answer to what is asked. The rules hear it like what a therapist writes down. */
function Says({ sessionId, asks }: { sessionId: string; asks: 'pain' | 'all-right' | null }): ReactElement {
  const report = useConsole().queries.useMutation('post', '/api/record/sessions/{ownSessionId}/reports');
  const say = (body: PatientReportCreate): void => report.mutate({ params: { path: { ownSessionId: sessionId } }, body });
  return (
    <>
      <p className="answers">
        {asks === 'all-right' ? <button type="button" disabled={report.isPending} onClick={() => say({ report: 'fine' })}>I&apos;m OK</button> : null}
        <button type="button" className="danger" disabled={report.isPending} onClick={() => say({ report: 'sos' })}>I need help</button>
      </p>
      {asks === 'pain' ? <Scale label="Pain now" isPending={report.isPending} onSay={(pain) => say({ report: 'pain', pain, moment: 'during', quality: null })} /> : null}
      {report.isError ? <p role="alert" className="failure">Not sent: {sayFailure(report.error)}. If you are in danger, call for help yourself.</p> : null}
      <p role="status">{report.isSuccess ? sayReceived(report.variables.body) : ''}</p>
    </>
  );
}

function sayReceived(said: { report: PatientReportCreate['report']; pain?: number }): string {
  if (said.report === 'sos') return 'Sent. Your therapist is being told; if you are in danger, call for help yourself.';
  return said.report === 'pain' ? `Received: pain ${said.pain}.` : 'Received.';
}
