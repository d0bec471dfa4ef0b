import type { ClinicContact as Contact } from '#libs/contracts';
import { failureOfField, sayDeliveryFailure, sayTime } from '#libs/web';
import type { FormEvent, ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { Failure } from './failure.js';
import { Field } from './field.js';
import { isStepUp, useProof } from './proof.js';

const stateWords = { waiting: 'on its way', sent: 'arrived', 'given-up': 'given up', needless: 'not needed: somebody had answered' } as const;
const channelWords = { email: 'E-mail', webhook: 'Webhook' } as const;
/** While something is on its way it is looked for this often, ms. */
const lookEveryMs = 1000;

/** Who is told when nobody answers a grave alert, and how that went. */
export function ClinicContact(): ReactElement {
  const { queries } = useConsole();
  const contact = queries.useQuery('get', '/api/clinic/contact', {}, { refetchInterval: ({ state }) => ((state.data?.deliveries ?? []).some((each) => each.state === 'waiting') ? lookEveryMs : false) });
  const { data } = contact;
  return (
    <section className="panel" aria-labelledby="contact-heading" data-testid="clinic-contact">
      <h2 id="contact-heading">When nobody answers</h2>
      <p className="muted">An alert of severity HIGH that nobody has answered for a minute is told here too. What is sent has no name and no reading in it.</p>
      {data === undefined ? null : data.email === null && data.webhookUrl === null ? <p role="status"><strong>Nobody is set: outside the console nobody will be told.</strong></p> : null}
      {data === undefined ? null : <ContactForm contact={data} onChanged={() => void contact.refetch()} />}
      {data === undefined ? null : <Deliveries contact={data} onAsked={() => void contact.refetch()} />}
      <Failure of={contact.error} what="Not shown" />
    </section>
  );
}

function ContactForm({ contact, onChanged }: { contact: Contact; onChanged: () => void }): ReactElement {
  const { queries } = useConsole();
  const proof = useProof();
  const change = queries.useMutation('put', '/api/clinic/contact', { onSuccess: onChanged, onError: (error, variables) => proof.onError(error, () => change.mutate(variables)) });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const textOf = (name: string): string | null => String(fields.get(name) ?? '').trim() || null;
    change.mutate({ body: { email: textOf('email'), webhookUrl: textOf('webhook'), newSecret: fields.has('new-secret') } });
  };
  const secret = change.data?.webhookSecret ?? null;
  const [emailFailure, webhookFailure] = ['email', 'webhookUrl'].map((path) => failureOfField(change.error, path));
  const isAtField = emailFailure !== null || webhookFailure !== null;
  return (
    <>
      <form onSubmit={submit}>
        {contact.canMail ? <Field name="email" label="E-mail address" type="email" required={false} maxLength={254} failure={emailFailure} defaultValue={contact.email ?? ''} data-testid="contact-email" /> : <p className="muted">No e-mail: this installation has no mail server (SMTP_URL).</p>}
        <Field name="webhook" label="Webhook" hint="An address of your duty system that takes a signed POST" type="url" required={false} maxLength={500} failure={webhookFailure} defaultValue={contact.webhookUrl ?? ''} data-testid="contact-webhook" />
        {contact.webhookUrl === null ? null : <label><input type="checkbox" name="new-secret" /> Make a new secret for the webhook</label>}
        <button type="submit" data-testid="contact-save" disabled={change.isPending}>Save</button>
      </form>
      {change.isSuccess ? <p role="status">Saved.{secret === null ? null : <> The webhook is signed with this secret. It is shown only now: <code data-testid="webhook-secret">{secret}</code></>}</p> : null}
      <Failure of={isStepUp(change.error) || isAtField ? null : change.error} what="Not saved" />
      {proof.form}
    </>
  );
}

function Deliveries({ contact, onAsked }: { contact: Contact; onAsked: () => void }): ReactElement {
  const { queries } = useConsole();
  const test = queries.useMutation('post', '/api/clinic/contact/test', { onSuccess: onAsked });
  return (
    <>
      <p className="acts">
        <button type="button" data-testid="contact-test" disabled={test.isPending || (contact.email === null && contact.webhookUrl === null)} onClick={() => test.mutate({})}>Send a test</button>
      </p>
      <Failure of={test.error} what="Not sent" />
      {contact.deliveries.length === 0 ? null : (
        <table className="plain" data-testid="deliveries">
          <caption>The last that were sent</caption>
          <thead><tr><th scope="col">When</th><th scope="col">By</th><th scope="col">What</th><th scope="col">How it went</th></tr></thead>
          <tbody>
            {contact.deliveries.map((delivery) => (
              <tr key={delivery.id}>
                <td>{new Date(delivery.createdAt).toLocaleDateString()} {sayTime(delivery.createdAt)}</td>
                <td>{channelWords[delivery.channel]}</td>
                <td>{delivery.isTest ? 'test' : 'alert'}</td>
                <td className={delivery.state === 'given-up' ? 'failure' : undefined}><HowItWent delivery={delivery} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

/** What is wrong and what to do; what the other side said is for whoever looks closer. */
function HowItWent({ delivery }: { delivery: Contact['deliveries'][number] }): ReactElement {
  const failure = sayDeliveryFailure(delivery);
  if (failure === null) return <>{stateWords[delivery.state]}</>;
  return (
    <>
      {stateWords[delivery.state]}; attempt {delivery.attempts} failed. {failure.wrong} {failure.toDo}
      <details>
        <summary>What it said</summary>
        <code>{delivery.error === '' ? 'nothing' : delivery.error}</code>
      </details>
    </>
  );
}
