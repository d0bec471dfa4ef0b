import { createContext, use, useSyncExternalStore } from 'react';
import type { LiveState } from './live-state.js';
import type { LiveStore } from './live-store.js';

/** Ages and the state of the connection count up by themselves. */
const tickMs = 250;

const ticks = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

export const LiveContext = createContext<LiveStore | null>(null);

export function useLiveStore(): LiveStore {
  const store = use(LiveContext);
  if (store === null) throw new Error('no LiveContext around this component');
  return store;
}

/** A part of the facts; renders again when that part is another object. `select` must not make a new one each time. */
export function useFacts<T>(select: (state: LiveState) => T): T {
  const store = useLiveStore();
  return useSyncExternalStore(store.subscribe, () => select(store.facts()));
}

/** Something that changes with time or with curves, looked at four times a second; renders again only when it is another value or object. */
export function useTicked<T>(look: () => T): T {
  return useSyncExternalStore(subscribeToTicks, look);
}

function subscribeToTicks(listener: () => void): () => void {
  ticks.add(listener);
  timer ??= setInterval(() => ticks.forEach((tick) => tick()), tickMs);
  return () => {
    ticks.delete(listener);
    if (ticks.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
