import { sayFailure, sayTime } from '#libs/web';
import type { ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { Scale } from './scale.js';

const lookMs = 30_000;

/** Asks once how hard it was, when a session is over: what it comes to in a week goes by that (clinical B13). Nothing while there is none to ask for. */
export function RateEffort(): ReactElement | null {
  const { queries } = useConsole();
  const asked = queries.useQuery('get', '/api/record/effort-to-rate', {}, { refetchInterval: lookMs });
  const report = queries.useMutation('post', '/api/record/sessions/{ownSessionId}/reports', { onSuccess: () => void asked.refetch() });
  const session = asked.data?.session ?? null;
  if (session === null) return report.isSuccess ? <p role="status">Thank you. Your therapist sees how hard it was.</p> : null;
  return (
    <section className="panel" aria-labelledby="effort-heading" data-testid="rate-effort">
      <h2 id="effort-heading">How hard was it?</h2>
      <p>{session.exerciseName}, ended {sayTime(session.endedAt)}. 0 is rest, 3 moderate, 5 hard, 7 very hard, 10 as hard as can be.</p>
      <Scale label="How hard it was" isPending={report.isPending} onSay={(rpe) => report.mutate({ params: { path: { ownSessionId: session.id } }, body: { report: 'effort', rpe } })} />
      {report.isError ? <p role="alert" className="failure">Not sent: {sayFailure(report.error)}. Please try again.</p> : null}
    </section>
  );
}
