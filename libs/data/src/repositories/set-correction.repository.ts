import type { DataSource } from 'typeorm';
import { opened, sealed, sealedText } from '../sealed-columns.js';
import { firstRow, goOnAsServer, inTransaction, rows } from '../sql.js';
import { appendAudit } from './audit.repository.js';
import { inCare } from './in-care.js';

export interface NewSetCorrection {
  id: string;
  sessionId: string;
  practitionerId: string;
  set: number;
  counted: number;
  /** null: takes back what was said before. */
  repetitions: number | null;
  now: Date;
}

/** What somebody said that a set was: the contract's `SetCorrection`. */
export interface SetCorrectionRecord {
  set: number;
  countedThen: number;
  repetitions: number | null;
  practitionerName: string;
  at: string;
}

const insertCorrection = `
  INSERT INTO set_correction (id, session_id, patient_id, set_number, counted, repetitions, said_by, said_at)
  SELECT $1, session.id, session.patient_id, $4, $5, $6::int, $3::uuid, $7 FROM session
  WHERE session.id = $2 AND ${inCare('session.patient_id', '$3')}
  RETURNING id`;

const selectCorrections = `
  SELECT set_number AS set, counted AS "countedThen", repetitions, ${sealedText(sealed.practitionerName)} AS "practitionerName", said_at AS at
  FROM set_correction JOIN practitioner ON practitioner.id = said_by
  WHERE session_id = $2 AND ${inCare('set_correction.patient_id', '$1')} ORDER BY said_at, set_correction.id`;

export class SetCorrectionRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** False: no such session of a patient in this practitioner's care. */
  async create({ id, sessionId, practitionerId, set, counted, repetitions, now }: NewSetCorrection): Promise<boolean> {
    return inTransaction(this.dataSource, async (runner) => {
      if ((await firstRow(runner, insertCorrection, [id, sessionId, practitionerId, set, counted, repetitions, now])) === null) return false;
      await goOnAsServer(runner);
      await appendAudit(runner, { at: now, actorKind: 'practitioner', actorId: practitionerId, action: 'correct-count', subjectKind: 'session', subjectId: sessionId, detail: { set, counted, repetitions } });
      return true;
    });
  }

  /** Oldest first. */
  async ofSession(practitionerId: string, sessionId: string): Promise<SetCorrectionRecord[]> {
    const found = await rows<Omit<SetCorrectionRecord, 'at'> & { at: Date }>(this.dataSource, selectCorrections, [practitionerId, sessionId]);
    return opened(this.dataSource, found, 'practitionerName').map((row) => ({ ...row, at: row.at.toISOString() }));
  }
}
