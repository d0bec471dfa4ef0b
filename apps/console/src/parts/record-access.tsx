import type { RecordAccess } from '#libs/contracts';
import type { ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { Failure } from './failure.js';

/** For a patient: who can see their record, who could, and who let themselves in. */
export function RecordAccessList(): ReactElement {
  const { queries } = useConsole();
  const access = queries.useQuery('get', '/api/record/access');
  const now = Date.now();
  const isNow = ({ until }: RecordAccess): boolean => until === null || Date.parse(until) > now;
  const all: RecordAccess[] = access.data ?? [];
  const past = all.filter((each) => !isNow(each));
  return (
    <section className="panel" aria-labelledby="access-heading">
      <h2 id="access-heading">Who can see your record</h2>
      <ul data-testid="access">{all.filter(isNow).map((each) => <Access key={each.since + each.displayName} access={each} />)}</ul>
      {past.length === 0 ? null : (
        <details><summary>Who could before</summary><ul>{past.map((each) => <Access key={each.since + each.displayName} access={each} />)}</ul></details>
      )}
      <Failure of={access.error} what="Not shown" />
    </section>
  );
}

function Access({ access: { displayName, since, until, emergencyReason } }: { access: RecordAccess }): ReactElement {
  const end = until === null ? '' : ` until ${new Date(until).toLocaleString()}`;
  return (
    <li>
      {displayName} <span className="muted">since {new Date(since).toLocaleString()}{end}</span>
      {emergencyReason === null ? null : <p className="emergency" data-testid="emergency-reason">Let themselves in, in an emergency: {emergencyReason}</p>}
    </li>
  );
}
