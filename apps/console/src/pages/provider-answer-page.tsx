import type { SecondFactorAsked, SignedIn } from '#libs/contracts';
import { createApiQueries, createOpenApi } from '#libs/web';
import { useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import { CodeForm } from '../parts/code-form.js';
import { Failure } from '../parts/failure.js';
import { PasskeyButton } from '../parts/passkey-button.js';
import type { CameBack } from '../routing.js';

interface Answering {
  came: CameBack;
  onSignedIn: (signedIn: SignedIn) => void;
  /** Somebody who is signed in had asked. */
  onDone: () => void;
}

/** Back from the clinic's own sign-in: what it says is taken to the server, once. */
export function ProviderAnswerPage({ came, onSignedIn, onDone }: Answering): ReactElement {
  const queries = useMemo(() => createApiQueries(createOpenApi(location.origin)), []);
  const [asked, setAsked] = useState<SecondFactorAsked | null>(null);
  const [done, setDone] = useState<'linked' | 'proven' | null>(null);
  const answer = queries.useMutation('post', '/api/sign-in/provider-answer', {
    onSuccess: (outcome) => {
      if ('token' in outcome) onSignedIn(outcome);
      else if ('done' in outcome) setDone(outcome.done);
      else setAsked(outcome);
    },
  });
  const { mutate } = answer;
  const isTaken = useRef(false);
  useEffect(() => {
    if (came.answer === null || isTaken.current) return;
    isTaken.current = true;
    mutate({ body: came.answer });
  }, [came, mutate]);
  const isOver = came.answer === null || answer.error !== null;
  return (
    <main className="sign-in" aria-busy={answer.isPending}>
      <title>Sign in to Tendon</title>
      <div className="sign-in-card">
        <h1>Tendon</h1>
        {came.answer === null ? <p role="alert" className="failure">Your clinic&rsquo;s account did not sign you in.</p> : null}
        <Failure of={answer.error} what="Not signed in" />
        {answer.isPending ? <p role="status">Signing in…</p> : null}
        {asked === null ? null : <><CodeForm queries={queries} asked={asked} onSignedIn={onSignedIn} /><PasskeyButton queries={queries} onSignedIn={onSignedIn} /></>}
        {done === null ? null : <p role="status">{done === 'linked' ? 'Your clinic’s account is linked: you can sign in with it from now on.' : 'Thank you, it is you. What you wanted to do is open to you for ten minutes.'}</p>}
        {isOver || done !== null ? <button type="button" className="primary" onClick={onDone} data-testid="answer-go-on">{isOver ? 'Back' : 'Go on'}</button> : null}
      </div>
    </main>
  );
}
