import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { RecordRepository, RetentionRepository, SessionSummaryRepository, SignInRepository } from '#libs/data';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { addPatient, openStream, seed, type Seed } from '../../support/database-seed.js';

const now = new Date('2027-03-01T12:00:00.000Z');
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000);

describe('what a clinic keeps', () => {
  let database: TestDatabase;
  let retention: RetentionRepository;
  let own: Seed;

  beforeAll(async () => {
    database = await createTestDatabase();
    retention = new RetentionRepository(database.dataSource);
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    own = await seed(database.dataSource);
    await retention.setTerms({ clinicId: own.clinicId, setBy: own.practitionerId, now, terms: { rawDays: 60, quarantineDays: 30, signInDays: 90 } });
  });

  /** A finished session with so many packets and one repetition. */
  const addSession = async (of: Pick<Seed, 'deviceId' | 'prescriptionId'>, endedAt: Date, packets = 3): Promise<string> => {
    const { sessionId } = await openStream(database.dataSource, of);
    await database.dataSource.query(`UPDATE session SET state = 'finished', ended_at = $2 WHERE id = $1`, [sessionId, endedAt]);
    await database.dataSource.query(`INSERT INTO packet (stream_id, sequence, received_at, hash, payload)
      SELECT stream.id, n, $2, '\\x00', '\\x01' FROM stream, generate_series(1, $3::int) n WHERE session_id = $1`, [sessionId, endedAt, packets]);
    await database.dataSource.query(`INSERT INTO repetition (session_id, number, state, start_ms, end_ms, result) VALUES ($1, 1, 'final', 0, 1000, '{}')`, [sessionId]);
    return sessionId;
  };
  const left = async (sessionId: string): Promise<{ packets: number; repetitions: number; marked: boolean }> => {
    const [found] = await database.dataSource.query<{ packets: number; repetitions: number; marked: boolean }[]>(`
      SELECT (SELECT count(*)::int FROM packet JOIN stream ON stream.id = packet.stream_id WHERE session_id = session.id) AS packets,
        (SELECT count(*)::int FROM repetition WHERE session_id = session.id) AS repetitions, raw_removed_at IS NOT NULL AS marked FROM session WHERE id = $1`, [sessionId]);
    return found;
  };

  it('loses its packets on the day after, and keeps what was made of them; a clinic that said nothing keeps all', async () => {
    const [old, young] = [await addSession(own, daysAgo(61)), await addSession(own, daysAgo(59))];
    const silent = await seed(database.dataSource);
    const silentOld = await addSession(silent, daysAgo(3000));
    expect(await retention.remove(own.clinicId, now)).toEqual({ sessions: 1, packets: 3, quarantine: 0, signIns: 0, leftovers: 0 });
    await retention.remove(silent.clinicId, now);
    expect(await Promise.all([old, young, silentOld].map(left))).toEqual([
      { packets: 0, repetitions: 1, marked: true }, { packets: 3, repetitions: 1, marked: false }, { packets: 3, repetitions: 1, marked: false }]);
    expect(await retention.remove(own.clinicId, now)).toEqual({ sessions: 0, packets: 0, quarantine: 0, signIns: 0, leftovers: 0 });
    // Without its packets a session is not summed up anew, however its analysis moves on.
    await database.dataSource.query('UPDATE analysis SET version = version + 1 WHERE session_id = ANY($1::uuid[])', [[old, young]]);
    const due = await new SessionSummaryRepository(database.dataSource).due(100);
    expect({ old: due.includes(old), young: due.includes(young) }).toEqual({ old: false, young: true });
  });

  it('goes in small transactions, all of it', async () => {
    const sessionId = await addSession(own, daysAgo(90), 4100);
    expect(await retention.remove(own.clinicId, now)).toMatchObject({ sessions: 1, packets: 4100 });
    expect((await left(sessionId)).packets).toBe(0);
  });

  it('stays while a legal hold stands, while the patient gives it to research, and while a reference is made of it', async () => {
    const [held, research, building] = [await addPatient(database.dataSource, own.practitionerId), await addPatient(database.dataSource, own.practitionerId), await addPatient(database.dataSource, own.practitionerId)];
    const sessions = [await addSession(held, daysAgo(90)), await addSession(research, daysAgo(90)), await addSession(building, daysAgo(90))];
    await retention.hold({ id: randomUUID(), clinicId: own.clinicId, patientId: held.patientId, reason: 'a letter of the court', heldBy: own.practitionerId, now });
    const record = new RecordRepository(database.dataSource);
    const consentId = randomUUID();
    await record.consent({ id: consentId, patientId: research.patientId, purpose: 'research', recipient: 'University', until: null, now });
    await database.dataSource.query(`INSERT INTO reference (id, prescription_id, session_id, approved, approved_by, approved_at, state) VALUES ($1, $2, $3, '[]', $4, now(), 'building')`, [
      randomUUID(), building.prescriptionId, sessions[2], own.practitionerId]);
    expect((await retention.remove(own.clinicId, now)).packets).toBe(0);
    await retention.endHold({ clinicId: own.clinicId, patientId: held.patientId, now });
    await record.withdraw({ id: consentId, patientId: research.patientId, now });
    await database.dataSource.query(`UPDATE reference SET state = 'active' WHERE session_id = $1`, [sessions[2]]);
    expect(await retention.remove(own.clinicId, now)).toMatchObject({ sessions: 3, packets: 9 });
    expect(await Promise.all(sessions.map(async (id) => (await left(id)).packets))).toEqual([0, 0, 0]);
  });

  it('quarantine and sign-ins go after their days, of this clinic alone, and what no device sent after thirty', async () => {
    const other = await seed(database.dataSource);
    const quarantine = (deviceId: string | null, at: Date): Promise<unknown> => database.dataSource.query(
      `INSERT INTO quarantine (device_id, topic, reason, detail, size, payload, received_at) VALUES ($1, 't', 'truncated', '', 0, '', $2)`, [deviceId, at]);
    for (const at of [daysAgo(31), daysAgo(29)]) for (const device of [own.deviceId, other.deviceId, null]) await quarantine(device, at);
    const signIns = new SignInRepository(database.dataSource);
    const begin = (id: string, expiresAt: Date): Promise<void> => signIns.begin({
      id, accountId: own.practitionerId, method: 'test', agent: 'test', mustEnrol: false, tokens: { access: randomUUID(), refresh: randomUUID() }, now: daysAgo(200), accessExpiresAt: expiresAt, expiresAt });
    await begin(randomUUID(), daysAgo(91));
    await begin(randomUUID(), daysAgo(89));
    expect(await retention.remove(own.clinicId, now)).toEqual({ sessions: 0, packets: 0, quarantine: 1, signIns: 1, leftovers: 0 });
    expect(await retention.removeStray(now)).toBe(1);
    const [{ n }] = await database.dataSource.query<{ n: number }[]>('SELECT count(*)::int AS n FROM quarantine');
    expect(n).toBe(4);
  });
});
