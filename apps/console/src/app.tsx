import type { SignedIn } from '#libs/contracts';
import { resumeSignIn, thisBrowser } from '#libs/web';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { InvitationPage } from './pages/invitation-page.js';
import { PasswordResetPage } from './pages/password-reset-page.js';
import { ProviderAnswerPage } from './pages/provider-answer-page.js';
import { SignInPage, type Notice } from './pages/sign-in-page.js';
import { cameBack, returnToPlace, useRoute } from './routing.js';
import { SignedInConsole } from './signed-in-console.js';

const queries = new QueryClient({ defaultOptions: { queries: { retry: 1, staleTime: 10_000 }, mutations: { retry: false } } });

const noNotice: Notice = { text: '', endSessionUrl: null };

/** Somebody is signed in, or is asked to. After a reload the browser's cookie says who it was. */
export function App(): ReactElement {
  const [signedIn, setSignedIn] = useState<SignedIn | 'asking' | null>('asking');
  const [notice, setNotice] = useState<Notice>(noNotice);
  const [came, setCame] = useState(cameBack);
  const route = useRoute();
  const enter = useCallback((fresh: SignedIn) => {
    setNotice(noNotice);
    setCame(null);
    setSignedIn(fresh);
  }, []);
  const leave = useCallback((text: string, endSessionUrl: string | null = null) => {
    // Nothing of one therapist's patients may be left for the next.
    queries.clear();
    setNotice({ text, endSessionUrl });
    setSignedIn(null);
  }, []);
  // What the provider said is for the server, not for the address bar.
  useEffect(() => {
    if (came !== null) returnToPlace();
  }, [came]);
  useEffect(() => {
    let isLeft = false;
    const resumed = (found: SignedIn | null): void => {
      if (!isLeft) setSignedIn((before) => (before === 'asking' ? found : before));
    };
    resumeSignIn(thisBrowser).then(resumed, () => resumed(null));
    return () => {
      isLeft = true;
    };
  }, []);
  if (signedIn === 'asking') return <main className="sign-in" aria-busy="true" />;
  return (
    <QueryClientProvider client={queries}>
      {came !== null ? (
        <ProviderAnswerPage came={came} onSignedIn={enter} onDone={() => setCame(null)} />
      ) : route.page === 'password-reset' ? (
        <PasswordResetPage token={route.token} />
      ) : route.page === 'invitation' ? (
        <InvitationPage token={route.token} onSignedIn={enter} />
      ) : signedIn === null ? (
        <SignInPage notice={notice} onSignedIn={enter} />
      ) : (
        <SignedInConsole key={signedIn.token} signedIn={signedIn} onLeave={leave} />
      )}
    </QueryClientProvider>
  );
}
