import { isWaiting, type Alert, type Prescription, type SessionPurpose, type StreamCursor } from '#libs/domain';
import { DataSource } from 'typeorm';
import { firstRow, inTransaction, prepared, rows } from '../sql.js';
import { appendInbox } from './append-inbox.js';
import { orderFollowUp } from './follow-up.repository.js';
import type { AnalysisCommit, Checkpoint, CommitOutcome, LoadedSession, LoadedStream, Remembered, SessionHead, StoredPacket } from './analysis-record.js';
import { sessionAlerts, writeAlerts } from './analysis-alerts.sql.js';
import { commitFacts, commitFactsAlone, markFinal, type FactsRow } from './analysis-facts.sql.js';

/** At most this many packets of a stream in one analysis: about two minutes of them, so that a backlog cannot starve the others. */
const packetsPerStream = 512;

/** Reads what waits and commits what was made of it, many sessions a round trip. Everything is fenced by the version. */
export class AnalysisRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * `gapsOf`: of which of its sessions what fills gaps behind the cursors is read too; absent: of all. It may be much, and be read again and again until it is analysed.
   * `remembered`, by session: what is still of the version that is stored is not read, and goes on from there.
   */
  async loadShard(shard: number, { gapsOf = allOf, remembered = new Map() }: LoadOptions = {}): Promise<LoadedSession[]> {
    const stored = await prepared<SessionRow>(this.dataSource, {
      name: 'shard-sessions',
      text: `SELECT a.session_id, s.patient_id, p.clinic_id, s.purpose, s.state, s.started_at, a.version, a.frontier_ms,
              CASE WHEN known.version = a.version THEN NULL ELSE a.cursors END AS cursors, CASE WHEN known.version = a.version THEN NULL ELSE a.watch END AS watch,
              jsonb_agg(jsonb_build_object('id', st.id::text, 'ordinal', st.ordinal, 'deviceId', st.device_id,
                'clockOffsetMs', st.clock_offset_ms, 'lastSequence', st.last_sequence) ORDER BY st.ordinal) AS streams,
              (SELECT jsonb_agg(jsonb_build_object('id', r.id, 'atMs', extract(epoch FROM r.reported_at) * 1000, 'report', r.content) ORDER BY r.reported_at, r.id)
                 FROM patient_report r WHERE r.session_id = s.id AND r.heard_at IS NULL) AS reports,
              CASE WHEN s.supervised THEN extract(epoch FROM greatest(s.started_at, (SELECT max(seen_at) FROM console_presence c
                 JOIN care_team t ON t.practitioner_id = c.practitioner_id WHERE t.patient_id = s.patient_id AND (t.until IS NULL OR t.until > now()))))::float8 * 1000 END AS watched_ms
         FROM analysis a
         JOIN session s ON s.id = a.session_id AND s.state <> 'finished'
         JOIN patient p ON p.id = s.patient_id
         JOIN stream st ON st.session_id = a.session_id
         LEFT JOIN unnest($2::uuid[], $3::int8[]) AS known (session_id, version) ON known.session_id = a.session_id
        WHERE a.shard = $1
        GROUP BY a.session_id, s.id, p.clinic_id, known.version`,
      values: [shard, [...remembered.keys()], [...remembered.values()].map(({ version }) => version)],
    });
    if (stored.length === 0) return [];
    const sessions = stored.map((row) => toLoadedSession(row, remembered.get(row.session_id)));
    const withGaps = gapsOf(sessions);
    // What was analysed and not committed is read again only where it may hide what fills a gap.
    const beyond = sessions.flatMap((session) => (withGaps.has(session.sessionId) && session.cursors.some(({ missing }) => missing.length > 0) ? [] : reached(session)));
    const values = [sessions.map(({ sessionId }) => sessionId), [...withGaps], beyond.map(({ streamId }) => streamId), beyond.map(({ analysedTo }) => analysedTo)];
    const bySession = new Map(sessions.map((session) => [session.sessionId, { ...session, gapsRead: withGaps.has(session.sessionId) }]));
    for (const row of await prepared<PacketRow>(this.dataSource, { name: 'waiting-packets', text: waitingSql, values })) {
      const session = bySession.get(row.session_id);
      const packet = toStoredPacket(row);
      if (session !== undefined && isWaiting(session.cursors, packet)) session.waiting.push(packet);
    }
    return [...bySession.values()];
  }

  /** What the session is analysed against; fixed when it began. */
  async prescriptionOf(sessionId: string): Promise<Prescription> {
    const row = await firstRow<{ resolved: Prescription }>(this.dataSource, `SELECT resolved FROM session WHERE id = $1`, [sessionId]);
    if (row === null) throw new RangeError(`no session ${sessionId}`);
    return row.resolved;
  }

  /** Newest first. The state of each is large: see `checkpointState`. */
  async checkpoints(sessionId: string): Promise<Omit<Checkpoint, 'state'>[]> {
    return rows(
      this.dataSource,
      `SELECT frontier_ms AS "frontierMs", cursors FROM analysis_checkpoint WHERE session_id = $1 ORDER BY frontier_ms DESC`,
      [sessionId],
    );
  }

  async checkpointState(sessionId: string, frontierMs: number): Promise<unknown> {
    const row = await firstRow<{ state: unknown }>(
      this.dataSource,
      `SELECT state FROM analysis_checkpoint WHERE session_id = $1 AND frontier_ms = $2`,
      [sessionId, frontierMs],
    );
    return row?.state ?? null;
  }

  /** Every packet after the given sequences (0 for the start), by stream and sequence. */
  async packetsAfter(streams: { id: string; ordinal: number; after: number }[]): Promise<StoredPacket[]> {
    const packets = await rows<Omit<PacketRow, 'session_id'>>(
      this.dataSource,
      `SELECT s.ordinal, p.sequence::float8 AS sequence, extract(epoch FROM p.received_at) * 1000 AS received_ms, p.payload
         FROM unnest($1::bigint[], $2::int[], $3::bigint[]) AS s (id, ordinal, after)
         JOIN packet p ON p.stream_id = s.id AND p.sequence > s.after
        ORDER BY s.ordinal, p.sequence`,
      [streams.map((each) => each.id), streams.map((each) => each.ordinal), streams.map((each) => each.after)],
    );
    return packets.map(toStoredPacket);
  }

  async alertsOf(sessionIds: string[]): Promise<Map<string, Alert[]>> {
    const found = await rows<Alert & { sessionId: string }>(
      this.dataSource,
      `SELECT session_id AS "sessionId", ${sessionAlerts}
         FROM alert WHERE session_id = ANY ($1::uuid[]) ORDER BY raised_ms`,
      [sessionIds],
    );
    const alerts = new Map<string, Alert[]>(sessionIds.map((id) => [id, []]));
    for (const { sessionId, ...alert } of found) alerts.get(sessionId)?.push(alert);
    return alerts;
  }

  /**
   * Commits all given sessions in one transaction. Without an alert it is one statement and may be lost with the machine,
   * since the packets can be analysed again; with one it is on disk before anybody is told.
   */
  async commit(commits: AnalysisCommit[], now: Date): Promise<CommitOutcome> {
    const plain = commits.every((each) => each.alertChanges.length === 0 && each.heard.length === 0 && each.state !== 'finished');
    if (plain) return { committed: await commitFactsAlone(this.dataSource, commits.map(toFacts)), practitionerIds: [], due: [] };
    return inTransaction(this.dataSource, async (runner) => {
      const committed = await commitFacts(runner, commits.map(toFacts));
      const won = new Set(committed.map((each) => each.sessionId));
      const finished = commits.filter((each) => each.state === 'finished' && won.has(each.session.sessionId));
      if (finished.length > 0) {
        await markFinal(runner, finished.map((each) => each.session.sessionId));
        await orderFollowUp(runner, finished.map((each) => each.session.patientId), now);
      }
      const fenced = commits.filter(({ session }) => won.has(session.sessionId));
      const heard = fenced.flatMap((each) => each.heard);
      if (heard.length > 0) await rows(runner, `UPDATE patient_report SET heard_at = $2 WHERE id = ANY ($1::uuid[])`, [heard, now]);
      const { told, due } = await writeAlerts(runner, fenced, now);
      return { committed, practitionerIds: await appendInbox(runner, ...told), due };
    });
  }

  /** A packet that analysis cannot digest: its bytes go to quarantine, its place stays, the session goes on. */
  async quarantine(stream: LoadedStream, sequence: number, detail: string): Promise<void> {
    await rows(
      this.dataSource,
      `WITH gone AS (
         UPDATE packet p SET payload = NULL FROM packet old
          WHERE p.stream_id = $1 AND p.sequence = $2 AND old.stream_id = p.stream_id AND old.sequence = p.sequence
            AND p.payload IS NOT NULL
          RETURNING old.payload, old.received_at)
       INSERT INTO quarantine (device_id, epoch, sequence, topic, reason, detail, size, payload, received_at)
       SELECT st.device_id, st.epoch, $2, '', 'analysis-failed', $3, length(g.payload), substring(g.payload FOR 4096), g.received_at
         FROM gone g, stream st WHERE st.id = $1`,
      [stream.id, sequence, detail],
    );
  }

  /** Shards with a session that runs, or one that has packets which nobody has analysed: what a lost ticket would leave behind. */
  async shardsToLookAt(): Promise<number[]> {
    const shards = await rows<{ shard: number }>(
      this.dataSource,
      `SELECT DISTINCT a.shard FROM analysis a JOIN session s ON s.id = a.session_id WHERE s.state <> 'finished'`,
    );
    return shards.map((row) => row.shard);
  }

  /** A finished session to which a missing packet has come after all is open again for analysis. */
  async reopenCompleted(): Promise<void> {
    await rows(
      this.dataSource,
      `UPDATE session s SET state = 'ended' FROM stream st JOIN analysis_cursor c ON c.stream_id = st.id
        WHERE s.id = st.session_id AND s.state = 'finished' AND s.raw_removed_at IS NULL AND NOT isempty(c.missing)
          AND EXISTS (SELECT FROM packet p WHERE p.stream_id = st.id AND p.sequence <@ c.missing)`,
    );
  }

  /** Checkpoints of finished sessions serve nobody: a re-analysis starts from the packets. */
  async pruneCheckpoints(): Promise<void> {
    await rows(
      this.dataSource,
      `DELETE FROM analysis_checkpoint c USING session s WHERE s.id = c.session_id AND s.state = 'finished'`,
    );
  }
}

interface LoadOptions {
  gapsOf?: (heads: SessionHead[]) => ReadonlySet<string>;
  remembered?: ReadonlyMap<string, Remembered>;
}

interface SessionRow {
  session_id: string;
  patient_id: string;
  clinic_id: string;
  purpose: SessionPurpose;
  state: 'running' | 'ended';
  started_at: Date;
  version: string;
  frontier_ms: number;
  /** null, and the watch too: what is remembered is still it. */
  cursors: StreamCursor[] | null;
  watch: unknown;
  streams: LoadedStream[];
  reports: LoadedSession['reports'] | null;
  watched_ms: number | null;
}

interface PacketRow {
  session_id: string;
  ordinal: number;
  sequence: number;
  received_ms: string;
  payload: Buffer | null;
}

/** Both arms go by the primary key: what follows the cursor, or what is remembered of it, and what fills a gap behind it. */
const waitingSql = `
  SELECT st.session_id, st.ordinal, p.sequence::float8 AS sequence, extract(epoch FROM p.received_at) * 1000 AS received_ms, p.payload
    FROM stream st JOIN analysis_cursor c ON c.stream_id = st.id LEFT JOIN unnest($3::int8[], $4::int8[]) AS beyond (stream_id, analysed_to) ON beyond.stream_id = st.id
    CROSS JOIN LATERAL (
      (SELECT sequence, received_at, payload FROM packet
        WHERE stream_id = st.id AND sequence > greatest(c.analysed_to, beyond.analysed_to) ORDER BY sequence LIMIT ${packetsPerStream})
      UNION ALL
      (SELECT sequence, received_at, payload FROM packet
        WHERE NOT isempty(c.missing) AND st.session_id = ANY ($2::uuid[]) AND stream_id = st.id AND sequence <= c.analysed_to
          AND sequence >= lower(c.missing) AND sequence <@ c.missing)
    ) p
   WHERE st.session_id = ANY ($1::uuid[])`;

function allOf(heads: SessionHead[]): ReadonlySet<string> {
  return new Set(heads.map(({ sessionId }) => sessionId));
}

/** Its packets are not read yet. */
function toLoadedSession(row: SessionRow, remembered: Remembered | undefined): LoadedSession {
  const stored: Remembered = { version: Number(row.version), frontierMs: row.frontier_ms, cursors: row.cursors ?? [], clock: row.watch };
  return {
    sessionId: row.session_id,
    patientId: row.patient_id,
    clinicId: row.clinic_id,
    purpose: row.purpose,
    state: row.state,
    startedAtMs: row.started_at.getTime(),
    ...(row.cursors === null && remembered !== undefined ? remembered : stored),
    streams: row.streams,
    reports: row.reports ?? [],
    watchedAtMs: row.watched_ms,
    waiting: [],
    gapsRead: false,
  };
}

function reached({ cursors, streams }: LoadedSession): { streamId: string; analysedTo: number }[] {
  return cursors.flatMap(({ stream, analysedTo }) => streams.filter(({ ordinal }) => ordinal === stream).map(({ id }) => ({ streamId: id, analysedTo })));
}

function toStoredPacket(row: Omit<PacketRow, 'session_id'>): StoredPacket {
  return { stream: row.ordinal, sequence: row.sequence, receivedAtMs: Number(row.received_ms), payload: row.payload };
}

function toFacts(commit: AnalysisCommit): FactsRow {
  const streamIds = new Map(commit.session.streams.map((stream) => [stream.ordinal, stream.id]));
  return {
    session_id: commit.session.sessionId,
    version: commit.session.version,
    frontier_ms: commit.frontierMs,
    cursors: commit.cursors,
    watch: commit.clock,
    state: commit.state,
    streams: commit.cursors.map((cursor) => ({
      id: streamIds.get(cursor.stream) ?? '',
      analysed_to: cursor.analysedTo,
      missing: `{${cursor.missing.map(([from, to]) => `[${from},${to}]`).join(',')}}`,
    })),
    repetitions: commit.repetitions.map(({ repetition, cause }) => ({
      number: repetition.number,
      start_ms: repetition.startMs,
      end_ms: repetition.endMs,
      result: repetition,
      cause_stream: cause.stream,
      cause_sequence: cause.sequence,
    })),
    last_repetition: commit.lastRepetition,
    checkpoint: commit.checkpoint,
    worn: commit.worn,
  };
}
