import type { PatientReportCreate } from '#libs/contracts';
import { sayFailure } from '#libs/web';
import { useState, type ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { Scale } from './scale.js';

const reports: { words: string; report: PatientReportCreate }[] = [
  { words: 'Chest pain', report: { report: 'symptom', symptom: 'chest-pain' } },
  { words: 'Faint', report: { report: 'symptom', symptom: 'fainting' } },
  { words: 'Severe breathlessness', report: { report: 'symptom', symptom: 'severe-breathlessness' } },
  { words: 'Other emergency', report: { report: 'sos' } },
  { words: 'Sharp pain', report: { report: 'pain', pain: 5, quality: 'sharp', moment: 'during' } },
  { words: "I'm OK", report: { report: 'fine' } },
];

type Moment = Extract<PatientReportCreate, { report: 'pain' }>['moment'];

/** Pain is asked for again when the session is over: two hours later and in the morning it shows whether it was too much. */
const afterwards: { words: string; moment: NonNullable<Moment> }[] = [
  { words: 'Pain at the end', moment: 'after' },
  { words: 'Pain an hour later', moment: 'one-hour' },
  { words: 'Pain two hours later', moment: 'two-hours' },
  { words: 'Pain next morning', moment: 'next-morning' },
];

interface Said {
  sessionId: string;
  isOver: boolean;
  /** Also when it is over: it was of head turns. */
  asksDizziness: boolean;
  /** Something was written down. */
  onSaid: () => void;
}

/** What the patient says on the phone or in the call, written down with one click; the rules hear it at once. */
export function PatientSays({ sessionId, isOver, asksDizziness, onSaid }: Said): ReactElement {
  const { queries } = useConsole();
  const [said, note] = useState<string | null>(null);
  const report = queries.useMutation('post', '/api/sessions/{sessionId}/reports');
  const say = (words: string, body: PatientReportCreate): void => {
    note(null);
    report.mutate({ params: { path: { sessionId } }, body }, { onSuccess: () => { note(words); onSaid(); } });
  };
  return (
    <section className="patient-says" aria-labelledby="says-heading">
      <h2 id="says-heading">The patient says</h2>
      <p className="answers">
        {reports.map(({ words, report: body }) => (
          <button key={words} type="button" data-testid={`says-${words}`} disabled={report.isPending} onClick={() => say(words, body)}>
            {words}
          </button>
        ))}
      </p>
      {isOver
        ? afterwards.map(({ words, moment }) => <Scale key={moment} label={words} isPending={report.isPending} onSay={(pain) => say(`${words}: ${pain}`, { report: 'pain', pain, quality: null, moment })} />)
        : (
          <Scale label="Pain now" isPending={report.isPending} onSay={(pain) => say(`pain ${pain}`, { report: 'pain', pain, quality: null, moment: 'during' })} />
        )}
      {isOver && !asksDizziness ? null : <Scale label="Dizziness now" isPending={report.isPending} onSay={(dizziness) => say(`dizziness ${dizziness}`, { report: 'dizziness', dizziness })} />}
      <p role="status">{said === null ? '' : `Written down: ${said}`}</p>
      {report.isError ? <p role="alert" className="failure">Not written down: {sayFailure(report.error)}. Please try again.</p> : null}
    </section>
  );
}
