import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { AuditRepository, PatientRepository, PractitionerRepository, PrescriptionRepository, ReferenceRepository } from '#libs/data';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { addPractitioner, openStream, seed, startedAt, type Seed } from '../../support/database-seed.js';

describe('people and what belongs to them', () => {
  let database: TestDatabase;
  let seeded: Seed;
  let stranger: string;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    seeded = await seed(database.dataSource);
    stranger = await addPractitioner(database.dataSource, seeded.clinicId);
  });

  it('patients are seen by their care team', async () => {
    const patients = new PatientRepository(database.dataSource);
    const patient = { id: seeded.patientId, displayName: 'Patient One', birthYear: 1971, conditions: ['fibromyalgia'] };
    expect(await patients.list(seeded.practitionerId)).toEqual([patient]);
    expect(await patients.find(seeded.practitionerId, seeded.patientId)).toEqual(patient);
    expect(await patients.list(stranger)).toEqual([]);
    expect(await patients.find(stranger, seeded.patientId)).toBeNull();
    const practitioners = new PractitionerRepository(database.dataSource);
    expect(await practitioners.patientIdsInCare([seeded.practitionerId, stranger])).toEqual(new Map([[seeded.practitionerId, [seeded.patientId]]]));
  });

  it('a prescription is written and read by the care team only', async () => {
    const prescriptions = new PrescriptionRepository(database.dataSource);
    const { patientId, practitionerId, prescriptionId } = seeded;
    const [only] = await prescriptions.list(practitionerId, patientId);
    expect(only).toMatchObject({ id: prescriptionId, patientId, side: 'left', limits: { ceilingBpm: null, hardLimitBpm: 150 }, referenceRepetitions: null });
    expect(await prescriptions.find(practitionerId, prescriptionId)).toEqual(only);
    expect(await prescriptions.list(stranger, patientId)).toEqual([]);
    expect(await prescriptions.find(stranger, prescriptionId)).toBeNull();
    expect(await prescriptions.create({
      id: randomUUID(), patientId, practitionerId: stranger, exerciseId: 'squat', side: 'both', involvedSide: null, sensors: [], intensityScheme: 'percent-max', zonePercent: null, ceilingBpm: null, hardLimitBpm: null, supervised: false, alertLimits: {}, now: startedAt,
    })).toBe(false);
  });

  it('a reference is ordered, built once, and counts from then on', async () => {
    const references = new ReferenceRepository(database.dataSource);
    const { practitionerId, prescriptionId } = seeded;
    const { sessionId } = await openStream(database.dataSource, seeded);
    const [good, bad, foreign] = [randomUUID(), randomUUID(), randomUUID()];
    const order = { prescriptionId, sessionId, approved: [{ startMs: 0, endMs: 2500 }], practitionerId, now: startedAt };
    expect(await references.create({ ...order, id: good })).toBe(true);
    expect(await references.create({ ...order, id: bad })).toBe(true);
    expect(await references.create({ ...order, id: foreign, practitionerId: stranger })).toBe(false);
    expect(await references.loadForBuilding(good)).toEqual({
      sessionId, approved: order.approved, goniometerDeg: null, streams: [{ id: expect.any(String), ordinal: 0, clockOffsetMs: -2000 }] });

    // Those whose ticket may be lost, for the reconciler.
    expect(await references.waiting(100)).toEqual(expect.arrayContaining([good, bad]));
    const content = { repetitions: 6, provisional: false, sensors: [0], axis: [1, 0, 0] as [number, number, number], rangeOfMotionDeg: 70, peakVelocityDegPerS: 99, durationS: 2, profiles: [], offAxisDeg: 0, features: {}, posture: null, execution: { widthS: 2, heightDeg: 60, levelDeg: 60, types: [] } };
    await references.activate(good, content);
    await references.refuse(bad, 'too few repetitions');
    await references.activate(bad, content);
    expect(await references.find(practitionerId, good)).toEqual({ id: good, state: 'active', refusal: null, repetitions: 6, provisional: false, faults: [] });
    expect(await references.find(practitionerId, bad)).toEqual({ id: bad, state: 'refused', refusal: 'too few repetitions', repetitions: null, provisional: null, faults: [] });
    expect(await references.find(stranger, good)).toBeNull();
    expect(await references.loadForBuilding(good)).toBeNull();
    expect(await references.waiting(100)).toEqual([]);
    const prescriptions = new PrescriptionRepository(database.dataSource);
    expect((await prescriptions.find(practitionerId, prescriptionId))?.referenceRepetitions).toBe(6);

    const ofBothSides = randomUUID();
    expect(await references.create({ ...order, id: ofBothSides, now: new Date(startedAt.getTime() + 1000) })).toBe(true);
    await references.activate(ofBothSides, { ...content, side: 'left', otherSide: { ...content, side: 'right', repetitions: 4, provisional: true } });
    expect(await references.find(practitionerId, ofBothSides)).toMatchObject({ state: 'active', repetitions: 10, provisional: true });
    expect((await prescriptions.find(practitionerId, prescriptionId))?.referenceRepetitions).toBe(10);
  });

  it('an audit event is kept as it was said', async () => {
    const event = {
      at: startedAt, actorKind: 'practitioner', actorId: seeded.practitionerId, action: 'view-session', subjectKind: 'session', subjectId: randomUUID(), detail: { page: 2 },
    } as const;
    await new AuditRepository(database.dataSource).append(event);
    const kept = await database.dataSource.query<unknown[]>(
      `SELECT at, actor_kind AS "actorKind", actor_id AS "actorId", action, subject_kind AS "subjectKind", subject_id AS "subjectId", detail
       FROM audit_event WHERE subject_id = $1`, [event.subjectId]);
    expect(kept).toEqual([event]);
  });
});
