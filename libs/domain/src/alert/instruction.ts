import type { Alert } from './alert.js';
import type { RuleInstruction } from './rule-instruction.js';
import { alertRules } from './rules/index.js';

/** What the patient is to be told now, by the device that they exercise with. */
export interface Instruction extends Pick<RuleInstruction, 'act' | 'words'> {
  /** Because of which rule. */
  ruleId: string;
}

type OpenAlert = Pick<Alert, 'ruleId' | 'kind' | 'priority'>;

const gravestFirst: readonly Instruction['act'][] = ['stop', 'answer', 'check', 'adjust'];
const priorityOrder = { high: 0, medium: 1, low: 2, info: 3 } as const;

/** While one of these is open it hurts, and nobody whom it hurts is asked for more (clinical D5, F3 [P]). */
const ofPain: readonly string[] = ['PN-01', 'PN-02', 'SY-03', 'FM-09'];

/** Of whatever clinical is of high priority and has no words of its own. */
const stopWords = 'Stop now and sit down. Your therapist is being told.';

/** The one thing to be told now, the gravest, and because of which alert; null: nothing. `open`: what is open in the session, is told and rings live; the oldest first. */
export function instructionOf<A extends OpenAlert>(open: readonly A[]): (Instruction & { because: A }) | null {
  const rank = ({ act }: Instruction): number => gravestFirst.indexOf(act);
  const all = [...open].sort((a, b) => priorityOrder[a.priority] - priorityOrder[b.priority]).flatMap((because) => {
    const said = sayOf(because, open.some(({ ruleId }) => ofPain.includes(ruleId)));
    return said === null ? [] : [{ ...said, because }];
  });
  return all.reduce<(Instruction & { because: A }) | null>((first, each) => (first === null || rank(each) < rank(first) ? each : first), null);
}

function sayOf({ ruleId, kind, priority }: OpenAlert, hurts: boolean): Instruction | null {
  const own = alertRules.find(({ id }) => id === ruleId)?.instruction;
  const isHigh = priority === 'high';
  if (own === undefined || priorityOrder[priority] > priorityOrder[own.from]) return isHigh && kind === 'clinical' ? { act: 'stop', ruleId, words: stopWords } : null;
  if (!isHigh && hurts && own.asksForMore === true) return null;
  if (!isHigh) return { act: own.act, ruleId, words: own.words };
  return { act: 'stop', ruleId, words: own.wordsWhenHigh ?? (own.act === 'stop' ? own.words : stopWords) };
}
