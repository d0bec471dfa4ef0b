import { useLiveStore, useTicked, type AlarmSound } from '#libs/web';
import { useEffect, type ReactElement } from 'react';
import { useConsole } from '../console-context.js';

/** Over every page: what is shown is no longer what is. */
export function NotLiveBanner(): ReactElement {
  const { live, sound } = useConsole();
  const store = useLiveStore();
  const isDown = useTicked(() => store.liveness() === 'not-live');
  useEffect(() => {
    document.body.classList.toggle('is-not-live', isDown);
    return () => document.body.classList.remove('is-not-live');
  }, [isDown]);
  // The region is there from the beginning, so that a screen reader says what comes into it.
  return (
    <div role="alert">
      {isDown ? (
        <div className="not-live-banner" data-testid="not-live">
          <strong>NOT LIVE</strong>
          <span>Last heard from the server at {new Date(store.lastHeardMs()).toLocaleTimeString([], { hour12: false })}. Nothing below has been updated since. Trying to reconnect.</span>
          <button type="button" onClick={() => live?.reconnect()}>Reconnect now</button>
          <SilenceLine sound={sound} />
        </div>
      ) : null}
    </div>
  );
}

/** Until the line lives again; alerts that ring are not silenced by it. */
function SilenceLine({ sound }: { sound: AlarmSound | null }): ReactElement | null {
  const isHeard = useTicked(() => sound !== null && sound.state() === 'on' && !sound.isLineSilenced);
  if (sound === null || !isHeard) return null;
  return <button type="button" data-testid="silence-line" onClick={() => (sound.isLineSilenced = true)}>Silence</button>;
}
