import type { Alert } from './alert.js';

/**
 * What the patient is to be told while something is open (clinical E1: "patient screen STOP"; E2, column of notes), by the device that they
 * exercise with. `stop`: not go on. `answer`: say whether they are fine. `check`: look at a sensor. `adjust`: go on, otherwise than now.
 */
export interface Instruction {
  act: 'stop' | 'answer' | 'check' | 'adjust';
  /** Because of which rule. */
  ruleId: string;
  /** One or two short sentences, to be shown and spoken. */
  words: string;
}

type OpenAlert = Pick<Alert, 'ruleId' | 'kind' | 'priority'>;

const gravestFirst: readonly Instruction['act'][] = ['stop', 'answer', 'check', 'adjust'];
const priorityOrder = { high: 0, medium: 1, low: 2, info: 3 } as const;

/** What is said of no rule by itself: whatever is of high priority. */
const stopWords = 'Stop now and sit down. Your therapist is being told.';
const helpWords = 'Stop now. Sit or lie down. Your therapist is being told; if you are in danger, call for help yourself.';

/** Rules that say something of their own, from which priority on. [P], the words too: what to do, never what was wrong. */
const spoken: Record<string, Pick<Instruction, 'act' | 'words'> & { from: Alert['priority'] }> = {
  'SY-01': { act: 'stop', from: 'info', words: helpWords },
  'SY-04': { act: 'stop', from: 'info', words: helpWords },
  'FL-01': { act: 'answer', from: 'medium', words: 'Are you all right? Press “I’m OK” if you are.' },
  'HR-03': { act: 'stop', from: 'medium', words: 'Stop now and sit down until your heart is calm. Your therapist is being told.' },
  // Where the ceiling is a guess by age under rate-limiting medicine, HR-02 is low, and nobody is stopped by a guess (clinical B1).
  'HR-02': { act: 'stop', from: 'medium', words: 'Stop and rest until your heart is slower.' },
  'HR-04': { act: 'stop', from: 'medium', words: 'Not yet: sit down and rest for five minutes.' },
  'SY-02': { act: 'stop', from: 'medium', words: 'Stop and hold on to something, or sit down.' },
  'SY-03': { act: 'stop', from: 'info', words: 'Stop this exercise.' },
  'PN-02': { act: 'stop', from: 'info', words: 'Stop this exercise for today.' },
  'FM-04': { act: 'adjust', from: 'medium', words: 'Not so far: stop earlier.' },
  'TC-01': { act: 'check', from: 'low', words: 'Your heart rate does not come through: check the strap.' },
  'TC-07': { act: 'stop', from: 'high', words: 'Pause for a moment: nobody is watching with you now.' },
  'HR-09': { act: 'adjust', from: 'info', words: 'If it feels easy, go a little faster.' },
};

/** The one thing to be told now, the gravest; null: nothing. `open`: what is open in the session, is told and rings live. */
export function instructionOf(open: readonly OpenAlert[]): Instruction | null {
  const rank = ({ act }: Instruction): number => gravestFirst.indexOf(act);
  const all = [...open].sort((a, b) => priorityOrder[a.priority] - priorityOrder[b.priority]).flatMap((alert) => sayOf(alert) ?? []);
  return all.reduce<Instruction | null>((first, each) => (first === null || rank(each) < rank(first) ? each : first), null);
}

function sayOf({ ruleId, kind, priority }: OpenAlert): Instruction | null {
  const own = spoken[ruleId];
  const isHigh = priority === 'high';
  if (own === undefined || priorityOrder[priority] > priorityOrder[own.from]) return isHigh && kind === 'clinical' ? { act: 'stop', ruleId, words: stopWords } : null;
  if (own.act === 'stop' || !isHigh) return { act: own.act, ruleId, words: own.words };
  // Nobody has answered, a forbidden angle that the plan calls grave, a heart that must be watched and is not.
  return { act: 'stop', ruleId, words: ruleId === 'TC-01' ? `Pause. ${own.words}` : ruleId === 'FL-01' ? helpWords : stopWords };
}
