import type { AlertView } from '#libs/contracts';

type Told = NonNullable<AlertView['instruction']>;

const actWords: Record<Told['act'], string> = { stop: 'STOP', answer: 'the question whether they are fine', check: 'what to check', adjust: 'how to go on' };

/** Whether the patient can have seen what they were told; null: they were told nothing. */
export function sayInstruction(told: AlertView['instruction']): string | null {
  if (told === null) return null;
  const what = actWords[told.act];
  if (told.shownAt !== null) return `${capital(what)} shown to the patient ${sayDelay(told.toldAt, told.shownAt)}`;
  const unseen = `Not confirmed: the patient may not have seen ${what}.`;
  if (told.endedAt !== null) return `${unseen} It is over.`;
  if (told.isUnconfirmed) return mustCall(told) ? `${unseen} Call them.` : unseen;
  return `${capital(what)} sent to the patient's device`;
}

/** They may be in danger and not know it. */
export function mustCall(told: AlertView['instruction']): boolean {
  return told !== null && told.isUnconfirmed && told.endedAt === null && (told.act === 'stop' || told.act === 'answer');
}

/** Clocks of two servers may be apart by more than it took. */
function sayDelay(from: string, to: string): string {
  const seconds = Math.max(0, Date.parse(to) - Date.parse(from)) / 1000;
  if (seconds < 0.05) return 'at once';
  return seconds < 9.95 ? `after ${seconds.toFixed(1)} s` : `after ${seconds.toFixed(0)} s`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
