import type { Consent } from '#libs/contracts';
import { useState, type FormEvent, type ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { Failure } from './failure.js';
import { Field } from './field.js';

const purposes: [Consent['purpose'], string][] = [['research', 'Research'], ['teaching', 'Teaching']];

/** For a patient: what they agreed to, for whom, until when; and whom they let see their record. */
export function Consents(): ReactElement {
  const { queries } = useConsole();
  const consents = queries.useQuery('get', '/api/record/consents');
  const access = queries.useQuery('get', '/api/record/access');
  const changed = (): void => {
    void consents.refetch();
    void access.refetch();
  };
  const withdraw = queries.useMutation('delete', '/api/record/consents/{consentId}', { onSuccess: changed });
  return (
    <section className="panel" aria-labelledby="consents-heading">
      <h2 id="consents-heading">What you agreed to</h2>
      {consents.data?.length === 0 ? <p className="muted">Nothing beyond your care.</p> : null}
      <ul data-testid="consents">
        {(consents.data ?? []).map((each) => (
          <li key={each.id}>
            {sayConsent(each)}{' '}
            {isInForce(each) ? <button type="button" aria-label={`Take back: ${sayConsent(each)}`} onClick={() => withdraw.mutate({ params: { path: { consentId: each.id } } })}>Take back</button> : <span className="muted">{each.withdrawnAt === null ? 'over' : 'taken back'}</span>}
          </li>
        ))}
      </ul>
      <Failure of={consents.error ?? withdraw.error} what="Not done" />
      <ShareForm onDone={changed} />
      <ConsentForm onDone={changed} />
    </section>
  );
}

function isInForce({ withdrawnAt, until }: Consent): boolean {
  return withdrawnAt === null && (until === null || Date.parse(until) > Date.now());
}

function sayConsent({ purpose, recipient, opensRecord, until }: Consent): string {
  const end = until === null ? '' : `, until ${new Date(until).toLocaleDateString()}`;
  return opensRecord ? `${recipient} may see your record${end}` : `${recipient}, for ${purpose}${end}`;
}

/** A day is meant to its end. */
function endOfDay(day: FormDataEntryValue | null): string | null {
  return typeof day === 'string' && day !== '' ? new Date(`${day}T23:59:59`).toISOString() : null;
}

function ShareForm({ onDone }: { onDone: () => void }): ReactElement | null {
  const { queries } = useConsole();
  const therapists = queries.useQuery('get', '/api/record/therapists');
  const share = queries.useMutation('post', '/api/record/consents', {
    onSuccess: () => {
      void therapists.refetch();
      onDone();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    share.mutate({ body: { purpose: 'treatment', practitionerId: String(fields.get('therapist')), until: endOfDay(fields.get('until')) } });
  };
  if ((therapists.data ?? []).length === 0) return null;
  return (
    <form onSubmit={submit}>
      <h3>Let another therapist of the clinic see your record</h3>
      <div className="field">
        <label htmlFor="share-with">Therapist</label>
        <select id="share-with" name="therapist" data-testid="share-with">{(therapists.data ?? []).map(({ id, displayName }) => <option key={id} value={id}>{displayName}</option>)}</select>
      </div>
      <Field label="Until" hint="Empty: until you take it back, which holds at once." name="until" type="date" required={false} />
      <Failure of={share.error} what="Not done" />
      <button type="submit" disabled={share.isPending} data-testid="share-submit">Let them see it</button>
    </form>
  );
}

function ConsentForm({ onDone }: { onDone: () => void }): ReactElement {
  const { queries } = useConsole();
  const [round, setRound] = useState(0);
  const give = queries.useMutation('post', '/api/record/consents', {
    onSuccess: () => {
      setRound(round + 1);
      onDone();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const purpose = purposes.find(([each]) => each === fields.get('purpose'))?.[0] ?? 'research';
    give.mutate({ body: { purpose, recipient: String(fields.get('recipient')), until: endOfDay(fields.get('until')) } });
  };
  return (
    <form key={round} onSubmit={submit}>
      <h3>Agree that your data are used beyond your care</h3>
      <div className="field">
        <label htmlFor="consent-purpose">For</label>
        <select id="consent-purpose" name="purpose">{purposes.map(([purpose, words]) => <option key={purpose} value={purpose}>{words}</option>)}</select>
      </div>
      <Field label="By whom" name="recipient" autoComplete="off" data-testid="consent-recipient" />
      <Field label="Until" hint="Empty: until you take it back." name="until" type="date" required={false} />
      <Failure of={give.error} what="Not done" />
      <button type="submit" disabled={give.isPending} data-testid="consent-submit">I agree</button>
    </form>
  );
}
