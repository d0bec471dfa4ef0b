import type { DataSource, QueryRunner } from 'typeorm';
import { prepared, rows } from '../sql.js';

/** One session's share of a commit, as the statement below reads it. */
export interface FactsRow {
  session_id: string;
  version: number;
  frontier_ms: number;
  cursors: unknown;
  watch: unknown;
  state: 'running' | 'ended' | 'finished';
  streams: { id: string; analysed_to: number; missing: string }[];
  repetitions: { number: number; start_ms: number; end_ms: number; result: unknown; cause_stream: number; cause_sequence: number }[];
  last_repetition: number | null;
  checkpoint: unknown;
  /** null: as it was. */
  worn: unknown;
}

/** Eight checkpoints of 5 s reach back beyond the 30 s within which a packet may come out of order. */
const checkpointsKept = 8;
/**
 * Of the older ones the oldest of each doubling of their age, so that there is one to grow into the next: what comes later than that is folded in from at most four
 * times as far back as it is late, and not from the beginning of an hour.
 */
const ageDoublings = 'floor(ln(greatest(1, w.frontier_ms - k.frontier_ms)) / ln(2))';

/**
 * Many sessions in one statement. `fenced` is the gate: everything else joins it, so a session whose version has moved
 * on writes nothing at all. A repetition that comes out the same again is left as it is. A session that was ended while it
 * was analysed stays so.
 */
const factsSql = (more: string): string => `
  WITH input AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS x (session_id uuid, version bigint, frontier_ms float8, cursors jsonb, watch jsonb,
      state text, streams jsonb, repetitions jsonb, last_repetition int, checkpoint jsonb, worn jsonb)
  ), fenced AS (
    UPDATE analysis a SET version = a.version + 1, frontier_ms = i.frontier_ms, cursors = i.cursors, watch = i.watch, updated_at = now()
      FROM input i WHERE a.session_id = i.session_id AND a.version = i.version
    RETURNING a.session_id
  ), won AS (
    SELECT i.* FROM input i JOIN fenced USING (session_id)
  ), moved AS (
    UPDATE analysis_cursor c SET analysed_to = x.analysed_to, missing = x.missing::int8multirange
      FROM won w, jsonb_to_recordset(w.streams) AS x (id bigint, analysed_to bigint, missing text)
     WHERE c.stream_id = x.id
  ), sessions AS (
    UPDATE session s SET state = CASE w.state WHEN 'running' THEN s.state ELSE w.state END,
           ended_at = CASE w.state WHEN 'running' THEN s.ended_at ELSE coalesce(s.ended_at, now()) END,
           worn = coalesce(nullif(w.worn, 'null'), s.worn)
      FROM won w WHERE s.id = w.session_id AND ((s.state <> w.state AND w.state <> 'running') OR nullif(w.worn, 'null') IS NOT NULL)
  ), repetitions AS (
    INSERT INTO repetition AS r (session_id, number, state, start_ms, end_ms, result, cause_stream, cause_sequence)
    SELECT w.session_id, x.number, 'provisional', x.start_ms, x.end_ms, x.result, x.cause_stream, x.cause_sequence
      FROM won w, jsonb_to_recordset(w.repetitions) AS x (number int, start_ms float8, end_ms float8, result jsonb, cause_stream smallint, cause_sequence bigint)
    ON CONFLICT (session_id, number) DO UPDATE
       SET revision = r.revision + 1, start_ms = excluded.start_ms, end_ms = excluded.end_ms, result = excluded.result,
           cause_stream = excluded.cause_stream, cause_sequence = excluded.cause_sequence
     WHERE r.result IS DISTINCT FROM excluded.result
    RETURNING session_id, number
  ), withdrawn AS (
    DELETE FROM repetition r USING won w
     WHERE r.session_id = w.session_id AND w.last_repetition IS NOT NULL AND r.number > w.last_repetition
    RETURNING r.session_id, r.number
  ), checkpoints AS (
    INSERT INTO analysis_checkpoint (session_id, frontier_ms, cursors, state)
    SELECT session_id, frontier_ms, cursors, checkpoint FROM won WHERE checkpoint IS NOT NULL AND jsonb_typeof(checkpoint) <> 'null'
    ON CONFLICT (session_id, frontier_ms) DO UPDATE SET cursors = excluded.cursors, state = excluded.state
  ), pruned AS (
    DELETE FROM analysis_checkpoint c USING won w
     WHERE c.session_id = w.session_id AND jsonb_typeof(w.checkpoint) <> 'null'
       AND c.frontier_ms NOT IN (SELECT frontier_ms FROM analysis_checkpoint k WHERE k.session_id = w.session_id ORDER BY frontier_ms DESC LIMIT ${checkpointsKept})
       AND c.frontier_ms NOT IN (SELECT DISTINCT ON (${ageDoublings}) k.frontier_ms FROM analysis_checkpoint k WHERE k.session_id = w.session_id
                                  ORDER BY ${ageDoublings}, k.frontier_ms)
  )
  SELECT f.session_id AS "sessionId",
         ARRAY(SELECT number FROM repetitions r WHERE r.session_id = f.session_id ORDER BY number) AS changed,
         ARRAY(SELECT number FROM withdrawn d WHERE d.session_id = f.session_id ORDER BY number) AS withdrawn${more}
    FROM fenced f`;
const sql = factsSql('');

/** Analysis can be done again from the packets: without an alert its commit does not wait for the disk. */
const relaxedSql = factsSql(`,
         set_config('synchronous_commit', 'off', true) AS relaxed`);

export interface CommittedFacts {
  sessionId: string;
  changed: number[];
  withdrawn: number[];
}

/** As a part of the runner's transaction. */
export async function commitFacts(runner: QueryRunner, facts: FactsRow[]): Promise<CommittedFacts[]> {
  return rows(runner, sql, [JSON.stringify(facts)]);
}

/** As a transaction of its own, in one round trip. */
export async function commitFactsAlone(dataSource: DataSource, facts: FactsRow[]): Promise<CommittedFacts[]> {
  const committed = await prepared<CommittedFacts>(dataSource, { name: 'commit-facts', text: relaxedSql, values: [JSON.stringify(facts)] });
  return committed.map(({ sessionId, changed, withdrawn }) => ({ sessionId, changed, withdrawn }));
}

/** All repetitions of finished sessions are final: nothing that could change them is still missing. */
export async function markFinal(runner: QueryRunner, sessionIds: string[]): Promise<void> {
  await runner.query(`UPDATE repetition SET state = 'final' WHERE session_id = ANY ($1::uuid[]) AND state <> 'final'`, [sessionIds]);
}
