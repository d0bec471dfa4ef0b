import type { Role } from '#libs/contracts';
import { alertsToAnswer, useFacts, useLiveStore, useTicked } from '#libs/web';
import type { ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { SoundControl } from './sound-control.js';

const words = { live: 'Live', connecting: 'Connecting…', 'not-live': 'NOT LIVE' } as const;

const staffLinks: { role: Role; href: string; words: string }[] = [
  { role: 'therapist', href: '#/alerts', words: 'How alerts serve' },
  { role: 'clinic-admin', href: '#/people', words: 'People' },
  { role: 'clinic-admin', href: '#/records', words: 'Records' },
  { role: 'auditor', href: '#/audit', words: 'Audit trail' },
];

/** `isLive`: for a therapist. `isOwn`: for somebody who has a record here and watches nobody. */
export function TopBar({ isLive, isOwn }: { isLive: boolean; isOwn: boolean }): ReactElement {
  const { person, sound, signOut } = useConsole();
  const store = useLiveStore();
  const liveness = useTicked(store.liveness);
  const waiting = useFacts((state) => alertsToAnswer(state.alerts).length);
  return (
    <header className="top-bar">
      {isLive ? <title>{sayTitle(liveness, waiting)}</title> : null}
      <a className="brand" href="#/">Tendon</a>
      {isLive ? <span className={`liveness ${liveness}`}>{words[liveness]}</span> : null}
      {sound === null ? null : <SoundControl sound={sound} />}
      {person.mustEnrol ? null : staffLinks.filter(({ role }) => person.roles.includes(role)).map(({ href, words }) => <a key={href} href={href}>{words}</a>)}
      {isOwn && !person.mustEnrol ? <a href="#/">Your record</a> : null}
      <a className="who" href="#/account">{isOwn ? 'Your account' : `${person.displayName}, ${person.clinicName}`}</a>
      <button type="button" onClick={signOut}>Sign out</button>
    </header>
  );
}

/** For the therapist whose browser shows another tab. */
function sayTitle(liveness: keyof typeof words, waiting: number): string {
  if (liveness === 'not-live') return 'NOT LIVE: Tendon';
  return waiting === 0 ? 'Tendon' : `(${waiting}) Tendon`;
}
