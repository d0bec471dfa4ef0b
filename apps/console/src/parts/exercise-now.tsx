import { speak, useTicked } from '#libs/web';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useConsole } from '../console-context.js';
import { useScreenAwake } from '../screen-awake.js';
import { SaysNow } from './says-now.js';
import { Told } from './told.js';

/** While they exercise they are told within a second (features D3). */
const followMs = 500;
const lookMs = 3000;
/** What was not heard for so long has lapsed (docs/packet.md, section 5): neither STOP nor its absence may be left standing. */
const lapsesMs = 10_000;
/** A page that was hidden has not asked meanwhile: time for one answer. */
const backInSightMs = 2000;

/** Whether this patient exercises now, and what they are told. A page that is hidden does not ask. */
export function useExerciseNow(isAsked = true) {
  return useConsole().queries.useQuery('get', '/api/record/exercise-now', {}, {
    enabled: isAsked, refetchInterval: ({ state }) => ((state.data?.sessionId ?? null) === null ? lookMs : followMs), staleTime: 0, retry: false,
  });
}

/** On every page of a patient's: while they exercise what they are told, over everything else, and a call for help. Nothing while they do not and there is a line. */
export function ExerciseNow(): ReactElement | null {
  const { data, dataUpdatedAt } = useExerciseNow();
  const isLost = useIsLost(dataUpdatedAt);
  const { sessionId, instruction } = data ?? { sessionId: null, instruction: null };
  const isAwake = useScreenAwake(sessionId !== null);
  if (sessionId === null) return isLost ? <p role="status" className="panel now own failure" data-testid="no-line">No connection: if you exercise now, this page cannot tell you to stop.</p> : null;
  return (
    <section className="panel now own" aria-labelledby="now-heading" data-testid="exercise-now">
      <h2 id="now-heading">You are exercising</h2>
      {isLost ? <p role="alert" className="failure">No connection: this page cannot tell you to stop. If anything feels wrong, stop by yourself.</p> : null}
      {isLost || instruction !== null ? null : <p>Leave this page open and loud{isAwake ? '' : ', and the screen lit'}: it tells you when to stop. It is no emergency service.</p>}
      {isLost || instruction === null ? <SaysNow sessionId={sessionId} asks="pain" /> : <Told key={instruction.id} sessionId={sessionId} instruction={instruction} />}
      <Voice />
    </section>
  );
}

/** A browser lets no page speak that nobody has touched yet, for instance one that was opened anew. */
function Voice(): ReactElement | null {
  const isDumb = useTicked(() => 'userActivation' in navigator && !navigator.userActivation.hasBeenActive);
  if (!isDumb) return null;
  return <p>It cannot speak before you have touched it. <button type="button" onClick={() => void speak('You will hear me.')}>Let it speak</button></p>;
}

/** Nothing was heard for too long, or nothing at all. */
function useIsLost(heardMs: number): boolean {
  const [openedMs] = useState(() => Date.now());
  const seenMs = useRef(0);
  useEffect(() => {
    const see = (): void => {
      if (!document.hidden) seenMs.current = Date.now();
    };
    document.addEventListener('visibilitychange', see);
    return () => document.removeEventListener('visibilitychange', see);
  }, []);
  return useTicked(() => Date.now() > Math.max(Math.max(heardMs, openedMs) + lapsesMs, seenMs.current + backInSightMs));
}
