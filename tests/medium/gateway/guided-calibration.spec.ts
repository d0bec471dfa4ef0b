import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import type { Prescription, SessionDetail, SessionRescore } from '#libs/contracts';
import { AnalysisRepository, PacketRepository, PrescriptionRepository, StreamRepository, type OpenedStream, type ReceivedPacket } from '#libs/data';
import { plannedMovements, resolvePrescription, type Placement, type SensorBinding } from '#libs/domain';
import { encodePacket } from '#libs/sensors';
import { packetise } from '../../../apps/simulator/src/device/packetise.js';
import type { Signal } from '../../../apps/simulator/src/recordings/recording.js';
import { guidedSignals } from '../../../apps/simulator/src/synthetic/guided-calibration.js';
import { seededRandom } from '../../../apps/simulator/src/synthetic/random.js';
import { about, multiply, type Matrix } from '../../../apps/simulator/src/synthetic/rotation.js';
import { hintsOf } from '../../../apps/worker/src/hints.js';
import { SessionAnalyst } from '../../../apps/worker/src/session-analyst.js';
import { commitOf } from '../../../apps/worker/src/session-commit.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { addPractitioner, opening, seed, startedAt, type Seed } from '../../support/database-seed.js';
import { until } from '../../support/until.js';
import { ask, connect, listen, tokenFor } from './support/console.js';
import { startGateway, type TestGateway } from './support/gateway.js';

const thigh: Placement = { segment: 'thigh', side: 'right' };
const chest: Placement = { segment: 'chest', side: 'midline' };
const worn: SensorBinding[] = [{ sensor: 0, kind: 'imu', placement: thigh, axes: { up: 'z', forward: 'x' } }, { sensor: 1, kind: 'imu', placement: chest }];
const straight = about('x', 0);

/** Simulated sensors on no person; the therapist by HTTP, the packets through the store and the worker's own analyst. */
describe('a guided calibration that a therapist asks for', () => {
  let database: TestDatabase;
  let gateway: TestGateway;
  let people: Seed;
  let token: string;
  let prescriptionId: string;

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
    prescriptionId = await prescribe(worn);
  });

  const calibration = async (method: 'POST' | 'DELETE', { of = prescriptionId, by = token, body = {} }: { of?: string; by?: string; body?: unknown } = {}) => {
    const answer = await ask(`${gateway.url}/api/prescriptions/${of}/calibration`, { method, token: by, ...(method === 'POST' ? { body } : {}) });
    return { status: answer.status, body: answer.body as Prescription };
  };
  const sessionOf = async (sessionId: string): Promise<SessionDetail> => (await ask(`${gateway.url}/api/sessions/${sessionId}`, { token })).body as SessionDetail;

  it('makes the next session one, tells the console each step and the verdict, and gives later sessions what it learned', async () => {
    const socket = await connect(gateway.url, { token });
    const told = listen(socket, 'session.changed');
    expect(await calibration('POST')).toMatchObject({ status: 200, body: { calibration: { askedAt: expect.any(String), session: null } } });
    const opened = await open();
    expect(opened.purpose).toBe('guided-calibration');
    // The worker dies twice, and what comes last comes late: whoever goes on folds the packets again.
    await send(opened, guided({ random: 1 }), { restarts: 2 });
    await until(() => told.some(({ worn: now }) => now?.guided?.passed === true), 'the verdict is told live');
    expect([...new Set(told.map(({ worn: now }) => now?.guided?.step))]).toEqual([0, 1, 2, 3]);
    const session = await sessionOf(opened.sessionId);
    expect(session).toMatchObject({ purpose: 'guided-calibration', repetitions: [], worn: { sensors: null, guided: { passed: true, step: 3, verdicts: [{ sensor: 0, pass: true }, { sensor: 1, pass: true, learned: { explained: expect.any(Number) } }] } } });
    expect((await listAll()).find(({ id }) => id === prescriptionId)?.calibration).toEqual({ askedAt: null, session: { id: opened.sessionId, startedAt: session.startedAt, state: 'finished', passed: true } });

    const next = await open();
    expect(next.purpose).toBe('exercise');
    const resolved = await resolvedOf(next.sessionId);
    expect(resolved.sensors[1].calibration).toMatchObject({ sessionId: opened.sessionId, atMs: Date.parse(session.startedAt), scorer: session.worn?.guided?.scorer, forward: expect.any(Array) });
    expect(resolved.guided).toBeUndefined();
    socket.disconnect();
  });

  it('of a sensor that was turned fails in words, is no calibration in force, and compares with nothing when it is asked for anew', async () => {
    await calibration('POST');
    const turned = await open();
    await send(turned, guided({ random: 2, mounting: about('z', 90) }));
    const failed = await sessionOf(turned.sessionId);
    expect(failed.worn?.guided).toMatchObject({ passed: false, attempt: 2, verdicts: [{ pass: false, problem: 'TURNED', words: expect.stringMatching(/^The sensor on the right thigh sits turned around the thigh by about (75|90|105) degrees from what the plan says/) }, { pass: true }] });
    expect((await resolvedOf((await open()).sessionId)).sensors.map((each) => each.calibration)).toEqual([undefined, undefined]);

    prescriptionId = await prescribe(worn.map(({ axes: _axes, ...each }) => each));
    await calibration('POST');
    const first = await open();
    await send(first, guided({ random: 3 }));
    await calibration('POST');
    const second = await open();
    expect((await resolvedOf(second.sessionId)).sensors[0].calibration).toMatchObject({ sessionId: first.sessionId });
    await send(second, guided({ random: 4, mounting: about('y', 90) }));
    expect((await sessionOf(second.sessionId)).worn?.guided?.verdicts?.[0]).toMatchObject({ problem: 'TURNED', words: expect.stringMatching(/tilted by about (75|90|105) degrees since the last calibration/) });
    await calibration('POST', { body: { anew: true } });
    const third = await open();
    await send(third, guided({ random: 5, mounting: about('y', 90) }));
    expect((await sessionOf(third.sessionId)).worn?.guided?.passed).toBe(true);
  });

  it('then tells of a sensor that has slipped before set 1: a technical alert, no score of form, and the same again when it is scored again', async () => {
    await calibration('POST');
    await send(await open(), guided({ random: 6 }));
    const slipped = await open();
    // Both sensors stand still for ten seconds; the thigh's is tilted by 40 degrees.
    const still = guided({ random: 7, mounting: about('y', 40), movements: 0 }).map((signal) => (signal.kind === 'imu' ? longer(signal, 10) : signal));
    await send(slipped, still);
    const session = await sessionOf(slipped.sessionId);
    expect(session.worn?.sensors).toMatchObject([{ state: 'shifted', words: expect.stringMatching(/^The sensor on the right thigh sits tilted by [34]\d degrees since its calibration/) }, { state: 'as-calibrated' }]);
    const alerts = await database.dataSource.query<{ rule_id: string; kind: string; priority: string; subject: string }[]>(`SELECT rule_id, kind, priority, subject FROM alert WHERE session_id = $1 AND rule_id = 'TC-08'`, [slipped.sessionId]);
    expect(alerts).toEqual([{ rule_id: 'TC-08', kind: 'technical', priority: 'low', subject: 'sensor-0' }]);
    const rescore = (await ask(`${gateway.url}/api/sessions/${slipped.sessionId}/rescore`, { token })).body as SessionRescore;
    expect(rescore.identical).toBe(true);
  });

  it('is withdrawn, is over after half an hour, and is not given to whoever is not in the care team, nor for a plan without such a sensor', async () => {
    await calibration('POST');
    expect((await calibration('DELETE')).body.calibration.askedAt).toBeNull();
    expect((await open()).purpose).toBe('exercise');
    await calibration('POST');
    expect((await open(31 * 60_000)).purpose).toBe('exercise');
    const stranger = await tokenFor(database.dataSource, await addPractitioner(database.dataSource, people.clinicId));
    expect((await calibration('POST', { by: stranger })).status).toBe(404);
    expect((await calibration('DELETE', { by: stranger })).status).toBe(404);
    const strap = await prescribe([{ sensor: 0, kind: 'heart-rate', placement: chest }]);
    expect(await calibration('POST', { of: strap })).toMatchObject({ status: 409, body: { message: 'none of its sensors measures movement' } });
    expect((await calibration('POST', { body: { anew: 'yes' } })).status).toBe(400);
  });

  async function listAll(): Promise<Prescription[]> {
    return (await ask(`${gateway.url}/api/patients/${people.patientId}/prescriptions`, { token })).body as Prescription[];
  }

  async function prescribe(sensors: SensorBinding[]): Promise<string> {
    const id = randomUUID();
    await new PrescriptionRepository(database.dataSource).create({ id, patientId: people.patientId, practitionerId: people.practitionerId, exerciseId: 'squat', side: 'both', involvedSide: null, sensors, intensityScheme: 'percent-max', zonePercent: null, ceilingBpm: null, hardLimitBpm: null, supervised: false, alertLimits: {}, now: startedAt });
    return id;
  }

  /** As ingest opens it, so long after now. */
  async function open(laterMs = 0): Promise<OpenedStream> {
    const request = opening({ ...people, prescriptionId }, { now: new Date(Date.now() + laterMs), shardCount: 1, deviceTimeUs: 0, resolve: (facts, purpose) => resolvePrescription({ ...facts, purpose, year: 2026 }) });
    const outcome = await new StreamRepository(database.dataSource).open(request);
    if (!outcome.ok) throw new Error(outcome.reason);
    return outcome;
  }

  async function resolvedOf(sessionId: string) {
    return new AnalysisRepository(database.dataSource).prescriptionOf(sessionId);
  }

  /** Packets of a second at a time, analysed after each; the tenth second comes after the twelfth. */
  async function send(opened: OpenedStream, signals: Signal[], { restarts = 0 } = {}): Promise<void> {
    const all = packetise(signals).map(({ packet }): ReceivedPacket => {
      const payload = Buffer.from(encodePacket({ ...packet, epoch: opened.epoch }, 'float32'));
      const hash = createHash('sha256').update(payload).digest().subarray(0, 16);
      const receivedAt = new Date(opened.startedAt.getTime() + packet.deviceTimeUs / 1000 + 300);
      return { deviceId: people.deviceId, epoch: opened.epoch, sequence: packet.sequence, deviceTimeUs: packet.deviceTimeUs, receivedAt, payload, hash, lastSequence: packet.kind === 'end' ? packet.lastSequence : null };
    });
    const repository = new AnalysisRepository(database.dataSource);
    let analyst = new SessionAnalyst(repository);
    const size = 8;
    for (let from = 0, batch = 0; from < all.length; from += size, batch++) {
      await new PacketRepository(database.dataSource).append({ packets: all.slice(from, from + size), refused: [] });
      if (restarts > 0 && batch % 12 === 11) analyst = new SessionAnalyst(repository);
      await lookOnce(repository, analyst, { opened, nowMs: (all[Math.min(all.length, from + size) - 1].receivedAt).getTime() });
    }
    for (let turn = 0; turn < 3; turn++) await lookOnce(repository, analyst, { opened, nowMs: all[all.length - 1].receivedAt.getTime() + 1000 });
  }

  async function lookOnce(repository: AnalysisRepository, analyst: SessionAnalyst, { opened, nowMs }: { opened: OpenedStream; nowMs: number }): Promise<void> {
    const session = (await repository.loadShard(0)).find(({ sessionId }) => sessionId === opened.sessionId);
    if (session === undefined) return;
    const one = await analyst.analyse(session, nowMs);
    const known = (await repository.alertsOf([session.sessionId])).get(session.sessionId) ?? [];
    const commit = commitOf(one, { known, nowMs, newId: randomUUID });
    if (commit === null) return analyst.keepUncommitted(one);
    const { committed } = await repository.commit([commit], new Date(nowMs));
    expect(committed).toHaveLength(1);
    analyst.keep(one);
    for (const hint of hintsOf(one, committed[0], { nowMs, curveHz: null })) gateway.bus.publish(hint);
  }
});

function guided({ random, mounting = straight, movements }: { random: number; mounting?: Matrix; movements?: 0 }): Signal[] {
  const planned = movements === 0 ? [] : plannedMovements([thigh, chest]);
  return guidedSignals({ random: seededRandom(random), movements: planned, sensors: [{ sensor: 0, placement: thigh, mounting: multiply(straight, mounting) }, { sensor: 1, placement: chest, mounting: straight }] });
}

/** The same sensor for so many seconds, by saying its still pose again. */
function longer<S extends Extract<Signal, { kind: 'imu' }>>(signal: S, seconds: number): S {
  const values = 3 * signal.rateHz * seconds;
  const stretched = (from: Float64Array): Float64Array => Float64Array.from({ length: values }, (_, i) => from[i % (3 * signal.rateHz)]);
  return { ...signal, accelerationMPerS2: stretched(signal.accelerationMPerS2), angularVelocityDegPerS: stretched(signal.angularVelocityDegPerS) };
}
