import type { Priority } from './finding.js';

/**
 * What an alert asks of people (clinical E3), apart from its condition: whether it sounds, how far it has been taken to others, and
 * when it is next to be looked at. Epoch ms.
 */
export interface Attention {
  sounding: boolean;
  /** Since when it sounds, or last sounded; null: it never did. */
  soundedAtMs: number | null;
  /** Steps of `escalation` taken since then. */
  step: number;
  /** null: nothing is to come. */
  dueAtMs: number | null;
  snoozedUntilMs: number | null;
}

export type AttentionEvent =
  /** New, or held back until now. `snoozedUntilMs`: the same was snoozed before, at this priority or a higher one. */
  | { event: 'raised'; snoozedUntilMs: number | null }
  /** Its priority is higher than before. */
  | { event: 'risen' }
  /** Its priority is lower than before, and it goes on. */
  | { event: 'lowered' }
  | { event: 'reopened' }
  | { event: 'cleared' }
  | { event: 'acknowledged' }
  | { event: 'snoozed'; untilMs: number }
  | { event: 'due' };

/** What is done when it is due. `repeat`: it sounds again for all of the care team. */
export type EscalationAct = 'repeat' | 'backup' | 'clinic-contact';

/** The alert as it stands, with the event. */
export interface AttentionFacts {
  priority: Priority;
  state: 'open' | 'cleared';
  acknowledged: boolean;
  nowMs: number;
}

/** Ack targets of clinical E1, steps of E3. Low and info are read in the list and sound for nobody. */
export const escalation: Record<Priority, readonly { afterMs: number; act: EscalationAct }[]> = {
  high: [{ afterMs: 20_000, act: 'repeat' }, { afterMs: 60_000, act: 'clinic-contact' }],
  medium: [{ afterMs: 120_000, act: 'repeat' }, { afterMs: 300_000, act: 'backup' }],
  low: [],
  info: [],
};

/** From this step on a backup is rung too: at 20 s for high, at 300 s for medium (clinical E3). */
const backupFromStep: Record<Priority, number> = { high: 1, medium: 2, low: Infinity, info: Infinity };

/** Somebody has seen it, and the condition is still there so long after: it sounds again (clinical E3). */
const resoundMs = 120_000;

export const quiet: Attention = { sounding: false, soundedAtMs: null, step: 0, dueAtMs: null, snoozedUntilMs: null };

/** The alert after the event, and what is to be done now. Times in `facts.nowMs`. */
export function attend(attention: Attention, event: AttentionEvent, facts: AttentionFacts): { attention: Attention; act: EscalationAct | null } {
  switch (event.event) {
    case 'raised':
      return still(isSnoozed(event.snoozedUntilMs, facts) ? snoozed(attention, event.snoozedUntilMs) : sound(facts));
    case 'risen':
      return still(sound(facts));
    case 'reopened':
      return still(reopened(attention, facts));
    case 'lowered':
    case 'cleared':
      return still(cleared(attention, facts));
    case 'acknowledged':
      return still({ ...attention, sounding: false, step: 0, snoozedUntilMs: null, dueAtMs: mayResound(facts) ? facts.nowMs + resoundMs : null });
    case 'snoozed':
      return still(isSnoozed(event.untilMs, facts) ? snoozed(attention, event.untilMs) : attention);
    case 'due':
      return due(attention, facts);
    default:
      return event satisfies never;
  }
}

/** Whether it sounds at this person's console: at a backup's only when nobody else answers, or when it was given to them. */
export function ringsAt({ sounding, priority, step }: { sounding: boolean; priority: Priority; step: number }, person: { isBackup: boolean; isAssigned: boolean }): boolean {
  return sounding && (!person.isBackup || person.isAssigned || step >= backupFromStep[priority]);
}

function still(attention: Attention): { attention: Attention; act: null } {
  return { attention, act: null };
}

function sound({ priority, nowMs }: AttentionFacts): Attention {
  const [first] = escalation[priority];
  return first === undefined ? quiet : { sounding: true, soundedAtMs: nowMs, step: 0, dueAtMs: nowMs + first.afterMs, snoozedUntilMs: null };
}

/** High is never snoozed, whatever is asked (clinical E3). */
function isSnoozed(untilMs: number | null, { priority, nowMs }: AttentionFacts): untilMs is number {
  return priority !== 'high' && untilMs !== null && untilMs > nowMs;
}

function snoozed(attention: Attention, untilMs: number): Attention {
  return { ...attention, sounding: false, snoozedUntilMs: untilMs, dueAtMs: untilMs };
}

/** Met again too soon to ring anew: it goes on where it was. */
function reopened(attention: Attention, facts: AttentionFacts): Attention {
  if (facts.acknowledged) return { ...attention, dueAtMs: mayResound(facts) ? facts.nowMs + resoundMs : null };
  if (isSnoozed(attention.snoozedUntilMs, facts)) return { ...attention, dueAtMs: attention.snoozedUntilMs };
  if (attention.soundedAtMs === null) return attention;
  return { ...attention, sounding: true, snoozedUntilMs: null, dueAtMs: dueAfter(attention, attention.step, facts) };
}

/** What was grave is to be seen by somebody though it has passed; the rest need not be. */
function cleared(attention: Attention, { priority }: AttentionFacts): Attention {
  if (priority === 'high' && attention.sounding) return attention;
  return { ...attention, sounding: false, dueAtMs: null };
}

function due(attention: Attention, facts: AttentionFacts): { attention: Attention; act: EscalationAct | null } {
  if (!attention.sounding) return facts.state === 'open' ? { attention: sound(facts), act: soundsAt(facts) ? 'repeat' : null } : still({ ...attention, dueAtMs: null, snoozedUntilMs: null });
  const steps = escalation[facts.priority];
  if (attention.step >= steps.length) return still({ ...attention, dueAtMs: null });
  const step = attention.step + 1;
  return { attention: { ...attention, step, dueAtMs: dueAfter(attention, step, facts) }, act: steps[attention.step].act };
}

function dueAfter({ soundedAtMs }: Attention, step: number, { priority, nowMs }: AttentionFacts): number | null {
  const steps = escalation[priority];
  return step < steps.length ? Math.max(nowMs, (soundedAtMs ?? nowMs) + steps[step].afterMs) : null;
}

function soundsAt({ priority }: AttentionFacts): boolean {
  return escalation[priority].length > 0;
}

function mayResound(facts: AttentionFacts): boolean {
  return facts.state === 'open' && soundsAt(facts);
}
