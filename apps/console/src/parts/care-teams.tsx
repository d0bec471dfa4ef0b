import type { CareTeam } from '#libs/contracts';
import { useId, type FormEvent, type ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { Failure } from './failure.js';

export function CareTeams(): ReactElement {
  const { queries } = useConsole();
  const teams = queries.useQuery('get', '/api/care-teams');
  return (
    <section className="panel" aria-labelledby="teams-heading">
      <h2 id="teams-heading">Who cares for whom</h2>
      <p className="muted">Whoever is in a team sees that patient; whoever leaves it sees nothing more, at once.</p>
      <ul data-testid="care-teams">{(teams.data ?? []).map((team) => <li key={team.patientId}><Team team={team} onChanged={() => void teams.refetch()} /></li>)}</ul>
      <Failure of={teams.error} what="Not shown" />
    </section>
  );
}

function Team({ team: { patientId, displayName, members }, onChanged }: { team: CareTeam; onChanged: () => void }): ReactElement {
  const { queries } = useConsole();
  const choice = useId();
  const staff = queries.useQuery('get', '/api/staff');
  const join = queries.useMutation('post', '/api/care-teams/{patientId}/members', { onSuccess: onChanged });
  const leave = queries.useMutation('delete', '/api/care-teams/{patientId}/members/{practitionerId}', { onSuccess: onChanged });
  const present = new Set(members.map(({ practitionerId }) => practitionerId));
  const others = (staff.data ?? []).filter(({ id, roles, closedAt }) => roles.includes('therapist') && closedAt === null && !present.has(id));
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    join.mutate({ params: { path: { patientId } }, body: { practitionerId: String(fields.get('practitioner')), isBackup: fields.has('backup') } });
  };
  return (
    <>
      <h3>{displayName}</h3>
      <ul>
        {members.map((member) => (
          <li key={member.practitionerId}>
            {member.displayName}{member.isBackup ? ' (backup: rung when nobody else answers)' : ''}{member.until === null ? '' : ` until ${new Date(member.until).toLocaleDateString()}`}{' '}
            <button type="button" aria-label={`End the care of ${member.displayName} for ${displayName}`} onClick={() => leave.mutate({ params: { path: { patientId, practitionerId: member.practitionerId } } })}>End</button>
          </li>
        ))}
      </ul>
      {others.length === 0 ? null : (
        <form className="acts" onSubmit={submit}>
          <label htmlFor={choice}>Add</label>
          <select id={choice} name="practitioner">{others.map((each) => <option key={each.id} value={each.id}>{each.displayName}</option>)}</select>
          <label><input type="checkbox" name="backup" /> only as backup</label>
          <button type="submit">Add to the team</button>
        </form>
      )}
      <Failure of={join.error ?? leave.error} what="Not done" />
    </>
  );
}
