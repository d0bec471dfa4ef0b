import type { DataSource } from 'typeorm';
import { serverRows } from '../sql.js';

const upsert = `
  INSERT INTO console_presence (practitioner_id, seen_at) SELECT id, $2 FROM unnest($1::uuid[]) AS id ORDER BY id
  ON CONFLICT (practitioner_id) DO UPDATE SET seen_at = greatest(console_presence.seen_at, excluded.seen_at)`;

/** Whose console is connected, to whichever gateway. */
export class ConsolePresenceRepository {
  constructor(private readonly dataSource: DataSource) {}

  async note(practitionerIds: string[], now: Date): Promise<void> {
    await serverRows(this.dataSource, upsert, [practitionerIds, now]);
  }
}
