import type { SignedIn } from '#libs/contracts';
import { createApi, createApiQueries, keepSignIn, LiveContext, LiveStore, openLive, thisBrowser, type LiveConnection } from '#libs/web';
import { useEffect, useMemo, useState, type ReactElement } from 'react';
import { ConsoleContext } from './console-context.js';
import { PatientPage } from './pages/patient-page.js';
import { SessionPage } from './pages/session-page.js';
import { WallPage } from './pages/wall-page.js';
import { AlertAnnouncer } from './parts/alert-announcer.js';
import { NotLiveBanner } from './parts/not-live-banner.js';
import { TopBar } from './parts/top-bar.js';
import { useRoute } from './routing.js';

const ended = 'Your sign-in has ended. Please sign in again.';

/** One sign-in: one connection, one store, whatever page is shown. */
export function SignedInConsole({ signedIn, onLeave }: { signedIn: SignedIn; onLeave: (why: string) => void }): ReactElement {
  const { person } = signedIn;
  const keeper = useMemo(() => keepSignIn(signedIn, { browser: thisBrowser, onOver: () => onLeave(ended) }), [signedIn, onLeave]);
  const api = useMemo(() => createApi({ baseUrl: location.origin, signIn: keeper, onUnauthorized: () => onLeave(ended) }), [keeper, onLeave]);
  const queries = useMemo(() => createApiQueries(api), [api]);
  const [store] = useState(() => new LiveStore());
  const [live, setLive] = useState<LiveConnection | null>(null);
  useEffect(() => {
    const connection = openLive({ signIn: keeper, api, store, onUnauthorized: () => onLeave(ended) });
    setLive(connection);
    return () => connection.close();
  }, [keeper, api, store, onLeave]);
  const value = useMemo(() => {
    // The server forgets the token; if it cannot be reached, this browser has forgotten it all the same.
    const signOut = (): void => void api.POST('/api/sign-out').finally(() => onLeave('You are signed out.')).catch(() => undefined);
    return { person, queries, live, signOut };
  }, [person, queries, live, api, onLeave]);
  return (
    <ConsoleContext value={value}>
      <LiveContext value={store}>
        <NotLiveBanner />
        <TopBar />
        <Page />
        <AlertAnnouncer />
      </LiveContext>
    </ConsoleContext>
  );
}

function Page(): ReactElement {
  const route = useRoute();
  if (route.page === 'session') return <SessionPage key={route.sessionId} sessionId={route.sessionId} />;
  if (route.page === 'patient') return <PatientPage key={route.patientId} patientId={route.patientId} />;
  return <WallPage />;
}
