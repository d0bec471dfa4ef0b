import type { DataSource } from 'typeorm';
import { firstRow, rows } from '../sql.js';
import { inCare } from './in-care.js';
import { selectRepetitions, toRepetitionRecord, type RepetitionRecord, type RepetitionRow } from './repetition-record.js';
import { selectSessions, toSessionRecord, type SessionDetailRecord, type SessionRecord, type SessionRow } from './session-record.js';

const inMyCare = inCare('session.patient_id', '$1');
const runningSessions = `${selectSessions} WHERE session.state = 'running' AND ${inMyCare} ORDER BY session.started_at, session.id`;
const recentSessions = `${selectSessions} WHERE ${inMyCare} ORDER BY session.started_at DESC, session.id LIMIT $2`;
const oneSession = `${selectSessions} WHERE ${inMyCare} AND session.id = $2`;
const anySession = `${selectSessions} WHERE session.id = $1`;

export class SessionRepository {
  constructor(private readonly dataSource: DataSource) {}

  async running(practitionerId: string): Promise<SessionRecord[]> {
    return this.list(runningSessions, [practitionerId]);
  }

  /** In whatever state, newest first. */
  async recent(practitionerId: string, limit: number): Promise<SessionRecord[]> {
    return this.list(recentSessions, [practitionerId, limit]);
  }

  /** null: no such session, or not of a patient in this practitioner's care. */
  async find(practitionerId: string, sessionId: string): Promise<SessionDetailRecord | null> {
    const row = await firstRow<SessionRow>(this.dataSource, oneSession, [practitionerId, sessionId]);
    if (row === null) return null;
    return { ...toSessionRecord(row), repetitions: await this.repetitions(sessionId) };
  }

  /** For whoever has checked already who may see it: after `find`, or for a room of the live gateway. */
  async repetitions(sessionId: string, numbers?: number[]): Promise<RepetitionRecord[]> {
    const found = await rows<RepetitionRow>(this.dataSource, selectRepetitions, [sessionId, numbers ?? null]);
    return found.map(toRepetitionRecord);
  }

  /** For the relay of hints, which sends it to the session's room only. */
  async summaryForHint(sessionId: string): Promise<SessionRecord | null> {
    const row = await firstRow<SessionRow>(this.dataSource, anySession, [sessionId]);
    return row === null ? null : toSessionRecord(row);
  }

  private async list(text: string, values: unknown[]): Promise<SessionRecord[]> {
    return (await rows<SessionRow>(this.dataSource, text, values)).map(toSessionRecord);
  }
}
