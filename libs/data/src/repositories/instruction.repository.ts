import { randomUUID } from 'node:crypto';
import type { Alert, Instruction, StandingInstruction, WantedInstruction } from '#libs/domain';
import type { DataSource, QueryRunner } from 'typeorm';
import { firstRow, inServerTransaction, prepared, rows } from '../sql.js';
import { appendInbox } from './append-inbox.js';

/** A session in which something is open, or its patient is told something. */
export interface SessionToInstruct {
  sessionId: string;
  patientId: string;
  /** What the patient exercises with. */
  deviceIds: string[];
  /** The oldest first; none when the session does not run any more. */
  open: Pick<Alert, 'id' | 'ruleId' | 'kind' | 'priority'>[];
  standing: (StandingInstruction & Pick<Instruction, 'ruleId'> & { id: string }) | null;
}

/** By their ids; and what begins, in which session. */
export interface InstructionChanges {
  ended: string[];
  unconfirmed: string[];
  begun: (WantedInstruction & Pick<SessionToInstruct, 'sessionId' | 'patientId'>)[];
}

/** `again`: a device had said so before. `over`: it is not to be seen any more. */
export type HeardShown = { heard: 'shown'; practitionerIds: string[] } | { heard: 'again' | 'over' | 'unknown-instruction' };

const isOpen = `a.state = 'open' AND NOT a.retrospective AND a.suppressed_by IS NULL`;

/** One statement, one moment: who looks at an older one than another finds what stood then, and ends or begins nothing that has come since. */
const selectSessions = `
  SELECT s.id AS "sessionId", s.patient_id AS "patientId", ARRAY(SELECT DISTINCT st.device_id FROM stream st WHERE st.session_id = s.id) AS "deviceIds",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'ruleId', a.rule_id, 'kind', a.kind, 'priority', a.priority) ORDER BY a.raised_at, a.id), '[]')
       FROM alert a WHERE a.session_id = s.id AND s.state = 'running' AND ${isOpen}) AS open,
    (SELECT jsonb_build_object('id', i.id, 'alertId', i.alert_id, 'act', i.act, 'words', i.words, 'ruleId', because.rule_id, 'toldAtMs', extract(epoch FROM i.told_at)::float8 * 1000,
              'isShown', i.shown_at IS NOT NULL, 'isUnconfirmed', i.unconfirmed_at IS NOT NULL)
       FROM instruction i JOIN alert because ON because.id = i.alert_id WHERE i.session_id = s.id AND i.ended_at IS NULL) AS standing
    FROM session s
   WHERE s.id IN (SELECT a.session_id FROM alert a JOIN session ON session.id = a.session_id AND session.state = 'running' WHERE ${isOpen}
                  UNION SELECT i.session_id FROM instruction i WHERE i.ended_at IS NULL)
   ORDER BY s.id`;

const endThem = `UPDATE instruction SET ended_at = $2 WHERE id = ANY($1::uuid[]) AND ended_at IS NULL`;
/** Whoever of several came first has begun it. */
const beginOne = `
  INSERT INTO instruction (id, session_id, patient_id, alert_id, act, words, told_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (session_id) WHERE ended_at IS NULL DO NOTHING`;

/** What is only a note is in nobody's inbox, and neither is what comes of it. */
const ofTold = `
  SELECT changed.patient_id AS "patientId", changed.alert_id AS "alertId" FROM changed JOIN alert ON alert.id = changed.alert_id WHERE alert.priority <> 'info'`;
const markUnconfirmed = `
  WITH changed AS (
    UPDATE instruction SET unconfirmed_at = $2 WHERE id = ANY($1::uuid[]) AND ended_at IS NULL AND shown_at IS NULL AND unconfirmed_at IS NULL RETURNING patient_id, alert_id)
  ${ofTold}`;
const markShown = `
  WITH changed AS (UPDATE instruction SET shown_at = $2, shown_by = $3 WHERE id = $1 AND ended_at IS NULL AND shown_at IS NULL RETURNING patient_id, alert_id)
  ${ofTold}`;

const selectTold = `SELECT shown_at IS NOT NULL AS "isShown", ended_at IS NOT NULL AS "isOver" FROM instruction WHERE id = $1`;
const selectToldDevice = `${selectTold} AND EXISTS (SELECT 1 FROM stream WHERE stream.session_id = instruction.session_id AND stream.device_id = $2)`;
const selectToldPatient = `${selectTold} AND patient_id = $2`;

const selectOfPatient = `
  SELECT s.id AS "sessionId", (SELECT jsonb_build_object('id', i.id, 'act', i.act, 'words', i.words) FROM instruction i WHERE i.session_id = s.id AND i.ended_at IS NULL) AS instruction
    FROM session s WHERE s.patient_id = $1 AND s.state = 'running' ORDER BY s.started_at DESC LIMIT 1`;

/** What patients are told. An acknowledgement or a snooze is between people: what is open is open for the patient. */
export class InstructionRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Of all sessions; those in which nothing is open and nothing stands are not among them. */
  async sessions(): Promise<SessionToInstruct[]> {
    return prepared<SessionToInstruct>(this.dataSource, { name: 'sessions-to-instruct', text: selectSessions, values: [] });
  }

  /** Returns whose inbox has something new. */
  async change({ ended, begun, unconfirmed }: InstructionChanges, now: Date): Promise<string[]> {
    return inServerTransaction(this.dataSource, async (runner) => {
      await rows(runner, endThem, [ended, now]);
      for (const { sessionId, patientId, alertId, act, words } of begun) await rows(runner, beginOne, [randomUUID(), sessionId, patientId, alertId, act, words, now]);
      return tell(runner, { text: markUnconfirmed, values: [unconfirmed, now], change: 'instruction-unconfirmed', now });
    });
  }

  /** Of the patient's running session; null: none runs. */
  async ofPatient(patientId: string): Promise<{ sessionId: string; instruction: Pick<Instruction, 'act' | 'words'> & { id: string } | null } | null> {
    return firstRow(this.dataSource, selectOfPatient, [patientId]);
  }

  /** A device, or the patient's own screen, says that they can see it. Another's instruction is as unknown as one that never was. */
  async shown({ instructionId, to, now }: { instructionId: string; to: { deviceId: string } | { patientId: string }; now: Date }): Promise<HeardShown> {
    const [deviceId, found] = 'deviceId' in to
      ? [to.deviceId, await firstRow<FoundTold>(this.dataSource, selectToldDevice, [instructionId, to.deviceId])]
      : [null, await firstRow<FoundTold>(this.dataSource, selectToldPatient, [instructionId, to.patientId])];
    if (found === null) return { heard: 'unknown-instruction' };
    if (found.isShown) return { heard: 'again' };
    if (found.isOver) return { heard: 'over' };
    const practitionerIds = await inServerTransaction(this.dataSource, (runner) => tell(runner, { text: markShown, values: [instructionId, now, deviceId], change: 'instruction-shown', now }));
    return { heard: 'shown', practitionerIds };
  }
}

interface FoundTold {
  isShown: boolean;
  isOver: boolean;
}

interface Tell {
  text: string;
  values: unknown[];
  change: 'instruction-shown' | 'instruction-unconfirmed';
  now: Date;
}

async function tell(runner: QueryRunner, { text, values, change, now }: Tell): Promise<string[]> {
  const changed = await rows<{ patientId: string; alertId: string }>(runner, text, values);
  return appendInbox(runner, ...changed.map(({ patientId, alertId }) => ({ patientId, alertIds: [alertId], change, now })));
}
