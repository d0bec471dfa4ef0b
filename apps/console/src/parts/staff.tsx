import type { Role } from '#libs/contracts';
import { type FormEvent, type ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { invitationLink, passwordResetLink } from '../routing.js';
import { Failure } from './failure.js';
import { Field } from './field.js';
import { isStepUp, useProof } from './proof.js';

type StaffRole = Exclude<Role, 'patient'>;
const staffRoles: [StaffRole, string][] = [['therapist', 'Therapist'], ['clinic-admin', 'Looks after people'], ['auditor', 'Reads the audit trail']];

export function Staff(): ReactElement {
  const { queries, person } = useConsole();
  const proof = useProof();
  const staff = queries.useQuery('get', '/api/staff');
  const again = (): void => void staff.refetch();
  const close = queries.useMutation('post', '/api/accounts/{accountId}/closure', { onSuccess: again, onError: (error, variables) => proof.onError(error, () => close.mutate(variables)) });
  const reopen = queries.useMutation('delete', '/api/accounts/{accountId}/closure', { onSuccess: again, onError: (error, variables) => proof.onError(error, () => reopen.mutate(variables)) });
  const reset = queries.useMutation('post', '/api/accounts/{accountId}/password-reset', { onError: (error, variables) => proof.onError(error, () => reset.mutate(variables)) });
  const failure = [staff.error, reset.error, close.error, reopen.error].find((error) => error !== null && !isStepUp(error));
  return (
    <section className="panel" aria-labelledby="staff-heading">
      <h2 id="staff-heading">Staff</h2>
      <ul data-testid="staff">
        {(staff.data ?? []).map(({ id, displayName, signInName, roles, closedAt }) => {
          const path = { params: { path: { accountId: id } } };
          return (
            <li key={id}>
              {displayName} <span className="muted">{signInName}: {roles.join(', ')}</span>{' '}
              {id === person.id ? null : closedAt === null
                ? <><button type="button" aria-label={`New password for ${displayName}`} onClick={() => reset.mutate(path)}>Lost password</button> <button type="button" aria-label={`Close the account of ${displayName}`} onClick={() => close.mutate(path)}>Close account</button></>
                : <button type="button" aria-label={`Open the account of ${displayName} again`} onClick={() => reopen.mutate(path)}>Open again</button>}
            </li>
          );
        })}
      </ul>
      {reset.data === undefined ? null : <p role="status">Give them this link. It sets a new password, once: <code data-testid="reset-link">{passwordResetLink(reset.data.token)}</code></p>}
      <Failure of={failure} what="Not done" />
      {proof.form}
      <InviteForm />
    </section>
  );
}

function InviteForm(): ReactElement {
  const { queries } = useConsole();
  const proof = useProof();
  const invite = queries.useMutation('post', '/api/invitations', { onError: (error, variables) => proof.onError(error, () => invite.mutate(variables)) });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    invite.mutate({ body: { displayName: String(fields.get('name')), roles: staffRoles.flatMap(([role]) => (fields.has(role) ? [role] : [])) } });
  };
  return (
    <>
      <h3>Invite somebody</h3>
      <form onSubmit={submit}>
        <Field name="name" label="Name" autoComplete="off" data-testid="invite-name" />
        <fieldset>
          <legend>What they may do</legend>
          {staffRoles.map(([role, words]) => (
            <label key={role}><input type="checkbox" name={role} defaultChecked={role === 'therapist'} /> {words}</label>
          ))}
        </fieldset>
        <button type="submit" data-testid="invite-submit">Make an invitation</button>
      </form>
      {invite.data === undefined ? null : (
        <p role="status">Give them this link. It works once, until {new Date(invite.data.expiresAt).toLocaleString()}: <code data-testid="invitation-link">{invitationLink(invite.data.token)}</code></p>
      )}
      <Failure of={isStepUp(invite.error) ? null : invite.error} what="Not invited" />
      {proof.form}
    </>
  );
}
