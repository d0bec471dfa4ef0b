import { createHash, randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { AnalysisRepository, PacketRepository, PatientReportRepository, type OpenedStream, type ReceivedPacket } from '#libs/data';
import type { PatientReport } from '#libs/domain';
import { encodePacket } from '#libs/sensors';
import type { DataSource } from 'typeorm';
import { packetise } from '../../../../apps/simulator/src/device/packetise.js';
import type { Signal } from '../../../../apps/simulator/src/recordings/recording.js';
import { SessionAnalyst } from '../../../../apps/worker/src/session-analyst.js';
import { commitOf } from '../../../../apps/worker/src/session-commit.js';
import { startedAt, type Seed } from '../../../support/database-seed.js';

interface Sent {
  people: Pick<Seed, 'deviceId' | 'patientId'>;
  opened: OpenedStream;
  signals: readonly Signal[];
  /** By the patient, when the first batch has been analysed; absent: nothing. */
  said?: PatientReport;
}

/** Sent in three batches, of which the second comes last, and analysed by the worker's own analyst: so it was folded again from what had been stored. */
export async function analysed(dataSource: DataSource, { people: { deviceId, patientId }, opened: { epoch, sessionId }, signals, said }: Sent): Promise<void> {
  const all = packetise(signals).map(({ packet }): ReceivedPacket => {
    const payload = Buffer.from(encodePacket({ ...packet, epoch }, 'float32'));
    const hash = createHash('sha256').update(payload).digest().subarray(0, 16);
    return { deviceId, epoch, sequence: packet.sequence, deviceTimeUs: packet.deviceTimeUs, receivedAt: startedAt, payload, hash, lastSequence: packet.kind === 'end' ? packet.lastSequence : null };
  });
  const repository = new AnalysisRepository(dataSource);
  const analyst = new SessionAnalyst(repository);
  for (const [from, to] of [[0, 150], [300, all.length], [150, 300]]) {
    await new PacketRepository(dataSource).append({ packets: all.slice(from, to), refused: [] });
    for (let turn = 0; turn < 3; turn++) await lookOnce(repository, analyst, sessionId);
    if (from === 0 && said !== undefined) await new PatientReportRepository(dataSource).create({ id: randomUUID(), sessionId, by: { patientId }, report: said, reportedAt: startedAt });
  }
  const [{ state }] = await dataSource.query<{ state: string }[]>('SELECT state FROM session WHERE id = $1', [sessionId]);
  expect(state).toBe('finished');
}

/** One turn of the worker with this session, if it is not finished. `nowMs`: a second after the packets came no gap is waited for any more. */
export async function lookOnce(repository: AnalysisRepository, analyst: SessionAnalyst, sessionId: string, { shard = 0, nowMs = startedAt.getTime() + 1000 } = {}): Promise<void> {
  const session = (await repository.loadShard(shard)).find((each) => each.sessionId === sessionId);
  if (session === undefined) return;
  const one = await analyst.analyse(session, nowMs);
  const known = (await repository.alertsOf([session.sessionId])).get(session.sessionId) ?? [];
  const commit = commitOf(one, { known, nowMs, newId: randomUUID });
  if (commit === null) return analyst.keepUncommitted(one);
  await repository.commit([commit], new Date(nowMs));
  analyst.keep(one);
}
