import type { PatientName } from '#libs/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { Failure } from '../parts/failure.js';
import { Field } from '../parts/field.js';
import { isStepUp, useProof } from '../parts/proof.js';
import { patientLink } from '../routing.js';

/** For a therapist, where somebody must be helped who is in nobody's reach: in for an hour, for a reason that the patient reads. */
export function EmergencyPage(): ReactElement {
  const { queries } = useConsole();
  const proof = useProof();
  const [sought, setSought] = useState('');
  const [chosen, setChosen] = useState<PatientName | null>(null);
  const names = queries.useQuery('get', '/api/emergency-access/patients', {}, { retry: false });
  const found = (names.data ?? []).filter(({ displayName }) => displayName.toLowerCase().includes(sought.trim().toLowerCase()));
  const mustProve = isStepUp(names.error);
  return (
    <main className="page">
      <title>Emergency access: Tendon</title>
      <h1>Emergency access to another patient</h1>
      <p>Where somebody must be helped whose therapist is not there, you can see a record of this clinic for <strong>one hour</strong> without being in the care team. The patient reads your name and your reason, and the auditor sees it.</p>
      <section className="panel" aria-label="Patient">
        {mustProve ? <button type="button" className="primary" data-testid="emergency-begin" onClick={() => proof.onError(names.error, () => void names.refetch())}>Look for the patient</button> : null}
        {proof.form}
        <Failure of={mustProve ? null : names.error} what="Not shown" />
        {names.data === undefined ? null : (
          <>
            <Field label="Name" type="search" autoComplete="off" required={false} value={sought} onChange={(event) => setSought(event.currentTarget.value)} data-testid="emergency-search" />
            <ul data-testid="emergency-patients">
              {found.slice(0, 20).map((each) => (
                <li key={each.id}><button type="button" aria-pressed={chosen?.id === each.id} onClick={() => setChosen(each)}>{each.displayName}</button></li>
              ))}
            </ul>
            {found.length === 0 ? <p className="muted">Nobody of that name.</p> : found.length > 20 ? <p className="muted">{found.length - 20} more: type more of the name.</p> : null}
          </>
        )}
      </section>
      {chosen === null ? null : <ReasonForm key={chosen.id} patient={chosen} />}
    </main>
  );
}

function ReasonForm({ patient }: { patient: PatientName }): ReactElement {
  const { queries } = useConsole();
  const cache = useQueryClient();
  const proof = useProof();
  const open = queries.useMutation('post', '/api/patients/{patientId}/emergency-access', {
    onSuccess: async () => {
      // Whose patients they are is another list now.
      await cache.invalidateQueries();
      location.assign(patientLink(patient.id));
    },
    onError: (error, variables) => proof.onError(error, () => open.mutate(variables)),
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    open.mutate({ params: { path: { patientId: patient.id } }, body: { reason: String(new FormData(event.currentTarget).get('reason')) } });
  };
  return (
    <section className="panel" aria-label="Reason">
      <form onSubmit={submit}>
        <Field label={`Why must you see the record of ${patient.displayName}?`} hint="The patient reads this beside your name." name="reason" minLength={10} maxLength={500} autoComplete="off" autoFocus data-testid="emergency-reason" />
        <Failure of={isStepUp(open.error) ? null : open.error} what="Not opened" />
        <button type="submit" className="primary" disabled={open.isPending} data-testid="emergency-open">Open for one hour</button>
      </form>
      {proof.form}
    </section>
  );
}
