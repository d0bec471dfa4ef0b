import type { DeviceRevoke, DeviceView, RecoveryTicket } from '#libs/contracts';
import { sayTime } from '#libs/web';
import { useState, type ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { DeviceClaim } from './device-claim.js';
import { Failure } from './failure.js';

const wrongs: Record<DeviceView['events'][number]['kind'], string> = {
  'taken-over': 'two clients use its credential',
  diverged: 'two different packets came under one number: its credential may have been copied',
  flood: 'it sent more than any device does',
};
const reasons: Record<DeviceRevoke['reason'], string> = { lost: 'lost', stolen: 'stolen', replaced: 'replaced', returned: 'given back', suspect: 'looks wrong' };

/** What this patient measures with: claimed here, given a new credential, cut off. */
export function PatientDevices({ patientId }: { patientId: string }): ReactElement {
  const { queries } = useConsole();
  const list = queries.useQuery('get', '/api/patients/{patientId}/devices', { params: { path: { patientId } } });
  const again = (): void => void list.refetch();
  return (
    <section aria-label="Devices">
      <h2>Devices</h2>
      <Failure of={list.error} what="Devices cannot be shown" />
      {list.data?.length === 0 ? <p className="empty">None yet.</p> : null}
      <ul data-testid="devices">{(list.data ?? []).map((device) => <Device key={device.id} device={device} onChanged={again} />)}</ul>
      <DeviceClaim patientId={patientId} onClaimed={again} />
    </section>
  );
}

function Device({ device, onChanged }: { device: DeviceView; onChanged: () => void }): ReactElement {
  const { label, lastStreamAt, credentialAt, revokedAt, events } = device;
  return (
    <li data-testid="device">
      <strong>{label}</strong>
      <span className="muted"> {lastStreamAt === null ? 'has sent nothing yet' : `sent last ${sayTime(lastStreamAt)}`}{credentialAt === null ? '' : `, credential of ${sayTime(credentialAt)}`}</span>
      {events.map(({ kind, at }) => <p key={kind} role="note" className="failure">{sayTime(at)}: {wrongs[kind]}</p>)}
      {revokedAt === null ? <ActiveDevice device={device} onChanged={onChanged} /> : <RevokedDevice device={device} />}
    </li>
  );
}

function ActiveDevice({ device: { id, label, rotationAskedAt }, onChanged }: { device: DeviceView; onChanged: () => void }): ReactElement {
  const { queries } = useConsole();
  const [reason, setReason] = useState<DeviceRevoke['reason'] | ''>('');
  const params = { path: { deviceId: id } };
  const rotate = queries.useMutation('post', '/api/devices/{deviceId}/rotation', { onSuccess: onChanged });
  const revoke = queries.useMutation('post', '/api/devices/{deviceId}/revocation', { onSuccess: onChanged });
  return (
    <p className="device-acts">
      {rotationAskedAt === null ? <button type="button" onClick={() => rotate.mutate({ params })}>New credential</button> : <span className="muted">is to make a new credential </span>}
      <select aria-label={`Why ${label} is cut off`} value={reason} onChange={(event) => setReason(event.target.value as DeviceRevoke['reason'] | '')}>
        <option value="">Cut off because…</option>
        {Object.entries(reasons).map(([value, words]) => <option key={value} value={value}>{words}</option>)}
      </select>
      <button type="button" disabled={reason === '' || revoke.isPending} onClick={() => reason !== '' && revoke.mutate({ params, body: { reason } })}>Cut off</button>
      <Failure of={rotate.error ?? revoke.error} what="Not done" />
    </p>
  );
}

function RevokedDevice({ device: { id, revokedAt, revocationReason } }: { device: DeviceView }): ReactElement {
  const { queries } = useConsole();
  const [ticket, setTicket] = useState<RecoveryTicket | null>(null);
  const recover = queries.useMutation('post', '/api/devices/{deviceId}/recovery-ticket', { onSuccess: setTicket });
  return (
    <>
      <p className="device-acts">
        <span className="muted">cut off {revokedAt === null ? '' : sayTime(revokedAt)}, {reasons[revocationReason as DeviceRevoke['reason']] ?? 'no reason given'} </span>
        <button type="button" onClick={() => recover.mutate({ params: { path: { deviceId: id } } })}>Ticket for what it still holds</button>
      </p>
      <Failure of={recover.error} what="No ticket" />
      {ticket === null ? null : (
        <p role="status">
          Shown once, until {sayTime(ticket.expiresAt)}: name <code>{ticket.name}</code>, secret <code>{ticket.secret}</code>
        </p>
      )}
    </>
  );
}
