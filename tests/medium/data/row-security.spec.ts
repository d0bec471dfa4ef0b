import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { actAs, AlertRepository, migrate, PatientRepository } from '#libs/data';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { addAlert, addCarer, addPractitioner, openStream, seed, type Seed } from '../../support/database-seed.js';

/** Every table with rows of patients, and how a row is found to be a patient's. */
const ofPatients: Record<string, string> = {
  patient: 'id = $1', care_team: 'patient_id = $1', device: 'patient_id = $1', prescription: 'patient_id = $1', session: 'patient_id = $1', alert: 'patient_id = $1',
  stream: 'session_id IN (SELECT id FROM session WHERE patient_id = $1)',
};

describe('row-level security', () => {
  let database: TestDatabase;
  let ours: Seed;
  let theirs: Seed;
  let alertId: string;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    ours = await seed(database.dataSource);
    theirs = await seed(database.dataSource);
    for (const one of [ours, theirs]) {
      const { sessionId } = await openStream(database.dataSource, one);
      alertId = await addAlert(database.dataSource, { ...one, sessionId });
    }
  });

  /** As a person, by a statement without any condition of ours. */
  const seenBy = async (actorId: string | null, table: string, condition = 'true', values: unknown[] = []): Promise<number> => {
    const runner = database.dataSource.createQueryRunner();
    try {
      await runner.startTransaction();
      await runner.query(`SELECT set_config('role', 'tendon_person', true), set_config('tendon.actor', $1, true)`, [actorId ?? '']);
      const [{ n }] = (await runner.query(`SELECT count(*)::int AS n FROM ${table} WHERE ${condition}`, values)) as { n: number }[];
      return n;
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  };

  it('is enabled and forced on every table', async () => {
    const bare = await database.dataSource.query<{ name: string }[]>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname <> 'migration'
         AND NOT (relrowsecurity AND relforcerowsecurity)`);
    expect(bare).toEqual([]);
  });

  it('has no view past which it could be read', async () => {
    expect(await database.dataSource.query(`SELECT viewname FROM pg_views WHERE schemaname = 'public'`)).toEqual([]);
  });

  it('refuses to migrate while a table has no rule', async () => {
    const other = await createTestDatabase();
    await other.dataSource.query('CREATE TABLE diary (patient_id uuid, words text)');
    await expect(migrate(other.dataSource)).rejects.toThrow('no row security declared in libs/data/src/row-security/tables.ts: diary');
    await other.drop();
  });

  it.each(Object.entries(ofPatients))('%s: shows a therapist rows of patients in their care and no other', async (table, condition) => {
    expect(await seenBy(ours.practitionerId, table, condition, [ours.patientId])).toBeGreaterThan(0);
    expect(await seenBy(ours.practitionerId, table, condition, [theirs.patientId])).toBe(0);
    expect(await seenBy(ours.practitionerId, table)).toBe(await seenBy(ours.practitionerId, table, condition, [ours.patientId]));
    expect(await seenBy(null, table)).toBe(0);
    expect(await seenBy(randomUUID(), table)).toBe(0);
  });

  it('shows nothing more when care has ended, the account is closed, or the role is another one', async () => {
    const colleague = await addPractitioner(database.dataSource, ours.clinicId);
    expect(await seenBy(colleague, 'session')).toBe(0);
    await addCarer(database.dataSource, ours.patientId, colleague);
    expect(await seenBy(colleague, 'session')).toBe(1);
    const takeAway: [string, string][] = [
      ['UPDATE care_team SET until = now() WHERE practitioner_id = $1', `UPDATE care_team SET until = now() + interval '1 day' WHERE practitioner_id = $1`],
      ['UPDATE account SET disabled_at = now() WHERE id = $1', 'UPDATE account SET disabled_at = NULL WHERE id = $1'],
      [`UPDATE account SET roles = '{auditor}' WHERE id = $1`, `UPDATE account SET roles = '{therapist}' WHERE id = $1`],
    ];
    for (const [take, giveBack] of takeAway) {
      await database.dataSource.query(take, [colleague]);
      expect({ take, seen: await seenBy(colleague, 'session') }).toEqual({ take, seen: 0 });
      await database.dataSource.query(giveBack, [colleague]);
      expect({ giveBack, seen: await seenBy(colleague, 'session') }).toEqual({ giveBack, seen: 1 });
    }
  });

  it('shows an admin the people of their clinic and no reading', async () => {
    const admin = await addPractitioner(database.dataSource, ours.clinicId);
    await database.dataSource.query(`UPDATE account SET roles = '{clinic-admin}' WHERE id = $1`, [admin]);
    expect(await seenBy(admin, 'patient')).toBe(1);
    expect(await seenBy(admin, 'care_team')).toBe(1);
    for (const table of ['session', 'alert', 'device', 'prescription', 'repetition', 'stream', 'packet']) expect({ table, n: await seenBy(admin, table) }).toEqual({ table, n: 0 });
  });

  it.each(['sign_in', 'access_token', 'refresh_token', 'analysis'])('%s: is no person\'s to read', async (table) => {
    await expect(seenBy(ours.practitionerId, table)).rejects.toThrow('permission denied');
  });

  it('refuses what a therapist would write into a foreign record, or upon one', async () => {
    await actAs(ours.practitionerId, async () => {
      const patients = new PatientRepository(database.dataSource);
      expect(await patients.list(theirs.practitionerId)).toEqual([]);
      expect(await new AlertRepository(database.dataSource).acknowledge({ practitionerId: theirs.practitionerId, alertId, note: '', outcome: 'spoke-to-patient', now: new Date() })).toBeNull();
    });
    const [{ acknowledged }] = await database.dataSource.query<{ acknowledged: Date | null }[]>('SELECT acknowledged_at AS acknowledged FROM alert WHERE id = $1', [alertId]);
    expect(acknowledged).toBeNull();
    await expect(asPerson(ours.practitionerId, 'INSERT INTO care_team (patient_id, practitioner_id) VALUES ($1, $2)', [theirs.patientId, ours.practitionerId])).rejects.toThrow('row-level security');
    await expect(asPerson(ours.practitionerId, `INSERT INTO prescription (id, patient_id, exercise_id, side, sensors) VALUES ($1, $2, 'squat', 'both', '[]')`, [randomUUID(), theirs.patientId])).rejects.toThrow('row-level security');
  });

  it('leaves nothing of a person on the connection', async () => {
    await actAs(ours.practitionerId, () => new PatientRepository(database.dataSource).list(ours.practitionerId));
    await actAs(ours.practitionerId, () => new PatientRepository(database.dataSource).list('no uuid')).catch(() => undefined);
    const left = await Promise.all(Array.from({ length: 20 }, () => database.dataSource.query<{ who: string }[]>(`SELECT current_user || coalesce(current_setting('tendon.actor', true), '') AS who`)));
    expect(new Set(left.map(([{ who }]) => who))).toEqual(new Set(['tendon']));
  });

  const asPerson = async (actorId: string, text: string, values: unknown[]): Promise<void> => {
    const runner = database.dataSource.createQueryRunner();
    try {
      await runner.startTransaction();
      await runner.query(`SELECT set_config('role', 'tendon_person', true), set_config('tendon.actor', $1, true)`, [actorId]);
      await runner.query(text, values);
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  };
});

describe('what the servers sign in as', () => {
  let database: TestDatabase;
  let client: Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    client = new Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  it('is a role that owns nothing', async () => {
    const { rows } = await client.query<{ name: string }>(`SELECT current_user AS name`);
    expect(rows).toEqual([{ name: 'tendon_app' }]);
    expect((await database.dataSource.query<unknown[]>(`SELECT 1 FROM pg_tables WHERE schemaname = 'public' AND tableowner = 'tendon_app'`))).toEqual([]);
    const [role] = await database.dataSource.query<object[]>(`SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls FROM pg_roles WHERE rolname = 'tendon_app'`);
    expect(role).toEqual({ rolsuper: false, rolcreaterole: false, rolcreatedb: false, rolbypassrls: false });
  });

  it.each([
    'DROP TABLE packet', 'ALTER TABLE patient DISABLE ROW LEVEL SECURITY', 'CREATE TABLE mine (a int)', 'DROP POLICY person_sees ON patient', 'TRUNCATE packet',
    'DELETE FROM audit_event', 'SET ROLE tendon', 'SET ROLE tendon_readonly', 'CREATE ROLE other', 'COPY patient TO PROGRAM \'cat\'', 'ALTER TABLE audit_event DISABLE TRIGGER ALL',
  ])('may not: %s', async (statement) => {
    await expect(client.query(statement)).rejects.toThrow(/permission denied|must be owner/);
  });
});
