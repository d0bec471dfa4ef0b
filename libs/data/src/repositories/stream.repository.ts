import type { Prescription, SessionPurpose } from '#libs/domain';
import type { DataSource, QueryRunner } from 'typeorm';
import { firstRow, inTransaction, rows } from '../sql.js';
import { findSessionFacts, type SessionFacts } from './session-facts.js';
import { shardOf } from './shard.js';

export interface OpenStream {
  deviceId: string;
  /** The device's own name for this request: asking twice opens one stream. */
  nonce: string;
  /** The device's monotonic clock at `now`, us. */
  deviceTimeUs: number;
  /** One that was to be exercise is a guided calibration when a therapist has asked for that. */
  purpose: SessionPurpose;
  prescriptionId: string;
  /** A running session to go on with, in a new epoch. */
  sessionId?: string;
  now: Date;
  newSessionId: string;
  newEpoch: string;
  shardCount: number;
  /** Pure: the prescription with every value fixed, to be kept with the session. */
  resolve: (facts: SessionFacts, purpose: SessionPurpose, isReplayed: boolean) => Prescription;
}

export type OpenRefusal =
  | 'unknown-device' | 'device-revoked' | 'unknown-prescription' | 'prescription-ended' | 'unknown-session' | 'session-not-running'
  | 'pre-exercise-check-no-go' | 'plan-paused';

export interface OpenedStream {
  ok: true;
  epoch: string;
  sessionId: string;
  patientId: string;
  purpose: SessionPurpose;
  startedAt: Date;
  /** False: this nonce had opened it before. */
  created: boolean;
  /** Sessions of this device that were still running and are over now. */
  ended: string[];
}

export type OpenOutcome = OpenedStream | { ok: false; reason: OpenRefusal };

interface DeviceRow {
  patientId: string;
  source: string;
  sourceLabel: string;
  revokedAt: Date | null;
}

/** The lock makes one device open one stream at a time: two requests with one nonce cannot both find nothing. */
const lockDevice = `
  SELECT patient_id AS "patientId", source, source_label AS "sourceLabel", revoked_at AS "revokedAt"
  FROM device WHERE id = $1 FOR NO KEY UPDATE`;

const findOpened = `
  SELECT stream.epoch, session.id AS "sessionId", session.patient_id AS "patientId", session.purpose, session.started_at AS "startedAt"
  FROM stream JOIN session ON session.id = stream.session_id WHERE stream.device_id = $1 AND stream.nonce = $2`;

/** The lock keeps ordinals apart when two devices join one session at once. */
const lockSession = `
  SELECT state, purpose, started_at AS "startedAt" FROM session
  WHERE id = $1 AND patient_id = $2 AND prescription_id = $3 FOR NO KEY UPDATE`;

const insertSession = `
  WITH begun AS (
    INSERT INTO session (id, patient_id, prescription_id, purpose, resolved, source, source_label, state, started_at, supervised)
    VALUES ($1, $2, $3, $4, $5, $6, $7, 'running', $8, $10) RETURNING id)
  INSERT INTO analysis (session_id, shard) SELECT id, $9::smallint FROM begun`;

const insertStream = `
  WITH opened AS (
    INSERT INTO stream (session_id, device_id, epoch, nonce, ordinal, clock_offset_ms, opened_at)
    SELECT $1, $2, $3, $4, coalesce(max(ordinal) + 1, 0), $5, $6 FROM stream WHERE session_id = $1 RETURNING id)
  INSERT INTO analysis_cursor (stream_id) SELECT id FROM opened`;

/** A device exercises once at a time: what it had not ended, because it was switched off or fell, is over. */
const endEarlier = `
  UPDATE session SET state = 'ended', ended_at = $3
  WHERE state = 'running' AND id <> $2 AND id IN (SELECT session_id FROM stream WHERE device_id = $1) RETURNING id`;

export class StreamRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Opens a stream, in a new session or a running one. Asking again with the same nonce gives the same answer. */
  async open(request: OpenStream): Promise<OpenOutcome> {
    return inTransaction(this.dataSource, async (runner) => {
      const device = await firstRow<DeviceRow>(runner, lockDevice, [request.deviceId]);
      if (device === null) return refuse('unknown-device');
      if (device.revokedAt !== null) return refuse('device-revoked');
      const opened = await firstRow<Omit<OpenedStream, 'ok' | 'created' | 'ended'>>(runner, findOpened, [request.deviceId, request.nonce]);
      if (opened !== null) return { ok: true, ...opened, created: false, ended: [] };
      return openNew(runner, request, device);
    });
  }
}

async function openNew(runner: QueryRunner, request: OpenStream, device: DeviceRow): Promise<OpenOutcome> {
  const found = await findSessionFacts(runner, { ...request, patientId: device.patientId });
  if (found === null) return refuse('unknown-prescription');
  if (found.prescriptionEndedAt !== null) return refuse('prescription-ended');
  if (request.sessionId === undefined && found.gate === 'NO_GO') return refuse('pre-exercise-check-no-go');
  if (request.sessionId === undefined && found.isPaused) return refuse('plan-paused');
  const session = request.sessionId === undefined
    ? await beginSession(runner, { ...request, purpose: request.purpose === 'exercise' && found.isCalibrationAsked ? 'guided-calibration' : request.purpose }, { device, facts: found.facts })
    : await joinSession(runner, request, device);
  if (!session.ok) return session;

  const { deviceId, newEpoch, nonce, now } = request;
  const clockOffsetMs = now.getTime() - session.startedAt.getTime() - request.deviceTimeUs / 1000;
  await rows(runner, insertStream, [session.sessionId, deviceId, newEpoch, nonce, clockOffsetMs, now]);
  const { sessionId, purpose, startedAt } = session;
  const ended = request.sessionId === undefined ? await rows<{ id: string }>(runner, endEarlier, [deviceId, sessionId, now]) : [];
  return { ok: true, epoch: newEpoch, sessionId, patientId: device.patientId, purpose, startedAt, created: true, ended: ended.map(({ id }) => id) };
}

type SessionToUse = { ok: true; sessionId: string; purpose: SessionPurpose; startedAt: Date } | { ok: false; reason: OpenRefusal };

async function beginSession(runner: QueryRunner, request: OpenStream, { device, facts }: { device: DeviceRow; facts: SessionFacts }): Promise<SessionToUse> {
  const { newSessionId, prescriptionId, purpose, now, shardCount } = request;
  const resolved = request.resolve(facts, purpose, device.source === 'replayed');
  await rows(runner, insertSession, [
    newSessionId, device.patientId, prescriptionId, purpose, JSON.stringify(resolved), device.source, device.sourceLabel, now,
    shardOf(newSessionId, shardCount), resolved.supervised ?? false,
  ]);
  return { ok: true, sessionId: newSessionId, purpose, startedAt: now };
}

async function joinSession(runner: QueryRunner, request: OpenStream, device: DeviceRow): Promise<SessionToUse> {
  const { sessionId, prescriptionId } = request;
  if (sessionId === undefined) return refuse('unknown-session');
  const found = await firstRow<{ state: string; purpose: SessionPurpose; startedAt: Date }>(runner, lockSession, [sessionId, device.patientId, prescriptionId]);
  if (found === null) return refuse('unknown-session');
  if (found.state !== 'running') return refuse('session-not-running');
  return { ok: true, sessionId, purpose: found.purpose, startedAt: found.startedAt };
}

function refuse(reason: OpenRefusal): { ok: false; reason: OpenRefusal } {
  return { ok: false, reason };
}
