import type { PatientHistory } from '../history.js';
import type { PatientFinding, PatientRule } from '../patient-rule.js';
import { answerWithinMs, saidLater } from '../two-hour-rule.js';

/** One question after a session, and until when an answer counts, epoch ms. */
interface Question {
  dueMs: number;
  answeredAtMs: number | null;
}

/** The morning's question is open for a day: where the morning lies is a matter of the place, which the server does not know [P]. */
const morningWithinMs = 86_400_000;
const fewest = 3;

/** A question after a session was not answered: a note, and low from the third in a row. Only who was asked before a session is asked after it. */
export const pn06: PatientRule = {
  id: 'PN-06',
  source: 'clinical E2, F2 [P]',
  why: 'Without an answer nobody knows whether the session was too much. One is easily missed, so it is a note until the third in a row (proposed).',
  find: (history, nowMs) => {
    const found: PatientFinding[] = [];
    let missed = 0;
    for (const { dueMs, answeredAtMs } of questionsOf(history)) {
      const finding = { ruleId: 'PN-06', kind: 'clinical', subject: 'follow-up', limit: fewest, unit: 'questions', cause: null } as const;
      if (answeredAtMs !== null) {
        missed = 0;
        found.push({ ...finding, change: 'cleared', priority: 'info', tMs: answeredAtMs, value: 0 });
      } else if (dueMs <= nowMs) {
        missed++;
        found.push({ ...finding, change: missed === 1 ? 'raised' : 'updated', priority: missed >= fewest ? 'low' : 'info', tMs: dueMs, value: missed });
      }
    }
    return found;
  },
  nextMs: (history, nowMs) => {
    const waiting = questionsOf(history).filter(({ dueMs, answeredAtMs }) => answeredAtMs === null && dueMs > nowMs);
    return waiting.length === 0 ? null : waiting[0].dueMs;
  },
};

/** In the order in which they are due. */
function questionsOf(history: PatientHistory): Question[] {
  const asked = history.sessions.filter(({ before }) => before !== null);
  const questions = asked.flatMap((session): Question[] => {
    const soon = saidLater(history, session, 'two-hours') ?? saidLater(history, session, 'one-hour');
    const morning = saidLater(history, session, 'next-morning');
    return [
      { dueMs: session.endedAtMs + answerWithinMs, answeredAtMs: soon?.saidAtMs ?? null },
      { dueMs: session.endedAtMs + morningWithinMs, answeredAtMs: morning?.saidAtMs ?? null },
    ];
  });
  return questions.sort((a, b) => a.dueMs - b.dueMs);
}
