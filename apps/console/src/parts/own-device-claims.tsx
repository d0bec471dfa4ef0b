import type { ClaimView } from '#libs/contracts';
import type { FormEvent, ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { Failure } from './failure.js';
import { Field } from './field.js';

const lookEveryMs = 3000;

/** A device has come with a code that the therapist gave: whoever holds it types the number that it shows. Nothing while none has. */
export function OwnDeviceClaims(): ReactElement | null {
  const { queries } = useConsole();
  const claims = queries.useQuery('get', '/api/record/device-claims', {}, { refetchInterval: lookEveryMs });
  if (claims.data === undefined || claims.data.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="own-claims-heading">
      <h2 id="own-claims-heading">Is this your device?</h2>
      {claims.data.map((claim) => <OwnClaim key={claim.id} claim={claim} onSettled={() => void claims.refetch()} />)}
    </section>
  );
}

function OwnClaim({ claim, onSettled }: { claim: ClaimView; onSettled: () => void }): ReactElement {
  const { queries } = useConsole();
  const confirm = queries.useMutation('post', '/api/record/device-claims/{ownClaimId}/confirmation', { onSettled });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    confirm.mutate({ params: { path: { ownClaimId: claim.id } }, body: { number: String(new FormData(event.currentTarget).get('number')) } });
  };
  return (
    <form onSubmit={submit} className="inline-form" data-testid="own-claim">
      <p role="status">{claim.model ?? 'A device'} wants to be yours, as &ldquo;{claim.label}&rdquo;. If you hold it in your hand, type the six digits that it shows; otherwise do nothing.</p>
      <Field name="number" label="Number" inputMode="numeric" pattern="[0-9]{6}" maxLength={6} autoComplete="off" />
      <button type="submit" className="primary" disabled={confirm.isPending}>It is mine</button>
      <Failure of={confirm.error} what="Not confirmed" />
    </form>
  );
}
