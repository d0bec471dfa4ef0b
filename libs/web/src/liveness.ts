/** The gateway beats every 2 s; without one for so long nothing on the page may be believed (docs/architecture.md). */
export const notLiveAfterMs = 8000;

/** A measured value that is older is history: it is shown as such, or not at all. */
export const staleAfterMs = 3000;

export interface Connection {
  isConnected: boolean;
  /** Since it was last heard or, before the first beat, since it was opened. */
  silentMs: number;
  /** There was a connection before this one. */
  wasLive: boolean;
}

export type Liveness = 'live' | 'connecting' | 'not-live';

/** A page that has just been opened is connecting; it says NOT LIVE when that takes as long as a missing beat. */
export function livenessOf({ isConnected, silentMs, wasLive }: Connection): Liveness {
  if (silentMs >= notLiveAfterMs) return 'not-live';
  if (isConnected) return 'live';
  return wasLive ? 'not-live' : 'connecting';
}
