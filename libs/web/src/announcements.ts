import type { AlertView } from '#libs/contracts';
import { mustCall } from './instruction-words.js';
import { byUrgency } from './live-order.js';
import type { LiveState } from './live-state.js';

/** What a screen reader was told: of each alert the worst priority, and the last lines, oldest first. */
export interface Said {
  priorities: ReadonlyMap<string, AlertView['priority']>;
  /** Of which it was said that the patient may not have seen what they were told. */
  unconfirmed: ReadonlySet<string>;
  lines: readonly Line[];
}

/** An alert as it was when it was said. */
export interface Line {
  key: string;
  alert: AlertView;
}

/** As many as anybody can take in at once; the list has them all. */
const keptLines = 5;
const rank = { info: 0, low: 1, medium: 2, high: 3 } as const;

export const nothingSaid: Said = { priorities: new Map(), unconfirmed: new Set(), lines: [] };

/**
 * Says each alert once when it is new, once more each time it becomes worse, and once when its patient may not have seen that they are to
 * stop; several at once if several come; not what is over or answered, nor what was found afterwards. The same object when there is nothing to say.
 */
export function sayMore(said: Said, alerts: LiveState['alerts']): Said {
  const fresh = [...alerts.values()].map(({ fact }) => fact).filter((alert) => isToSay(said, alert)).sort(byUrgency);
  if (fresh.length === 0) return said;
  const priorities = new Map(said.priorities);
  for (const { id, priority } of fresh) priorities.set(id, priority);
  const unconfirmed = new Set([...said.unconfirmed, ...fresh.filter(({ instruction }) => mustCall(instruction)).map(({ id }) => id)]);
  const lines = fresh.slice(0, keptLines).map((alert) => ({ key: `${alert.id} ${alert.priority}${mustCall(alert.instruction) ? ' unconfirmed' : ''}`, alert }));
  return { priorities, unconfirmed, lines: [...said.lines, ...lines].slice(-keptLines) };
}

/** Whoever has answered may have done so believing that the patient stops. */
function isToSay({ priorities, unconfirmed }: Said, { id, priority, state, retrospective, acknowledgement, instruction }: AlertView): boolean {
  const before = priorities.get(id);
  const isWorse = before === undefined || rank[priority] > rank[before];
  const isUnseen = mustCall(instruction) && !unconfirmed.has(id);
  return state === 'open' && !retrospective && (isUnseen || (isWorse && acknowledgement === null));
}
