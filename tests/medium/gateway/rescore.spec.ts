import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { SessionDetail, SessionRescore } from '#libs/contracts';
import { StreamRepository, type OpenedStream } from '#libs/data';
import { scorerVersion } from '#libs/domain';
import { packetise } from '../../../apps/simulator/src/device/packetise.js';
import { syntheticPatient } from '../../../apps/simulator/src/synthetic/synthetic-patient.js';
import { prescriptionFor, referenceOf } from '../../stories/recorded.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { addCarer, addPractitioner, opening, seed, type Seed } from '../../support/database-seed.js';
import { until } from '../../support/until.js';
import { analysed } from './support/analysed.js';
import { ask, connect, listen, tokenFor } from './support/console.js';
import { startGateway, type TestGateway } from './support/gateway.js';

/** A simulated patient, no person: 60 s of squats, sent out of order, analysed as they come by the worker's own analyst. */
describe('scoring a stored session again', () => {
  const patient = syntheticPatient({ seed: 5, seconds: 60 });
  let database: TestDatabase;
  let gateway: TestGateway;
  let people: Seed;
  let token: string;
  let opened: OpenedStream;

  beforeAll(async () => {
    database = await createTestDatabase();
    gateway = await startGateway({ databaseUrl: database.url });
  });
  afterAll(async () => {
    await gateway.stop();
    await database.drop();
  });
  beforeEach(async () => {
    people = await seed(database.dataSource);
    token = await tokenFor(database.dataSource, people.practitionerId);
    const prescription = prescriptionFor(patient, referenceOf(patient));
    const outcome = await new StreamRepository(database.dataSource).open(opening(people, { resolve: () => prescription, shardCount: 1, deviceTimeUs: 0 }));
    if (!outcome.ok) throw new Error(outcome.reason);
    opened = outcome;
  });

  const rescore = async (by = token) => {
    const { status, body } = await ask(`${gateway.url}/api/sessions/${opened.sessionId}/rescore`, { token: by });
    return { status, body: body as SessionRescore };
  };
  const stored = () => database.dataSource.query<{ number: number; result: { score: { score: number } } }[]>('SELECT number, result FROM repetition WHERE session_id = $1 ORDER BY number', [opened.sessionId]);
  const change = (number: number, path: string, value: unknown) =>
    database.dataSource.query('UPDATE repetition SET result = jsonb_set(result, $3::text[], $4::jsonb) WHERE session_id = $1 AND number = $2', [opened.sessionId, number, path, JSON.stringify(value)]);

  it('by the same scorer is the same to the last bit, and changes nothing', async () => {
    await analysed(database.dataSource, { people, opened, signals: patient.signals });
    const before = await stored();
    expect(before.length).toBeGreaterThanOrEqual(8);
    const { status, body } = await rescore();
    expect({ status, ...body }).toEqual({ status: 200, sessionId: opened.sessionId, scorer: scorerVersion, packets: packetise(patient.signals).length, repetitions: before.length, identical: true, differences: [] });
    expect(await stored()).toEqual(before);
  });

  it('is the same to the last bit also where the patient said that it hurts, and was asked for no more', async () => {
    const short = syntheticPatient({ seed: 77, seconds: 60, character: { set: [{ type: 'low-amplitude', count: 20 }] } });
    const outcome = await new StreamRepository(database.dataSource).open(opening(people, { resolve: () => prescriptionFor(short, referenceOf(short)), shardCount: 1, deviceTimeUs: 0 }));
    if (!outcome.ok) throw new Error(outcome.reason);
    opened = outcome;
    await analysed(database.dataSource, { people, opened, signals: short.signals, said: { report: 'pain', pain: 4, quality: 'dull', moment: 'during' } });
    expect((await rescore()).body).toMatchObject({ identical: true, differences: [] });
    // Who knows nothing of the pain tells otherwise: so it is that which is compared.
    await database.dataSource.query(`UPDATE analysis SET watch = watch - 'hurting' WHERE session_id = $1`, [opened.sessionId]);
    const { differences } = (await rescore()).body;
    expect(differences).not.toEqual([]);
    for (const { changed } of differences) expect(changed.every((path) => path.startsWith('standing.cue'))).toBe(true);
  });

  it('by another one lists what differs, repetition by repetition', async () => {
    await analysed(database.dataSource, { people, opened, signals: patient.signals });
    const score = (await stored())[1].result.score.score;
    const count = (await stored()).length;
    await change(2, '{score,scorer,version}', '0.9.0');
    await change(2, '{score,score}', 12.5);
    await database.dataSource.query('DELETE FROM repetition WHERE session_id = $1 AND number = 3', [opened.sessionId]);
    const { body } = await rescore();
    expect(body.identical).toBe(false);
    expect(body.repetitions).toBe(count);
    expect(body.differences).toHaveLength(2);
    expect(body.differences[0]).toMatchObject({
      before: { number: 2, score: 12.5, scorer: { version: '0.9.0' } }, after: { number: 2, score, scorer: scorerVersion }, changed: ['score.score', 'score.scorer.version'],
    });
    expect(body.differences[1]).toMatchObject({ before: null, after: { number: 3 }, changed: [] });
  });

  it('is refused while the session runs, and to whoever is not in the care team', async () => {
    expect(await rescore()).toMatchObject({ status: 409, body: { message: 'the session is not finished yet' } });
    const stranger = await tokenFor(database.dataSource, await addPractitioner(database.dataSource, people.clinicId));
    expect(await rescore(stranger)).toMatchObject({ status: 404, body: { message: 'no such session' } });
  });

  it('stands beside a count that was corrected by hand, which it does not touch; who said it, and when, is kept', async () => {
    const path = `${gateway.url}/api/sessions/${opened.sessionId}`;
    const correct = (body: object, by = token) => ask(`${path}/set-counts`, { token: by, method: 'POST', body });
    const sets = async () => ((await ask(path, { token })).body as SessionDetail).sets;
    expect(await correct({ set: 1, repetitions: 9 })).toMatchObject({ status: 409, body: { message: 'the session is not finished yet' } });
    await analysed(database.dataSource, { people, opened, signals: patient.signals });
    const before = await stored();
    const counted = before.length;
    expect(await sets()).toEqual([{ set: 1, counted, correction: null }]);

    const colleague = await addPractitioner(database.dataSource, people.clinicId);
    await addCarer(database.dataSource, people.patientId, colleague);
    const socket = await connect(gateway.url, { token: await tokenFor(database.dataSource, colleague) });
    const told = listen(socket, 'session.changed');
    expect((await ask(path, { token })).body).toMatchObject({ countsCorrectedAt: null });

    const corrected = { repetitions: counted + 2, countedThen: counted, practitionerName: expect.any(String), at: expect.any(String) };
    expect(await correct({ set: 1, repetitions: counted + 2 })).toMatchObject({ status: 200, body: [{ set: 1, counted, correction: corrected }] });
    expect(await stored()).toEqual(before);
    await until(() => told.length === 1, 'a colleague at the same session is told live');
    expect(told).toMatchObject([{ id: opened.sessionId, repetitionCount: counted, countsCorrectedAt: (await sets())[0].correction?.at }]);
    await database.dataSource.query('DELETE FROM repetition WHERE session_id = $1 AND number = $2', [opened.sessionId, counted]);
    expect(await sets()).toEqual([{ set: 1, counted: counted - 1, correction: corrected }]);
    expect((await correct({ set: 1, repetitions: null })).body).toEqual([{ set: 1, counted: counted - 1, correction: null }]);
    await until(() => told.length === 2, 'that it was taken back is told too');
    expect(Date.parse(told[1].countsCorrectedAt ?? '')).toBeGreaterThan(Date.parse(told[0].countsCorrectedAt ?? ''));
    socket.disconnect();

    const audited = await database.dataSource.query<{ detail: unknown }[]>(`SELECT detail FROM audit_event WHERE action = 'correct-count' AND actor_id = $1 AND subject_id = $2 ORDER BY id`, [people.practitionerId, opened.sessionId]);
    expect(audited.map(({ detail }) => detail)).toEqual([{ set: 1, counted, repetitions: counted + 2 }, { set: 1, counted: counted - 1, repetitions: null }]);

    const stranger = await tokenFor(database.dataSource, await addPractitioner(database.dataSource, people.clinicId));
    expect(await correct({ set: 1, repetitions: 9 }, stranger)).toMatchObject({ status: 404, body: { message: 'no such session' } });
    expect(await correct({ set: 3, repetitions: 9 })).toMatchObject({ status: 409, body: { message: 'the session has no set 3' } });
    expect(await correct({ set: 2, repetitions: null })).toMatchObject({ status: 409, body: { message: 'the session has no set 2' } });
    expect((await correct({ set: 2, repetitions: 9 })).body).toMatchObject([{ set: 1, counted: counted - 1 }, { set: 2, counted: 0, correction: { repetitions: 9, countedThen: 0 } }]);
    expect((await correct({ set: 2, repetitions: null })).body).toEqual([{ set: 1, counted: counted - 1, correction: null }]);
    for (const wrong of [{ set: 1 }, { set: 0, repetitions: 9 }, { set: 1, repetitions: -1 }, { set: 1, repetitions: 9.5 }, { set: 1, repetitions: 1001 }]) expect((await correct(wrong)).status).toBe(400);
  });

  it('says so when an old session holds what this scorer cannot read', async () => {
    await analysed(database.dataSource, { people, opened, signals: patient.signals });
    await database.dataSource.query(`UPDATE session SET resolved = resolved #- '{exercise,primary}' #- '{reference,execution}' WHERE id = $1`, [opened.sessionId]);
    expect(await rescore()).toMatchObject({ status: 422, body: { message: `scorer ${scorerVersion.version} cannot analyse this session` } });
    expect((await rescore()).status).toBe(422);
  });
});
