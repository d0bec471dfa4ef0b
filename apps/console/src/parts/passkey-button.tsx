import type { SignedIn } from '#libs/contracts';
import { answerByPasskey, type ApiQueries } from '#libs/web';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Failure } from './failure.js';

/** Nothing where the browser knows none. */
export function PasskeyButton({ queries, onSignedIn }: { queries: ApiQueries; onSignedIn: (signedIn: SignedIn) => void }): ReactElement | null {
  const ask = queries.useMutation('post', '/api/sign-in/passkey-challenge');
  const answer = queries.useMutation('post', '/api/sign-in/passkey');
  const signIn = useMutation({
    mutationFn: async () => {
      const asked = await ask.mutateAsync({});
      return answer.mutateAsync({ body: { challenge: asked.challenge, credential: await answerByPasskey(asked) } });
    },
    onSuccess: onSignedIn,
  });
  if (!('PublicKeyCredential' in window)) return null;
  return (
    <>
      <button type="button" onClick={() => signIn.mutate()} disabled={signIn.isPending} data-testid="sign-in-passkey">Use a passkey</button>
      <Failure of={answer.error ?? ask.error} what="Not signed in" />
      {signIn.isError && answer.error === null && ask.error === null ? <p role="alert" className="failure">No passkey was used.</p> : null}
    </>
  );
}
