import type { Priority } from './finding.js';

/**
 * What a rule asks of the patient while its alert is open (clinical E1: "patient screen STOP"; E2, column of notes). The words are proposed [P], and say
 * what to do, never what was wrong. `stop`: not go on. `answer`: say whether they are fine. `check`: look at a sensor. `adjust`: go on, otherwise than now.
 */
export interface RuleInstruction {
  act: 'stop' | 'answer' | 'check' | 'adjust';
  /** Below this priority nothing is said. */
  from: Priority;
  /** One or two short sentences, to be shown and spoken. */
  words: string;
  /** It asks for more than the patient does now: not said while it hurts. */
  asksForMore?: true;
  /** Of high priority it is always to stop, in these words; absent: in `words` where they say so already, else in those of whatever is high. */
  wordsWhenHigh?: string;
}

/** Where the patient may be in danger and alone. */
export const helpWords = 'Stop now. Sit or lie down. Your therapist is being told; if you are in danger, call for help yourself.';
