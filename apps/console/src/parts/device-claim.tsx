import type { ClaimCreated } from '#libs/contracts';
import { useState, type FormEvent, type ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { Failure } from './failure.js';
import { Field } from './field.js';
import { QrCode } from './qr-code.js';

const lookEveryMs = 2000;
const over = { confirmed: 'The device is this patient’s now.', refused: 'Three wrong numbers: this code is worth nothing any more.', expired: 'This code has run out.' } as const;

/** A code for a new device, and the number that it shows, typed back. */
export function DeviceClaim({ patientId, onClaimed }: { patientId: string; onClaimed: () => void }): ReactElement {
  const { queries } = useConsole();
  const [claim, setClaim] = useState<ClaimCreated | null>(null);
  const create = queries.useMutation('post', '/api/patients/{patientId}/device-claims', { onSuccess: setClaim });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    create.mutate({ params: { path: { patientId } }, body: { label: String(new FormData(event.currentTarget).get('label')) } });
  };
  return (
    <>
      <form onSubmit={submit} className="inline-form">
        <Field name="label" label="New device" hint="What you call it, without a name of a person" maxLength={120} />
        <button type="submit" disabled={create.isPending}>Get a code</button>
        <Failure of={create.error} what="No code" />
      </form>
      {claim === null ? null : <OpenClaim key={claim.id} claim={claim} onClaimed={onClaimed} />}
    </>
  );
}

function OpenClaim({ claim, onClaimed }: { claim: ClaimCreated; onClaimed: () => void }): ReactElement {
  const { queries } = useConsole();
  const params = { path: { claimId: claim.id } };
  const found = queries.useQuery('get', '/api/device-claims/{claimId}', { params }, { refetchInterval: lookEveryMs });
  const confirm = queries.useMutation('post', '/api/device-claims/{claimId}/confirmation', { onSuccess: onClaimed, onSettled: () => void found.refetch() });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    confirm.mutate({ params, body: { number: String(new FormData(event.currentTarget).get('number')) } });
  };
  const state = found.data?.state ?? 'waiting';
  if (state === 'waiting') {
    return (
      <div data-testid="claim-code">
        <QrCode text={`${location.origin}${claim.link}`} label="The code, for the camera of the device" />
        <p>
          or typed: <strong className="code">{claim.code.slice(0, 5)} {claim.code.slice(5)}</strong>
        </p>
        <p role="status" className="muted">Good once, for ten minutes. Waiting for the device…</p>
      </div>
    );
  }
  if (state !== 'redeemed') return <p role="status" data-testid="claim-over">{over[state]}</p>;
  return (
    <form onSubmit={submit} className="inline-form" data-testid="claim-number">
      <p role="status">{found.data?.model ?? 'A device'} has come with the code. Type the six digits that it shows.</p>
      <Field name="number" label="Number" inputMode="numeric" pattern="[0-9]{6}" maxLength={6} autoComplete="off" />
      <button type="submit" className="primary" disabled={confirm.isPending}>It is this one</button>
      <Failure of={confirm.error} what="Not confirmed" />
    </form>
  );
}
