import type { DataSource } from 'typeorm';
import { rows } from '../sql.js';

/** What never changes about a stream, so that it can be remembered without ever asking again. */
export interface StreamFacts {
  streamId: string;
  sessionId: string;
  patientId: string;
  shard: number;
  deviceId: string;
  epoch: string;
  source: 'live' | 'simulated' | 'replayed';
  openedAtMs: number;
  /** When the device's clock stood at 0, by ours, epoch ms. */
  deviceZeroMs: number;
}

const rememberedStreams = 20_000;
const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

const findStreams = `
  SELECT stream.id::text AS "streamId", stream.session_id AS "sessionId", session.patient_id AS "patientId", analysis.shard,
    stream.device_id AS "deviceId", stream.epoch, session.source,
    extract(epoch FROM stream.opened_at)::float8 * 1000 AS "openedAtMs",
    extract(epoch FROM session.started_at)::float8 * 1000 + stream.clock_offset_ms AS "deviceZeroMs"
  FROM stream JOIN session ON session.id = stream.session_id JOIN analysis ON analysis.session_id = stream.session_id
  WHERE stream.epoch = ANY($1::uuid[])`;

/** Epoch to stream. Unknown epochs are asked for every time: they may be opened the next moment. */
export class StreamDirectory {
  private readonly known = new Map<string, StreamFacts>();

  constructor(private readonly dataSource: DataSource) {}

  /** Makes `get` answer for these epochs; one statement when any is new, none otherwise. */
  async learn(epochs: Iterable<string>): Promise<void> {
    const unknown = new Set<string>();
    for (const epoch of epochs) if (!this.known.has(epoch) && uuid.test(epoch)) unknown.add(epoch);
    if (unknown.size === 0) return;
    for (const facts of await rows<StreamFacts>(this.dataSource, findStreams, [[...unknown]])) this.remember(facts);
  }

  get(epoch: string): StreamFacts | null {
    return this.known.get(epoch) ?? null;
  }

  private remember(facts: StreamFacts): void {
    this.known.set(facts.epoch, facts);
    if (this.known.size <= rememberedStreams) return;
    const oldest = this.known.keys().next();
    if (!oldest.done) this.known.delete(oldest.value);
  }
}

/** For a uuid column: what a stranger sent may be anything. */
export function uuidOrNull(value: string | null): string | null {
  return value !== null && uuid.test(value) ? value : null;
}
