import type { AuditEntry } from '#libs/contracts';
import { useState, type ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { Failure } from './failure.js';

const atOnce = 100;

/** Who saw or changed what, newest first, a page at a time: of the clinic for an auditor, of their own record for a patient. */
export function Trail({ of }: { of: 'clinic' | 'record' }): ReactElement {
  const { queries } = useConsole();
  const [before, setBefore] = useState(0);
  const trail = queries.useQuery('get', of === 'clinic' ? '/api/audit' : '/api/record/audit', { params: { query: { before, limit: atOnce } } });
  const entries: AuditEntry[] = trail.data ?? [];
  const last = entries.at(-1);
  return (
    <>
      <Failure of={trail.error} what="Not shown" />
      {of === 'clinic' ? <ClinicTrail entries={entries} /> : <OwnTrail entries={entries} />}
      <p className="acts">
        {before === 0 ? null : <button type="button" onClick={() => setBefore(0)}>Newest</button>}
        {last === undefined || entries.length < atOnce ? null : <button type="button" onClick={() => setBefore(last.position)}>Older</button>}
      </p>
    </>
  );
}

function ClinicTrail({ entries }: { entries: readonly AuditEntry[] }): ReactElement {
  return (
    <div className="table-frame">
      <table data-testid="trail">
        <thead><tr><th>When</th><th>Who</th><th>What</th><th>About</th></tr></thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.position} className={entry.action === 'break-glass' ? 'urgent' : undefined}>
              <td>{new Date(entry.at).toLocaleString()}</td><td>{entry.actorName ?? entry.actorKind}</td><td className="words">{sayAction(entry)}</td><td className="words">{sayAbout(entry)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A table of three columns does not fit a telephone. */
function OwnTrail({ entries }: { entries: readonly AuditEntry[] }): ReactElement {
  return (
    <ul className="rows" data-testid="trail">
      {entries.map((entry) => (
        <li key={entry.position}>
          <span>{entry.actorName ?? (entry.actorKind === 'patient' ? 'You' : entry.actorKind)}</span>: <strong className={entry.action === 'break-glass' ? 'failure' : undefined}>{sayAction(entry)}</strong>{' '}
          <span className="muted">{new Date(entry.at).toLocaleString()}</span>
        </li>
      ))}
    </ul>
  );
}

function sayAction({ action, detail, subjectKind, subjectId }: AuditEntry): string {
  if (action === 'break-glass') return 'let themselves in, in an emergency';
  if (action !== 'read') return action.replaceAll('-', ' ');
  const route = typeof detail['route'] === 'string' ? detail['route'].split('/').filter((part) => part !== 'api' && part !== '' && !part.startsWith(':')) : [];
  // Of a patient it is said beside it.
  const what = subjectId !== null && route.length > 1 ? route.slice(1) : route;
  return `read ${what.length === 0 ? subjectKind : what.join(', ').replaceAll('-', ' ')}`;
}

/** A number is enough to ask about it; names are no part of the trail. */
function sayAbout({ subjectKind, subjectId }: AuditEntry): string {
  return subjectId === null ? `a ${subjectKind}` : `${subjectKind} ${subjectId.slice(0, 8)}`;
}
