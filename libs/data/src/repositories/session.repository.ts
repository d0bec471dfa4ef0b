import { corridorOf, edgesOf, type Prescription, type Reference, type Repetition } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { firstRow, firstServerRow, rows } from '../sql.js';
import { careNow, inCare } from './in-care.js';
import { selectNamedRepetitions, selectRepetitions, toRepetitionRecord, type RepetitionRecord, type RepetitionRow } from './repetition-record.js';
import { selectSessions, toSessionRecords, type SessionDetailRecord, type SessionRecord, type SessionRow } from './session-record.js';

const inMyCare = inCare('session.patient_id', '$1');
const runningSessions = `${selectSessions} WHERE session.state = 'running' AND ${inMyCare} ORDER BY session.started_at, session.id`;
const recentSessions = `${selectSessions} WHERE ${inMyCare} ORDER BY session.started_at DESC, session.id LIMIT $2`;
const oneSession = `${selectSessions} WHERE ${inMyCare} AND session.id = $2`;
const anySession = `${selectSessions} WHERE session.id = $1`;

/** For whoever has checked already who may see it. */
const selectReference = `SELECT nullif(resolved->'reference', 'null') AS reference FROM session WHERE id = $1`;

const selectPackets = `
  SELECT stream.ordinal, stream.device_id AS "deviceId", stream.epoch, packet.sequence, packet.received_at AS "receivedAt", packet.payload
  FROM session JOIN stream ON stream.session_id = session.id JOIN packet ON packet.stream_id = stream.id
  WHERE ${inMyCare} AND session.id = $2 AND (stream.ordinal, packet.sequence) > ($3::int, $4::bigint)
  ORDER BY stream.ordinal, packet.sequence LIMIT $5`;

const selectStored = `
  SELECT session.state, session.raw_removed_at AS "rawRemovedAt", extract(epoch FROM session.started_at)::float8 * 1000 AS "startedAtMs", session.resolved AS prescription,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', stream.id::text, 'ordinal', ordinal, 'clockOffsetMs', clock_offset_ms) ORDER BY ordinal), '[]')
      FROM stream WHERE stream.session_id = session.id) AS streams,
    (SELECT coalesce(jsonb_agg(result ORDER BY number), '[]') FROM repetition WHERE repetition.session_id = session.id) AS repetitions
  FROM session WHERE ${inMyCare} AND session.id = $2`;

/** What a session is analysed from, its packets apart, and what came of it. */
export interface StoredForRescoring {
  state: 'running' | 'ended' | 'finished';
  /** Its packets are no longer kept. */
  rawRemovedAt: Date | null;
  startedAtMs: number;
  prescription: Prescription;
  streams: { id: string; ordinal: number; clockOffsetMs: number }[];
  repetitions: Repetition[];
  /** What analysis left of the clock and of what was said; null: nothing. */
  clock: unknown;
}

/** A page of raw packets, and where the next one begins. */
export interface PacketPage {
  packets: { deviceId: string; epoch: string; sequence: number; receivedAt: string; payload: string | null }[];
  next: string | null;
}

interface PacketPageRow {
  ordinal: number;
  deviceId: string;
  epoch: string;
  sequence: number;
  receivedAt: Date;
  payload: Buffer | null;
}

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
    const [session] = await this.list(oneSession, [practitionerId, sessionId]);
    if (session === undefined) return null;
    const [repetitions, judgedBy] = await Promise.all([this.repetitions(sessionId), firstRow<{ reference: Reference | null }>(this.dataSource, selectReference, [sessionId])]);
    const reference = judgedBy?.reference ?? null;
    return { ...session, corridor: reference === null ? null : corridorOfSides(reference), repetitions };
  }

  /** For whoever has checked already who may see it: after `find`, or for a room of the live gateway. */
  async repetitions(sessionId: string, numbers?: number[]): Promise<RepetitionRecord[]> {
    const found = await rows<RepetitionRow>(this.dataSource, selectRepetitions, [sessionId, numbers ?? null]);
    return found.map(toRepetitionRecord);
  }

  /** Of many sessions at once, those that are there; for the live gateway too. */
  async namedRepetitions(named: { sessionId: string; number: number }[]): Promise<RepetitionRecord[]> {
    const values = [named.map(({ sessionId }) => sessionId), named.map(({ number }) => number)];
    return (await rows<RepetitionRow>(this.dataSource, selectNamedRepetitions, values)).map(toRepetitionRecord);
  }

  /** For the relay of hints, which sends it to the session's room only. */
  async summaryForHint(sessionId: string): Promise<SessionRecord | null> {
    return (await this.list(anySession, [sessionId]))[0] ?? null;
  }

  /** null: no such session in this practitioner's care. */
  async forRescoring(practitionerId: string, sessionId: string): Promise<StoredForRescoring | null> {
    const stored = await firstRow<Omit<StoredForRescoring, 'clock'>>(this.dataSource, selectStored, [practitionerId, sessionId]);
    if (stored === null) return null;
    const left = await firstServerRow<{ clock: unknown }>(this.dataSource, `SELECT watch AS clock FROM analysis WHERE session_id = $1`, [sessionId]);
    return { ...stored, clock: left?.clock ?? null };
  }

  /** Raw packets after stream and sequence, in order; null: no such session in this practitioner's care. */
  async packets(practitionerId: string, sessionId: string, { stream, sequence, limit }: { stream: number; sequence: number; limit: number }): Promise<PacketPage | null> {
    const found = await rows<PacketPageRow>(this.dataSource, selectPackets, [practitionerId, sessionId, stream, sequence, limit]);
    if (found.length === 0 && (await this.find(practitionerId, sessionId)) === null) return null;
    const last = found.at(-1);
    return {
      packets: found.map(({ ordinal: _ordinal, receivedAt, payload, ...key }) => ({ ...key, receivedAt: receivedAt.toISOString(), payload: payload?.toString('base64') ?? null })),
      next: last === undefined || found.length < limit ? null : `${last.ordinal}.${last.sequence}`,
    };
  }

  /** Who cares for the patient now. */
  async carersOf(patientId: string): Promise<string[]> {
    const found = await rows<{ id: string }>(this.dataSource, `SELECT DISTINCT practitioner_id AS id FROM care_team WHERE patient_id = $1 AND ${careNow}`, [patientId]);
    return found.map(({ id }) => id);
  }

  private async list(text: string, values: unknown[]): Promise<SessionRecord[]> {
    return toSessionRecords(this.dataSource, await rows<SessionRow>(this.dataSource, text, values));
  }
}

function corridorOfSides(reference: Reference): NonNullable<SessionDetailRecord['corridor']> {
  const { side, otherSide } = reference;
  return { ...edgesOf(corridorOf(reference)), ...(side === undefined ? {} : { side }), ...(otherSide === undefined ? {} : { otherSide: edgesOf(corridorOf(otherSide)) }) };
}
