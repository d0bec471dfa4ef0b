import type { PatientReportCreate } from '#libs/contracts';
import { isTimeout, sayFailure } from '#libs/web';
import type { ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { Scale } from './scale.js';

/** Whoever calls for help must know soon that it has not gone through. */
const answeredWithinMs = 8000;
const otherwise = 'If you are in danger, call for help yourself.';

interface SaysNowProps {
  sessionId: string;
  asks: 'pain' | 'all-right' | null;
}

/** Their call for help, and an answer to what is asked. The rules hear it like what a therapist writes down. */
export function SaysNow({ sessionId, asks }: SaysNowProps): ReactElement {
  // A call for help waits for no answer that is still on its way.
  const help = useReport(sessionId);
  const answer = useReport(sessionId);
  return (
    <>
      <p className="answers">
        {asks === 'all-right' ? <button type="button" disabled={answer.isPending} onClick={() => answer.say({ report: 'fine' })}>I&apos;m OK</button> : null}
        <button type="button" className="danger" disabled={help.isPending} onClick={() => help.say({ report: 'sos' })}>I need help</button>
      </p>
      {help.outcome}
      {asks === 'pain' ? <Scale label="Pain now" hint="0: no pain, 10: the worst that you can imagine" isPending={answer.isPending} onSay={(pain) => answer.say({ report: 'pain', pain, moment: 'during', quality: null })} /> : null}
      {answer.outcome}
    </>
  );
}

function useReport(sessionId: string): { say: (body: PatientReportCreate) => void; isPending: boolean; outcome: ReactElement } {
  // Without a line it fails at once: kept until there is one, nobody would know that nothing was sent.
  const report = useConsole().queries.useMutation('post', '/api/record/sessions/{ownSessionId}/reports', { networkMode: 'always' });
  const said = report.variables?.body;
  return {
    say: (body) => report.mutate({ params: { path: { ownSessionId: sessionId } }, body, signal: AbortSignal.timeout(answeredWithinMs) }),
    isPending: report.isPending,
    outcome: (
      <>
        {report.isError ? <p role="alert" className="failure">{sayNotSent(report.error)} {otherwise}</p> : null}
        <p role="status">{said === undefined ? '' : report.isPending ? saySending(said) : report.isSuccess ? sayReceived(said) : ''}</p>
      </>
    ),
  };
}

function sayNotSent(error: unknown): string {
  return isTimeout(error) ? 'No answer: nobody knows whether it was received.' : `Not sent: ${sayFailure(error)}.`;
}

function saySending({ report }: Pick<PatientReportCreate, 'report'>): string {
  return report === 'sos' ? `Being sent… ${otherwise}` : '';
}

function sayReceived(said: { report: PatientReportCreate['report']; pain?: number }): string {
  if (said.report === 'sos') return 'Sent. Your therapist is being told; if you are in danger, call for help yourself.';
  return said.report === 'pain' ? `Received: pain ${said.pain}.` : 'Received.';
}
