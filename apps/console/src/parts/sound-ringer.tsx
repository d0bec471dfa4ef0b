import { alertsThatRing, nextRing, silent, useLiveStore, type AlarmSound } from '#libs/web';
import { useEffect } from 'react';

/** Repeats and the silence of the server come by the clock. */
const lookEveryMs = 250;

/** Lets be heard what asks for an answer: at once when it comes, though nobody looks at this page. */
export function SoundRinger({ sound }: { sound: AlarmSound }): null {
  const store = useLiveStore();
  useEffect(() => {
    let ringing = silent;
    const look = (): void => {
      const isNotLive = store.liveness() === 'not-live';
      if (!isNotLive) sound.isLineSilenced = false;
      // What could not be heard was not: it is to be heard once sound is on.
      if (sound.state() !== 'on') return void (ringing = silent);
      const next = nextRing(ringing, { alerts: alertsThatRing(store.facts().alerts), isNotLive: isNotLive && !sound.isLineSilenced, nowMs: performance.now() });
      ringing = next.ringing;
      if (next.burst !== null) sound.play(next.burst);
    };
    const timer = setInterval(look, lookEveryMs);
    const leave = store.subscribe(look);
    return () => {
      clearInterval(timer);
      leave();
    };
  }, [store, sound]);
  return null;
}
