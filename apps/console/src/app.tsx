import type { SignedIn } from '#libs/contracts';
import { forgetSignIn, keepSignIn, readSignIn } from '#libs/web';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useCallback, useState, type ReactElement } from 'react';
import { SignInPage } from './pages/sign-in-page.js';
import { SignedInConsole } from './signed-in-console.js';

const queries = new QueryClient({ defaultOptions: { queries: { retry: 1, staleTime: 10_000 }, mutations: { retry: false } } });

/** Somebody is signed in, or is asked to. */
export function App(): ReactElement {
  const [signedIn, setSignedIn] = useState<SignedIn | null>(() => readSignIn(sessionStorage, Date.now()));
  const [notice, setNotice] = useState('');
  const enter = useCallback((fresh: SignedIn) => {
    keepSignIn(sessionStorage, fresh);
    setNotice('');
    setSignedIn(fresh);
  }, []);
  const leave = useCallback((why: string) => {
    forgetSignIn(sessionStorage);
    // Nothing of one therapist's patients may be left for the next.
    queries.clear();
    setNotice(why);
    setSignedIn(null);
  }, []);
  return (
    <QueryClientProvider client={queries}>
      {signedIn === null ? <SignInPage notice={notice} onSignedIn={enter} /> : <SignedInConsole key={signedIn.token} signedIn={signedIn} onLeave={leave} />}
    </QueryClientProvider>
  );
}
