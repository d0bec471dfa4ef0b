import type { Role, SignedIn } from '#libs/contracts';
import { AlarmSound, createApi, createApiQueries, keepSignIn, LiveContext, LiveStore, openLive, runningSessions, thisBrowser, useFacts, type LiveConnection } from '#libs/web';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import { ConsoleContext, useConsole } from './console-context.js';
import { useIdleLock } from './idle-lock.js';
import { AccountPage } from './pages/account-page.js';
import { AlertBudgetPage } from './pages/alert-budget-page.js';
import { AlertPage } from './pages/alert-page.js';
import { AuditPage } from './pages/audit-page.js';
import { EmergencyPage } from './pages/emergency-page.js';
import { PatientPage } from './pages/patient-page.js';
import { PeoplePage } from './pages/people-page.js';
import { RecordPage } from './pages/record-page.js';
import { RecordsPage } from './pages/records-page.js';
import { SessionPage } from './pages/session-page.js';
import { WallPage } from './pages/wall-page.js';
import { AlertAnnouncer } from './parts/alert-announcer.js';
import { ExerciseNow, useExerciseNow } from './parts/exercise-now.js';
import { NotLiveBanner } from './parts/not-live-banner.js';
import { SoundRinger } from './parts/sound-ringer.js';
import { TopBar } from './parts/top-bar.js';
import { useRoute, type Route } from './routing.js';

const ended = 'Your sign-in has ended. Please sign in again.';

/** One sign-in, whatever page is shown; for a therapist with one connection and one store. */
export function SignedInConsole({ signedIn, onLeave }: { signedIn: SignedIn; onLeave: (why: string, endSessionUrl?: string | null) => void }): ReactElement {
  const { person } = signedIn;
  const isLeaving = useRef(false);
  // While somebody signs out their socket ends too: that is no news.
  const onOver = useCallback((): void => (isLeaving.current ? undefined : onLeave(ended)), [onLeave]);
  const keeper = useMemo(() => keepSignIn(signedIn, { browser: thisBrowser, onOver }), [signedIn, onOver]);
  const api = useMemo(() => createApi({ baseUrl: location.origin, signIn: keeper, onUnauthorized: onOver }), [keeper, onOver]);
  const queries = useMemo(() => createApiQueries(api), [api]);
  const isTherapist = person.roles.includes('therapist') && !person.mustEnrol;
  const isPatient = person.roles.includes('patient') && !person.mustEnrol;
  const isOwn = person.roles.includes('patient') && !isTherapist;
  const [store] = useState(() => new LiveStore());
  const [live, setLive] = useState<LiveConnection | null>(null);
  useEffect(() => {
    if (!isTherapist) return;
    const connection = openLive({ signIn: keeper, api, store, onUnauthorized: onOver });
    setLive(connection);
    return () => connection.close();
  }, [isTherapist, keeper, api, store, onOver]);
  const sound = useAlarmSound(isTherapist);
  const signOut = useCallback(
    // The server forgets the token; if it cannot be reached, this browser has forgotten it all the same.
    (why: string): void => {
      isLeaving.current = true;
      void api.POST('/api/sign-out').then(({ data }) => onLeave(why, data?.endSessionUrl), () => onLeave(why));
    },
    [api, onLeave],
  );
  const value = useMemo(() => ({ person, queries, live, sound, signOut: () => signOut('You are signed out.') }), [person, queries, live, sound, signOut]);
  return (
    <ConsoleContext value={value}>
      <LiveContext value={store}>
        <IdleLock onIdle={() => signOut('You were signed out, since nobody had touched this screen for ten minutes.')} />
        {isTherapist ? <NotLiveBanner /> : null}
        <div className={isOwn ? 'own' : undefined}>
          <TopBar isLive={isTherapist} isOwn={isOwn} />
          {isPatient ? <ExerciseNow /> : null}
          {isTherapist ? <TherapistPage /> : <OtherPage />}
        </div>
        {isTherapist ? <AlertAnnouncer /> : null}
        {sound === null ? null : <SoundRinger sound={sound} />}
      </LiveContext>
    </ConsoleContext>
  );
}

function useAlarmSound(isWanted: boolean): AlarmSound | null {
  const [sound, setSound] = useState<AlarmSound | null>(null);
  useEffect(() => {
    if (!isWanted) return;
    const made = new AlarmSound();
    setSound(made);
    return () => made.close();
  }, [isWanted]);
  return sound;
}

/** A wall that is watched is not touched: while somebody exercises the screen stays. */
function IdleLock({ onIdle }: { onIdle: () => void }): null {
  const { person } = useConsole();
  const isWatched = useFacts(({ sessions }) => runningSessions(sessions).length > 0);
  const { data } = useExerciseNow(person.roles.includes('patient') && !person.mustEnrol);
  useIdleLock({ isHeld: isWatched || (data?.sessionId ?? null) !== null, onIdle });
  return null;
}

/** For those who watch nobody: an admin, an auditor, a patient, somebody who must get a second factor first. */
function OtherPage(): ReactElement {
  const { person } = useConsole();
  const { page } = useRoute();
  if (person.mustEnrol || page === 'account') return <AccountPage />;
  if (person.roles.includes('patient')) return <RecordPage />;
  const first = person.roles.includes('clinic-admin') ? <PeoplePage /> : person.roles.includes('auditor') ? <AuditPage /> : <AccountPage />;
  return staffPage(page, person.roles) ?? first;
}

function TherapistPage(): ReactElement {
  const { person } = useConsole();
  const route = useRoute();
  if (route.page === 'session') return <SessionPage key={route.sessionId} sessionId={route.sessionId} />;
  if (route.page === 'patient') return <PatientPage key={route.patientId} patientId={route.patientId} />;
  if (route.page === 'alert') return <AlertPage key={route.alertId} alertId={route.alertId} />;
  if (route.page === 'emergency') return <EmergencyPage />;
  if (route.page === 'alerts') return <AlertBudgetPage />;
  return staffPage(route.page, person.roles) ?? <WallPage />;
}

/** What an admin and an auditor have beside it; null: not theirs. */
function staffPage(page: Route['page'], roles: Role[]): ReactElement | null {
  if (page === 'account') return <AccountPage />;
  if (page === 'people' && roles.includes('clinic-admin')) return <PeoplePage />;
  if (page === 'records' && roles.includes('clinic-admin')) return <RecordsPage />;
  if (page === 'audit' && roles.includes('auditor')) return <AuditPage />;
  return null;
}
