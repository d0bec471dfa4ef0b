import type { Person } from '#libs/contracts';
import type { AlarmSound, ApiQueries, LiveConnection } from '#libs/web';
import { createContext, use } from 'react';

/** What every page of a signed-in console needs. */
export interface ConsoleValue {
  person: Person;
  queries: ApiQueries;
  live: LiveConnection | null;
  /** null: who is signed in watches nobody. */
  sound: AlarmSound | null;
  signOut: () => void;
}

export const ConsoleContext = createContext<ConsoleValue | null>(null);

export function useConsole(): ConsoleValue {
  const value = use(ConsoleContext);
  if (value === null) throw new Error('no ConsoleContext around this component');
  return value;
}
