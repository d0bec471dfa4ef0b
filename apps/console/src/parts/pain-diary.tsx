import { sayFailure } from '#libs/web';
import { useId, useState, type ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { Scale } from './scale.js';

/** The average pain of a day, as the patient says it: what a flare-up is measured against. */
export function PainDiary({ patientId }: { patientId: string }): ReactElement {
  const { queries } = useConsole();
  const [day, choose] = useState(() => new Date().toISOString().slice(0, 10));
  const [said, note] = useState<string | null>(null);
  const id = useId();
  const report = queries.useMutation('post', '/api/patients/{patientId}/pain-diary');
  const say = (pain: number): void => {
    note(null);
    report.mutate({ params: { path: { patientId } }, body: { day, pain } }, { onSuccess: () => note(`pain ${pain} on ${day}`) });
  };
  return (
    <section aria-label="Pain, day by day">
      <h2>Pain, day by day</h2>
      <p className="muted">The average of a whole day. Seven days of two weeks are needed before a flare-up can be told from usual pain.</p>
      <p>
        <label htmlFor={id}>Day</label> <input id={id} type="date" value={day} onChange={(event) => choose(event.target.value)} />
      </p>
      <Scale label="Average pain" isPending={report.isPending || day === ''} onSay={say} />
      <p role="status" data-testid="diary-said">{said === null ? '' : `Written down: ${said}`}</p>
      {report.isError ? <p role="alert" className="failure">Not written down: {sayFailure(report.error)}. Please try again.</p> : null}
    </section>
  );
}
