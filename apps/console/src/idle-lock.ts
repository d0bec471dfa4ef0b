import { useEffect, useRef } from 'react';

/** OWASP ASVS 5.0, 7.3.1: a screen that nobody touches is left alone by somebody (reliability C2). */
const idleMs = 10 * 60_000;
const lookMs = 10_000;

/** Calls `onIdle` once nobody has touched the page for ten minutes, unless it is held. */
export function useIdleLock({ isHeld, onIdle }: { isHeld: boolean; onIdle: () => void }): void {
  const latest = useRef({ isHeld, onIdle });
  latest.current = { isHeld, onIdle };
  useEffect(() => {
    let touchedMs = performance.now();
    const touch = (): void => void (touchedMs = performance.now());
    const events = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;
    for (const event of events) addEventListener(event, touch, { passive: true });
    const timer = setInterval(() => {
      if (latest.current.isHeld) touch();
      if (performance.now() - touchedMs > idleMs) latest.current.onIdle();
    }, lookMs);
    return () => {
      clearInterval(timer);
      for (const event of events) removeEventListener(event, touch);
    };
  }, []);
}
