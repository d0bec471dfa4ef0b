import type { Safety } from '#libs/contracts';
import { type FormEvent, type ReactElement } from 'react';
import { renderSVG } from 'uqr';
import { useConsole } from '../console-context.js';
import { Failure } from './failure.js';
import { Field } from './field.js';
import { isStepUp, useProof } from './proof.js';

export function OneTimeCodes({ safety, onChanged }: { safety: Safety; onChanged: () => void }): ReactElement {
  const { queries } = useConsole();
  const proof = useProof();
  const propose = queries.useMutation('post', '/api/account/totp', { onError: (error, variables) => proof.onError(error, () => propose.mutate(variables)) });
  const confirm = queries.useMutation('post', '/api/account/totp/confirmation', { onSuccess: onChanged });
  const remove = queries.useMutation('delete', '/api/account/totp', { onSuccess: onChanged, onError: (error, variables) => proof.onError(error, () => remove.mutate(variables)) });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    confirm.mutate({ body: { code: String(new FormData(event.currentTarget).get('code')) } });
  };
  const failure = [propose.error, remove.error].find((error) => error !== null && !isStepUp(error));
  return (
    <section className="panel" aria-labelledby="codes-heading">
      <h2 id="codes-heading">App with codes</h2>
      <p className="muted">A second lock when you sign in: an app on your telephone shows a code that you type.</p>
      {safety.totp ? (
        <p>
          Added; {safety.recoveryCodesLeft} recovery codes left. <button type="button" onClick={() => remove.mutate({})}>Remove</button>
        </p>
      ) : propose.data === undefined ? (
        <button type="button" data-testid="add-totp" onClick={() => propose.mutate({})}>Add an app</button>
      ) : (
        <form onSubmit={submit}>
          <img className="qr" alt={`Secret for the app: ${propose.data.secret}`} src={`data:image/svg+xml;utf8,${encodeURIComponent(renderSVG(propose.data.uri))}`} />
          <p>Scan it with your app, or type <code data-testid="totp-secret">{propose.data.secret}</code></p>
          <Field name="code" label="The code that the app shows" inputMode="numeric" pattern="\d{6}" maxLength={6} autoComplete="one-time-code" data-testid="totp-code" />
          <Failure of={confirm.error} what="Not added" />
          <button type="submit" className="primary" data-testid="totp-confirm">Add</button>
        </form>
      )}
      {confirm.data === undefined ? null : (
        <div role="status">
          <p>Keep these recovery codes where you will find them. Each signs you in once without the app; they are shown now and never again.</p>
          <ul className="codes" data-testid="recovery-codes">{confirm.data.recoveryCodes.map((code) => <li key={code}><code>{code}</code></li>)}</ul>
        </div>
      )}
      <Failure of={failure} what="Not done" />
      {proof.form}
    </section>
  );
}
