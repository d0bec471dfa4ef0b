import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { AuditRepository, verifyAuditChain } from '#libs/data';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { seed, startedAt, type Seed } from '../../support/database-seed.js';

/** Each step goes on from the one before. */
describe('the audit trail', () => {
  let database: TestDatabase;
  let people: Seed;
  let audit: AuditRepository;

  beforeAll(async () => {
    database = await createTestDatabase();
    people = await seed(database.dataSource);
    audit = new AuditRepository(database.dataSource);
  });
  afterAll(() => database.drop());

  const append = (subjectKind: string, subjectId: string | null) =>
    audit.append({ at: startedAt, actorKind: 'practitioner', actorId: people.practitionerId, action: 'read', subjectKind, subjectId, detail: { b: 1, a: 'µ' } });
  /** Past everything that keeps it: as the owner, with the trigger out of the way. */
  const tamper = async (statement: string): Promise<void> => {
    await database.dataSource.query(`ALTER TABLE audit_event DISABLE TRIGGER audit_event_keep; ${statement}; ALTER TABLE audit_event ENABLE TRIGGER audit_event_keep`);
  };
  const broken = async () => (await verifyAuditChain(database.dataSource, null)).broken;

  it('is one chain, whoever appends at the same time', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, i) => append(i % 2 === 0 ? 'patient' : 'device', i % 2 === 0 ? people.patientId : people.deviceId)));
    const { checked, head, broken: where } = await verifyAuditChain(database.dataSource, null);
    expect({ checked, where }).toEqual({ checked: 40, where: null });
    expect(head).toEqual({ position: 40, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it('finds whose record an event is about', async () => {
    await append('list', null);
    await append('patient', randomUUID());
    const found = await audit.ofPatient(people.patientId, { before: 0, limit: 100 });
    expect(found).toHaveLength(40);
    expect(found[0]).toMatchObject({ position: 40, actorName: 'Therapist', action: 'read', subjectKind: expect.stringMatching(/patient|device/) });
    expect(await audit.ofClinic(people.clinicId, { before: 0, limit: 2 })).toMatchObject([{ position: 42 }, { position: 41, subjectKind: 'list' }]);
    expect(await audit.ofClinic(people.clinicId, { before: 3, limit: 100 })).toMatchObject([{ position: 2 }, { position: 1 }]);
    expect(await audit.ofClinic(randomUUID(), { before: 0, limit: 100 })).toEqual([]);
  });

  it.each(['UPDATE audit_event SET action = \'x\'', 'DELETE FROM audit_event', 'TRUNCATE audit_event'])('refuses, even to the owner: %s', async (statement) => {
    await expect(database.dataSource.query(statement)).rejects.toThrow('only ever appended');
  });

  it.each(['UPDATE audit_event SET action = \'x\'', 'DELETE FROM audit_event', 'TRUNCATE audit_event', 'DROP TABLE audit_event'])('is not the servers\' to change: %s', async (statement) => {
    const runner = database.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query('SET LOCAL ROLE tendon_app');
    await expect(runner.query(statement)).rejects.toThrow(/permission denied|must be owner/);
    await runner.rollbackTransaction();
    await runner.release();
  });

  it('shows what was changed, taken out, or cut off, by its place', async () => {
    const { head } = await verifyAuditChain(database.dataSource, null);
    await tamper(`UPDATE audit_event SET actor_id = '${randomUUID()}' WHERE position = 7`);
    expect(await broken()).toEqual({ position: 7, why: 'is not as it was written' });
    await tamper(`UPDATE audit_event SET actor_id = '${people.practitionerId}' WHERE position = 7`);
    expect(await broken()).toBeNull();
    await tamper('DELETE FROM audit_event WHERE position = 42');
    expect(await broken()).toBeNull();
    expect((await verifyAuditChain(database.dataSource, head)).broken).toEqual({ position: 42, why: 'is missing: the chain was longer' });
    await append('list', null);
    expect((await verifyAuditChain(database.dataSource, head)).broken).toEqual({ position: 42, why: 'is not the head that was written down' });
    await tamper('DELETE FROM audit_event WHERE position = 12');
    expect(await broken()).toEqual({ position: 12, why: 'is missing' });
  });
});
