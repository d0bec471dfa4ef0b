import type { CareTeam, Erasure, LegalHold } from '#libs/contracts';
import { useState, type FormEvent, type ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { Failure } from './failure.js';
import { Field } from './field.js';
import { isStepUp, useProof } from './proof.js';

/** For an admin: which record is to go, and which must not. */
export function RecordKeeping(): ReactElement {
  const { queries } = useConsole();
  const [sought, setSought] = useState('');
  const patients = queries.useQuery('get', '/api/care-teams');
  const erasures = queries.useQuery('get', '/api/erasures');
  const holds = queries.useQuery('get', '/api/legal-holds');
  const changed = (): void => {
    void erasures.refetch();
    void holds.refetch();
  };
  const found = (patients.data ?? []).filter(({ displayName }) => displayName.toLowerCase().includes(sought.trim().toLowerCase()));
  return (
    <section className="panel" aria-labelledby="records-heading">
      <h2 id="records-heading">Erase a record, or keep it from being erased</h2>
      <p className="muted">On the patient&rsquo;s demand. It can be taken back for twelve hours; after that nobody gets it back. They can take a copy with them before.</p>
      <Field label="Name" type="search" autoComplete="off" required={false} value={sought} onChange={(event) => setSought(event.currentTarget.value)} />
      <ul className="rows" data-testid="records">
        {found.slice(0, 20).map((patient) => (
          <li key={patient.patientId}>
            <RecordRow patient={patient} erasure={(erasures.data ?? []).find(({ patientId, cancelledAt }) => patientId === patient.patientId && cancelledAt === null)} hold={(holds.data ?? []).find(({ patientId }) => patientId === patient.patientId)} onChanged={changed} />
          </li>
        ))}
      </ul>
      {found.length > 20 ? <p className="muted">{found.length - 20} more: type more of the name.</p> : null}
      <Failure of={patients.error ?? erasures.error ?? holds.error} what="Not shown" />
      <Erased erasures={erasures.data ?? []} />
    </section>
  );
}

interface RowProps {
  patient: CareTeam;
  erasure: Erasure | undefined;
  hold: LegalHold | undefined;
  onChanged: () => void;
}

function RecordRow({ patient: { patientId, displayName }, erasure, hold, onChanged }: RowProps): ReactElement {
  const { queries } = useConsole();
  const proof = useProof();
  const [asking, setAsking] = useState<'erase' | 'hold' | null>(null);
  const path = { params: { path: { patientId } } };
  const onSuccess = (): void => {
    setAsking(null);
    onChanged();
  };
  const erase = queries.useMutation('post', '/api/patients/{patientId}/erasure', { onSuccess, onError: (error, variables) => proof.onError(error, () => erase.mutate(variables)) });
  const cancel = queries.useMutation('delete', '/api/patients/{patientId}/erasure', { onSuccess });
  const keep = queries.useMutation('put', '/api/patients/{patientId}/legal-hold', { onSuccess });
  const release = queries.useMutation('delete', '/api/patients/{patientId}/legal-hold', { onSuccess, onError: (error, variables) => proof.onError(error, () => release.mutate(variables)) });
  const failure = [erase.error, cancel.error, keep.error, release.error].find((error) => error !== null && !isStepUp(error));
  const submitHold = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    keep.mutate({ ...path, body: { reason: String(new FormData(event.currentTarget).get('reason')) } });
  };
  return (
    <>
      <p className="acts">
        <strong>{displayName}</strong>
        {hold === undefined ? null : <span data-testid="held">Legal hold: {hold.reason}</span>}
        {hold === undefined ? null : <button type="button" onClick={() => release.mutate(path)}>End the hold</button>}
        {erasure === undefined ? null : <span className="failure" data-testid="to-be-erased">{erasure.isHeld ? 'To be erased when the hold ends' : `Will be erased ${new Date(erasure.dueAt).toLocaleString()}`}</span>}
        {erasure === undefined ? null : <button type="button" aria-label={`Take back the erasure of ${displayName}`} onClick={() => cancel.mutate(path)}>Take it back</button>}
        {hold === undefined ? <button type="button" aria-label={`Keep the record of ${displayName}`} onClick={() => setAsking('hold')}>Legal hold</button> : null}
        {erasure === undefined && hold === undefined ? <button type="button" aria-label={`Erase the record of ${displayName}`} onClick={() => setAsking('erase')}>Erase</button> : null}
      </p>
      {asking === 'erase' ? (
        <p className="acts" role="group" aria-label={`Erase the record of ${displayName}?`}>
          Everything of {displayName} goes: sessions, measurements, alerts, plans, devices, their account.
          <button type="button" className="danger" data-testid="erase-confirm" disabled={erase.isPending} onClick={() => erase.mutate(path)}>Erase it in twelve hours</button>
          <button type="button" onClick={() => setAsking(null)}>Leave it</button>
        </p>
      ) : null}
      {asking === 'hold' ? (
        <form onSubmit={submitHold}>
          <Field label="Why must it be kept?" name="reason" minLength={10} maxLength={500} autoComplete="off" autoFocus />
          <p className="acts"><button type="submit" className="primary">Keep it</button><button type="button" onClick={() => setAsking(null)}>Leave it</button></p>
        </form>
      ) : null}
      <Failure of={failure} what="Not done" />
      {proof.form}
    </>
  );
}

/** The proof, for whoever asks: when it was demanded, when it was done, how much it was. */
function Erased({ erasures }: { erasures: Erasure[] }): ReactElement | null {
  const done = erasures.filter(({ erasedAt }) => erasedAt !== null);
  if (done.length === 0) return null;
  return (
    <>
      <h3>Erased</h3>
      <div className="table-frame">
        <table data-testid="erased">
          <thead><tr><th>Patient</th><th>Asked for</th><th>Erased</th><th>Rows</th><th>Tables</th></tr></thead>
          <tbody>
            {done.map(({ id, patientId, askedAt, erasedAt, counts }) => (
              <tr key={id}>
                <td>{patientId.slice(0, 8)}</td><td>{new Date(askedAt).toLocaleString()}</td><td>{new Date(erasedAt ?? '').toLocaleString()}</td>
                <td>{Object.values(counts).reduce((sum, n) => sum + n, 0)}</td><td>{Object.keys(counts).length}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
