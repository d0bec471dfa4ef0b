import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { PacketRepository, type AppendOutcome, type ReceivedPacket, type RefusedPacket } from '#libs/data';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { addPatient, openStream, packet, seed, startedAt, type Seed } from '../../support/database-seed.js';

describe('packets', () => {
  let database: TestDatabase;
  let packets: PacketRepository;
  let seeded: Seed;
  let source: { deviceId: string; epoch: string; sessionId: string };

  beforeAll(async () => {
    database = await createTestDatabase();
    seeded = await seed(database.dataSource);
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    packets = new PacketRepository(database.dataSource);
    const { epoch, sessionId } = await openStream(database.dataSource, seeded);
    source = { deviceId: seeded.deviceId, epoch, sessionId };
  });

  it('are stored as they came, and the outcome says which stream was touched', async () => {
    const given = [2, 1, 3].map((sequence) => packet(source, sequence));
    const outcome = await append(given);
    expect(outcome).toMatchObject({ stored: 3, duplicated: 0, quarantined: {} });
    expect(outcome.touched).toEqual([{
      streamId: expect.any(String), sessionId: source.sessionId, patientId: seeded.patientId, shard: expect.any(Number),
      deviceId: source.deviceId, epoch: source.epoch, source: 'simulated',
      openedAtMs: startedAt.getTime(), deviceZeroMs: startedAt.getTime() - 2000,
    }]);
    const stored = await database.dataSource.query<{ sequence: string; payload: Buffer; received_at: Date }[]>(
      'SELECT sequence, payload, received_at FROM packet WHERE stream_id = $1 ORDER BY sequence', [outcome.touched[0].streamId]);
    expect(stored.map(({ sequence, payload, received_at: receivedAt }) => ({ sequence: Number(sequence), payload: payload.toString(), receivedAt }))).toEqual(
      [1, 2, 3].map((sequence) => ({ sequence, payload: `packet ${sequence}`, receivedAt: packet(source, sequence).receivedAt })));
  });

  it('that come again are counted and change nothing', async () => {
    await append([1, 2, 3].map((sequence) => packet(source, sequence)));
    const outcome = await append([2, 3, 4, 4].map((sequence) => packet(source, sequence)));
    expect(outcome).toMatchObject({ stored: 1, duplicated: 3, quarantined: {} });
    expect(await storedSequences()).toEqual([1, 2, 3, 4]);
  });

  it('under a used sequence with other content go to quarantine, within a batch and after it', async () => {
    const within = await append([packet(source, 1), packet(source, 1, 'other'), packet(source, 2)]);
    expect(within).toMatchObject({ stored: 2, duplicated: 0, quarantined: { 'sequence-conflict': 1 } });
    const after = await append([packet(source, 2, 'another'), packet(source, 3)]);
    expect(after).toMatchObject({ stored: 1, duplicated: 0, quarantined: { 'sequence-conflict': 1 } });
    expect(await quarantine()).toEqual([
      { reason: 'sequence-conflict', sequence: 1, payload: 'other' }, { reason: 'sequence-conflict', sequence: 2, payload: 'another' }]);
  });

  it('of an unknown epoch, or of another device, go to quarantine beside the good ones', async () => {
    const other = await addPatient(database.dataSource, seeded.practitionerId);
    const outcome = await append([
      packet(source, 1),
      packet({ deviceId: source.deviceId, epoch: randomUUID() }, 1),
      packet({ deviceId: source.deviceId, epoch: 'not a uuid' }, 1),
      packet({ deviceId: other.deviceId, epoch: source.epoch }, 2),
      { ...packet(source, 4), sequence: Number.MAX_VALUE },
    ]);
    expect(outcome).toMatchObject({ stored: 1, duplicated: 0, quarantined: { 'unknown-epoch': 2, 'foreign-epoch': 1, 'bad-sequence': 1 } });
    expect(await storedSequences()).toEqual([1]);
  });

  it('that are refused leave their place behind, once, and the watermark goes over it', async () => {
    await append([packet(source, 1)]);
    expect(await append([packet(source, 3)], [refused(2)])).toMatchObject({ stored: 1, duplicated: 0, quarantined: { truncated: 1 } });
    expect(await append([], [refused(2)])).toMatchObject({ stored: 0, duplicated: 1, quarantined: {} });
    expect(await quarantine()).toEqual([{ reason: 'truncated', sequence: 2, payload: '\u0001' }]);
    expect(await watermark()).toMatchObject({ contiguous: 3, sack: [] });
  });

  it('that nobody can read are kept in part, whatever they contain', async () => {
    const monster: RefusedPacket = {
      deviceId: '../../etc', epoch: 'x'.repeat(100), sequence: -1, topic: 'v1/d/\0/up', reason: 'malformed', detail: 'nul \0 in it',
      payload: Buffer.alloc(1 << 20, 7), receivedAt: startedAt,
    };
    expect(await append([packet(source, 1)], [monster])).toMatchObject({ stored: 1, quarantined: { malformed: 1 } });
    const [row] = await database.dataSource.query<{ size: number; kept: number; device_id: null }[]>(
      `SELECT size, length(payload) AS kept, device_id FROM quarantine WHERE reason = 'malformed'`);
    expect(row).toEqual({ size: 1 << 20, kept: 4096, device_id: null });
  });

  it('that end a stream tell how long it is', async () => {
    await append([packet(source, 1), { ...packet(source, 2), lastSequence: 2 }]);
    const [row] = await database.dataSource.query<{ last_sequence: number }[]>('SELECT last_sequence FROM stream WHERE epoch = $1', [source.epoch]);
    expect(row.last_sequence).toBe(2);
  });

  it('delivered to many writers at once are stored once each', async () => {
    const given = Array.from({ length: 200 }, (_, i) => packet(source, i + 1));
    const repositories = Array.from({ length: 8 }, () => new PacketRepository(database.dataSource));
    const outcomes = await Promise.all(repositories.map((repository, i) =>
      repository.append({ packets: i % 2 === 0 ? given : given.toReversed(), refused: [] })));
    expect(sum(outcomes.map(({ stored }) => stored))).toBe(200);
    expect(sum(outcomes.map(({ duplicated }) => duplicated))).toBe(7 * 200);
    expect(outcomes.flatMap(({ quarantined }) => Object.keys(quarantined))).toEqual([]);
    expect(await storedSequences()).toHaveLength(200);
  });

  it('give a watermark that says exactly what is there, however they come', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 8 }), { minLength: 1, maxLength: 6 }), async (batches) => {
      const { epoch } = await openStream(database.dataSource, seeded);
      source = { ...source, epoch };
      const have = new Set<number>();
      let before = 0;
      for (const batch of batches) {
        await append(batch.map((sequence) => packet(source, sequence)));
        for (const sequence of batch) have.add(sequence);
        const { contiguous, sack } = await watermark();
        expect(contiguous).toBeGreaterThanOrEqual(before);
        before = contiguous;
        expect(new Set([...range(1, contiguous), ...sack.flatMap(([from, to]) => range(from, to))])).toEqual(have);
        expect(have.has(contiguous + 1)).toBe(false);
      }
    }), { numRuns: 40 });
  });

  it('tell at most 256 ranges, the lowest', async () => {
    await append(range(1, 300).map((i) => packet(source, 2 * i)));
    const { contiguous, sack } = await watermark();
    expect(contiguous).toBe(0);
    expect(sack).toEqual(range(1, 256).map((i) => [2 * i, 2 * i]));
  });

  it('give watermarks of many streams to many askers at once', async () => {
    const streamIds: string[] = [];
    for (let i = 0; i < 10; i++) {
      const { epoch } = await openStream(database.dataSource, seeded);
      const { touched } = await append([1, 2, 3].map((sequence) => packet({ ...source, epoch }, sequence)));
      streamIds.push(touched[0].streamId);
    }
    const answers = await Promise.all(range(1, 10).map((i) => packets.watermarks(i % 2 === 0 ? streamIds : streamIds.toReversed())));
    for (const answer of answers) expect(answer.map(({ contiguous }) => contiguous)).toEqual(streamIds.map(() => 3));
  });

  function append(given: ReceivedPacket[], refusals: RefusedPacket[] = []): Promise<AppendOutcome> {
    return packets.append({ packets: given, refused: refusals });
  }

  function refused(sequence: number): RefusedPacket {
    return {
      deviceId: source.deviceId, epoch: source.epoch, sequence, topic: `v1/d/${source.deviceId}/up/f`, reason: 'truncated', detail: 'at byte 1',
      payload: Uint8Array.of(1), receivedAt: startedAt,
    };
  }

  async function watermark(): Promise<{ contiguous: number; sack: [number, number][] }> {
    const [{ id }] = await database.dataSource.query<{ id: number }[]>('SELECT id FROM stream WHERE epoch = $1', [source.epoch]);
    const [found] = await packets.watermarks([String(id)]);
    expect(found).toMatchObject({ streamId: String(id), deviceId: source.deviceId, epoch: source.epoch });
    return found;
  }

  async function storedSequences(): Promise<number[]> {
    const found = await database.dataSource.query<{ sequence: number }[]>(
      'SELECT sequence FROM packet JOIN stream ON stream.id = stream_id WHERE epoch = $1 ORDER BY sequence', [source.epoch]);
    return found.map(({ sequence }) => sequence);
  }

  async function quarantine(): Promise<{ reason: string; sequence: number; payload: string }[]> {
    const found = await database.dataSource.query<{ reason: string; sequence: number; payload: Buffer }[]>(
      'SELECT reason, sequence, payload FROM quarantine WHERE epoch = $1 ORDER BY id', [source.epoch]);
    return found.map(({ reason, sequence, payload }) => ({ reason, sequence, payload: payload.toString() }));
  }
});

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
