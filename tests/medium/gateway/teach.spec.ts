import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ExercisePreview, ExerciseView, Prescription, Reference, SessionDetail, TaughtExercise } from '#libs/contracts';
import { AnalysisRepository, ReferenceRepository, StreamRepository, TaughtExerciseRepository, type SessionFacts } from '#libs/data';
import { resolvePrescription, type Prescription as Resolved } from '#libs/domain';
import { syntheticPatient } from '../../../apps/simulator/src/synthetic/synthetic-patient.js';
import { BuildReferenceProcessor } from '../../../apps/worker/src/build-reference.processor.js';
import { TeachExerciseProcessor } from '../../../apps/worker/src/teach-exercise.processor.js';
import { prescriptionFor } from '../../stories/recorded.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { addPatient, addPractitioner, opening, seed, startedAt, type Seed } from '../../support/database-seed.js';
import { walkerSignal, type Walker } from '../../support/walker.js';
import { analysed } from './support/analysed.js';
import { ask, tokenFor } from './support/console.js';
import { startGateway, type TestGateway } from './support/gateway.js';

/** A simulated patient, no person, did a set of squats; their therapist makes an exercise of it. Each step goes on from the one before. */
describe('teaching an exercise from a recorded set', () => {
  const patient = syntheticPatient({ seed: 5, seconds: 60 });
  const sensors = [{ sensor: 0, kind: 'imu', placement: { segment: 'thigh', side: 'left' } }];
  let database: TestDatabase;
  let gateway: TestGateway;
  let people: Seed;
  let [token, colleague, foreigner]: string[] = [];
  let sessionId: string;
  let session: SessionDetail;
  let taught: TaughtExercise;

  const call = async <T>(path: string, { by = token, method, body }: { by?: string; method?: string; body?: unknown } = {}): Promise<{ status: number; body: T }> => {
    const answer = await ask(`${gateway.url}/api/${path}`, { token: by, method, body });
    return { status: answer.status, body: answer.body as T };
  };
  const teach = (approved: { startMs: number; endMs: number }[], over: object = {}) => call<TaughtExercise>(`sessions/${sessionId}/taught-exercises`, {
    method: 'POST', body: { name: 'Sit back as onto a stool', region: 'knee', audience: 'clinic', approved, cues: { TOO_FAST: 'As slowly as onto a hot stone' }, ...over },
  });
  const build = (exerciseId: string) => new TeachExerciseProcessor(new TaughtExerciseRepository(database.dataSource), new AnalysisRepository(database.dataSource)).process({ exerciseId });
  const known = async (id: string, by = token) => (await call<TaughtExercise[]>('taught-exercises', { by })).body.find((each) => each.id === id);
  const listed = async (by = token) => (await call<ExerciseView[]>('exercises', { by })).body.filter(({ origin }) => origin === 'clinic').map(({ name }) => name);
  const prescribe = (patientId: string, by = token) => call<Prescription>(`patients/${patientId}/prescriptions`, { by, method: 'POST', body: { exerciseId: taught.id, side: 'left', sensors } });

  beforeAll(async () => {
    database = await createTestDatabase();
    gateway = await startGateway({ databaseUrl: database.url });
    people = await seed(database.dataSource);
    const other = await seed(database.dataSource);
    token = await tokenFor(database.dataSource, people.practitionerId);
    colleague = await tokenFor(database.dataSource, await addPractitioner(database.dataSource, people.clinicId));
    foreigner = await tokenFor(database.dataSource, other.practitionerId);
    const opened = await new StreamRepository(database.dataSource).open(opening(people, { resolve: () => prescriptionFor(patient, null), shardCount: 1, deviceTimeUs: 0, purpose: 'calibration' }));
    if (!opened.ok) throw new Error(opened.reason);
    ({ sessionId } = opened);
    expect(await teach([{ startMs: 0, endMs: 3000 }])).toMatchObject({ status: 409, body: { message: 'the session is not finished yet' } });
    await analysed(database.dataSource, { people, opened, signals: patient.signals });
    session = (await call<SessionDetail>(`sessions/${sessionId}`)).body;
  });
  afterAll(async () => {
    await gateway.stop();
    await database.drop();
  });

  const spans = (count: number) => session.repetitions.slice(0, count).map(({ startMs, endMs }) => ({ startMs, endMs }));

  it('takes what was approved, and is a draft when it is built', async () => {
    expect(session.repetitions.length).toBeGreaterThanOrEqual(6);
    const { status, body } = await teach(spans(5));
    expect({ status, state: body.state, exercise: body.exercise }).toEqual({ status: 201, state: 'building', exercise: null });
    await build(body.id);
    const built = await known(body.id);
    expect(built).toMatchObject({ name: 'Sit back as onto a stool', state: 'draft', repetitions: 5, grade: 'full', audience: 'clinic', sessionId, patientId: people.patientId });
    expect(built?.exercise?.faults.find(({ code }) => code === 'TOO_FAST')?.cue).toBe('As slowly as onto a hot stone');
    taught = built as TaughtExercise;
  });

  it('shows how the set would have been scored, before anybody can be prescribed it', async () => {
    expect(await listed()).toEqual([]);
    expect((await prescribe(people.patientId)).status).toBe(400);
    const { status, body } = await call<ExercisePreview>(`sessions/${sessionId}/previews/${taught.id}`);
    expect({ status, isItsOwn: body.isItsOwn, repetitions: body.repetitions.length }).toEqual({ status: 200, isItsOwn: true, repetitions: session.repetitions.length });
    expect(body.repetitions.slice(0, 5).map(({ band }) => band)).toEqual(new Array(5).fill('good'));
    // Nothing of it is stored.
    expect((await call<SessionDetail>(`sessions/${sessionId}`)).body).toEqual(session);
  });

  it('switched on, is prescribed to the patient who showed it, with their own reference', async () => {
    expect((await call<TaughtExercise>(`taught-exercises/${taught.id}/activation`, { method: 'POST' })).body.state).toBe('active');
    expect((await call(`taught-exercises/${taught.id}/activation`, { method: 'POST' })).status).toBe(409);
    const own = (await call<Prescription[]>(`patients/${people.patientId}/prescriptions`)).body.find(({ exerciseId }) => exerciseId === taught.id);
    expect(own).toMatchObject({ exerciseName: 'Sit back as onto a stool', referenceRepetitions: 5, sensors: prescriptionFor(patient, null).sensors });
    const resolved: Resolved[] = [];
    const opened = await new StreamRepository(database.dataSource).open(opening({ ...people, prescriptionId: own?.id ?? '' }, {
      resolve: (facts) => {
        resolved.push(resolvePrescription({ ...facts, purpose: 'exercise', year: 2026 }));
        return resolved[0];
      },
    }));
    expect(opened.ok).toBe(true);
    expect(resolved[0]).toMatchObject({ exercise: { id: taught.id, name: 'Sit back as onto a stool' }, reference: { repetitions: 5 } });
  });

  it('its reference runs out after 42 days, and one of another place says so at once, until a therapist approves new repetitions (D1)', async () => {
    const plans = async () => (await call<Prescription[]>(`patients/${people.patientId}/prescriptions`)).body;
    const own = (await plans()).find(({ exerciseId }) => exerciseId === taught.id);
    const after = async (prescriptionId: string, days: number) => {
      const now = new Date(startedAt.getTime() + days * 86_400_000);
      const opened = await new StreamRepository(database.dataSource).open(opening({ ...people, prescriptionId }, { now, resolve: (facts) => resolvePrescription({ ...facts, purpose: 'exercise', year: 2026 }) }));
      if (!opened.ok) throw new Error(opened.reason);
      return (await call<SessionDetail>(`sessions/${opened.sessionId}`)).body.referenceStanding;
    };
    expect(own?.referenceExpiresAt).toBe(new Date(startedAt.getTime() + 42 * 86_400_000).toISOString());
    expect(await after(own?.id ?? '', 41)).toEqual({ ageDays: 41, stale: null });
    expect(await after(own?.id ?? '', 50)).toEqual({ ageDays: 50, stale: 'old' });
    // That prescription has the sensor on the shank; it was on the thigh.
    expect(await after(people.prescriptionId, 1)).toBeNull();
    const { body } = await call<Reference>(`prescriptions/${people.prescriptionId}/references`, { method: 'POST', body: { sessionId, approved: spans(5), goniometerDeg: 66 } });
    await new BuildReferenceProcessor(new ReferenceRepository(database.dataSource), new AnalysisRepository(database.dataSource)).process({ referenceId: body.id });
    expect((await call<Reference>(`references/${body.id}`)).body).toMatchObject({ state: 'active', repetitions: 5 });
    expect(await after(people.prescriptionId, 1)).toEqual({ ageDays: 1, stale: 'worn-otherwise' });
    expect((await plans()).find(({ id }) => id === people.prescriptionId)).toMatchObject({ referenceRepetitions: 5, referenceExpiresAt: own?.referenceExpiresAt });
  });

  it('tells the range by the goniometer too, once somebody measured what they approved, and says so in the audit', async () => {
    const resolve = ({ reference }: SessionFacts) => prescriptionFor(patient, reference === null || 'kind' in reference ? null : reference);
    const opened = await new StreamRepository(database.dataSource).open(opening(people, { resolve, shardCount: 1, deviceTimeUs: 0 }));
    if (!opened.ok) throw new Error(opened.reason);
    await analysed(database.dataSource, { people, opened, signals: patient.signals });
    const { repetitions } = (await call<SessionDetail>(`sessions/${opened.sessionId}`)).body;
    const sensedDeg = (features: Record<string, number | null>) => features['rangeOfMotionDeg'] ?? NaN;
    // The reference's range is the middle one of the five approved: that is what the 66 deg were read of.
    const middleDeg = repetitions.slice(0, 5).map(({ features }) => sensedDeg(features)).sort((a, b) => a - b)[2];
    expect(repetitions.length).toBe(session.repetitions.length);
    for (const { features } of repetitions) expect(features['rangeByGoniometerDeg']).toBeCloseTo((sensedDeg(features) * 66) / middleDeg, 6);
    // Of what the sensors say by themselves, a fifth.
    for (const { features, rangeUncertaintyDeg } of repetitions) expect(rangeUncertaintyDeg).toBeCloseTo(sensedDeg(features) / 5, 6);
    const told = await database.dataSource.query<{ detail: object }[]>(`SELECT detail FROM audit_event WHERE action = 'approve-reference'`);
    expect(told).toEqual([{ detail: { repetitions: 5, faults: 0, isMeasured: true } }]);
  });

  it('tells a fault that was shown on purpose by the name it was given, and refuses a repetition that is both', async () => {
    // The simulated patient does five good squats, then four that go half the way.
    const spanOf = (number: number) => session.repetitions.filter((each) => each.number === number).map(({ startMs, endMs }) => ({ startMs, endMs }))[0];
    const approve = (shown: object[]) => call<Reference>(`prescriptions/${people.prescriptionId}/references`, { method: 'POST', body: { sessionId, approved: spans(5), shown } });
    for (const [wrong, message] of [[{ ...spanOf(6), type: 'correct' }, 'shown.0.type: the name of a fault'], [{ ...spanOf(6), type: '  ' }, 'shown.0.type: '], [{ ...spanOf(5), type: 'Half way' }, 'shown: a repetition is either approved or shows a fault']] as const) {
      expect(await approve([wrong])).toMatchObject({ status: 400, body: { message: expect.stringContaining(message) } });
    }
    const nothingThere = { startMs: 0, endMs: 200, type: 'Not there' };
    const { body } = await approve([6, 7].map((number) => ({ ...spanOf(number), type: ' Half way' })).concat(nothingThere));
    await new BuildReferenceProcessor(new ReferenceRepository(database.dataSource), new AnalysisRepository(database.dataSource)).process({ referenceId: body.id });
    expect((await call<Reference>(`references/${body.id}`)).body).toMatchObject({ state: 'active', repetitions: 5, faults: ['Half way'] });
    const resolve = ({ reference }: SessionFacts) => prescriptionFor(patient, reference === null || 'kind' in reference ? null : reference);
    const opened = await new StreamRepository(database.dataSource).open(opening(people, { resolve, shardCount: 1, deviceTimeUs: 0 }));
    if (!opened.ok) throw new Error(opened.reason);
    await analysed(database.dataSource, { people, opened, signals: patient.signals });
    const { repetitions } = (await call<SessionDetail>(`sessions/${opened.sessionId}`)).body;
    expect(repetitions.slice(0, 9).map(({ execution }) => execution?.type)).toEqual([...new Array(5).fill('correct'), ...new Array(4).fill('Half way')]);
  });

  it('approves a walk by its bouts, and scores the next one against it; simulated walkers', async () => {
    const worn = { sensor: 0, kind: 'imu' as const, placement: { segment: 'lumbar' as const, side: 'midline' as const } };
    const { body: plan } = await call<Prescription>(`patients/${people.patientId}/prescriptions`, { method: 'POST', body: { exerciseId: 'walking', side: 'both', sensors: [worn] } });
    const walk = async (purpose: 'calibration' | 'exercise', walker: Walker) => {
      const opened = await new StreamRepository(database.dataSource).open(opening({ ...people, prescriptionId: plan.id }, { resolve: (facts) => resolvePrescription({ ...facts, purpose, year: 2026 }), purpose, shardCount: 1, deviceTimeUs: 0 }));
      if (!opened.ok) throw new Error(opened.reason);
      await analysed(database.dataSource, { people, opened, signals: [walkerSignal(walker)] });
      return (await call<SessionDetail>(`sessions/${opened.sessionId}`)).body;
    };
    const shown = await walk('calibration', { seed: 1, seconds: 81, cadencePerMin: 110 });
    expect(shown.repetitions).toMatchObject([{ verdict: 'cannot-judge', reason: 'no-reference' }, { verdict: 'cannot-judge' }]);
    const { body } = await call<Reference>(`prescriptions/${plan.id}/references`, { method: 'POST', body: { sessionId: shown.id, approved: shown.repetitions.map(({ startMs, endMs }) => ({ startMs, endMs })) } });
    await new BuildReferenceProcessor(new ReferenceRepository(database.dataSource), new AnalysisRepository(database.dataSource)).process({ referenceId: body.id });
    expect((await call<Reference>(`references/${body.id}`)).body).toMatchObject({ state: 'active', repetitions: 8, provisional: false });
    const limped = await walk('exercise', { seed: 2, seconds: 41, cadencePerMin: 110, limp: 0.5 });
    expect(limped).toMatchObject({ referenceStanding: { stale: null }, corridor: null, repetitions: [{ verdict: 'scored', band: 'poor', score: 59, codes: [{ code: 'GAIT_ASYMMETRIC', severity: 'clear' }] }] });
  });

  it("stands beside the catalogue for everybody of the clinic, and for nobody else", async () => {
    expect(await listed(colleague)).toEqual(['Sit back as onto a stool']);
    expect(await listed(foreigner)).toEqual([]);
    const second = await addPatient(database.dataSource, people.practitionerId);
    expect(await prescribe(second.patientId)).toMatchObject({ status: 201, body: { exerciseName: 'Sit back as onto a stool', referenceRepetitions: null } });
    // The recorded set is the patient's: whoever does not care for them sees neither it nor what it was taught from.
    expect(await known(taught.id, colleague)).toBeUndefined();
    expect((await call(`sessions/${sessionId}/previews/${taught.id}`, { by: colleague })).status).toBe(404);
    expect((await call(`taught-exercises/${taught.id}`, { by: colleague, method: 'DELETE' })).status).toBe(404);
  });

  it("is seen by nobody outside of the patient's care where it is their own version", async () => {
    const { id } = (await teach(spans(1), { audience: 'patient', name: 'Her own squat' })).body;
    await build(id);
    expect(await known(id)).toMatchObject({ state: 'draft', audience: 'patient', grade: 'rough' });
    await call(`taught-exercises/${id}/activation`, { method: 'POST' });
    expect(await listed()).toEqual(['Sit back as onto a stool', 'Her own squat']);
    expect(await listed(colleague)).toEqual(['Sit back as onto a stool']);
  });

  it('says in words why it cannot be made', async () => {
    const { id } = (await teach([{ startMs: 0, endMs: 300 }])).body;
    await build(id);
    expect(await known(id)).toMatchObject({ state: 'refused', exercise: null, refusal: expect.stringMatching(/approved repetition/) });
    expect((await call(`sessions/${sessionId}/previews/${id}`)).status).toBe(409);
    expect((await call(`taught-exercises/${id}/activation`, { method: 'POST' })).status).toBe(409);
  });

  it('withdrawn, is prescribed to nobody any more', async () => {
    expect((await call(`taught-exercises/${taught.id}`, { method: 'DELETE' })).status).toBe(204);
    expect(await listed()).toEqual(['Her own squat']);
    expect((await prescribe(people.patientId)).status).toBe(400);
    expect((await call<Prescription[]>(`patients/${people.patientId}/prescriptions`)).body.map(({ exerciseName }) => exerciseName)).toContain('Sit back as onto a stool');
  });
});
