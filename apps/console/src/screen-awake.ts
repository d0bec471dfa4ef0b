import { useEffect, useState } from 'react';

/**
 * Keeps the screen lit while it is wanted: a telephone that goes dark hides its page, and a hidden page tells nothing. Whether it does; a browser
 * that cannot, or must spare its battery, leaves it to whoever holds it. The browser takes it back whenever the page is hidden.
 */
export function useScreenAwake(isWanted: boolean): boolean {
  const [isAwake, setIsAwake] = useState(false);
  useEffect(() => {
    if (!isWanted || !('wakeLock' in navigator)) return;
    let held: WakeLockSentinel | null = null;
    let isOver = false;
    const hold = async (): Promise<void> => {
      if (document.hidden) return;
      const lock = await navigator.wakeLock.request('screen');
      if (isOver) return void lock.release();
      held = lock;
      setIsAwake(true);
      lock.addEventListener('release', () => setIsAwake(false));
    };
    const tryToHold = (): void => void hold().catch(() => setIsAwake(false));
    tryToHold();
    document.addEventListener('visibilitychange', tryToHold);
    return () => {
      isOver = true;
      document.removeEventListener('visibilitychange', tryToHold);
      void held?.release();
    };
  }, [isWanted]);
  return isAwake;
}
