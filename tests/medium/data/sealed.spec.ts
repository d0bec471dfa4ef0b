import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { AccountRepository, createDataSource, DeviceRepository, newSealKeys, PatientRepository, PractitionerRepository, prepareDatabase } from '#libs/data';
import type { DataSource } from 'typeorm';
import { createTestDatabase } from '../../support/database.js';
import { addPatient, seed, type Seed } from '../../support/database-seed.js';
import { until } from '../../support/until.js';

const keyOf = (id: string): string => newSealKeys().replace('k1', id);

describe('what is sealed in the database', () => {
  const [old, fresh] = [keyOf('old'), keyOf('fresh')];
  let url: string;
  const cleanUps: (() => Promise<void>)[] = [];

  beforeEach(async () => {
    const database = await createTestDatabase();
    url = String((database.dataSource.options as { url?: string }).url);
    cleanUps.push(database.drop);
  });
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  });

  const prepare = (keys: string): ReturnType<typeof prepareDatabase> => prepareDatabase({ ownerUrl: url, appUrl: url, withQueue: false, keys });
  const connect = async (keys: string): Promise<DataSource> => {
    const dataSource = await createDataSource({ url, poolSize: 4, applicationName: 'sealed-test', keys }).initialize();
    cleanUps.push(() => dataSource.destroy());
    return dataSource;
  };
  const nameOf = async (dataSource: DataSource, { practitionerId, patientId }: Pick<Seed, 'practitionerId' | 'patientId'>): Promise<string | undefined> =>
    (await new PatientRepository(dataSource).find(practitionerId, patientId))?.displayName;
  const keysInUse = async (dataSource: DataSource): Promise<string[]> => (await dataSource.query<{ key: string }[]>(`
    SELECT DISTINCT split_part(text, ':', 1) AS key FROM (SELECT display_name AS text FROM patient UNION ALL SELECT display_name FROM practitioner UNION ALL SELECT label FROM device
      UNION ALL SELECT sign_in_name FROM account) AS texts ORDER BY key`)).map(({ key }) => key);

  it('opens in its own row and in no other, of the same clinic or of another', async () => {
    const dataSource = await connect(old);
    const [ours, theirs] = [await seed(dataSource), await seed(dataSource)];
    const neighbour = { ...ours, ...(await addPatient(dataSource, ours.practitionerId)) };
    expect(await nameOf(dataSource, ours)).toBe('Patient One');
    for (const other of [neighbour, theirs]) {
      await dataSource.query('UPDATE patient SET display_name = (SELECT display_name FROM patient WHERE id = $1) WHERE id = $2', [ours.patientId, other.patientId]);
      await expect(nameOf(dataSource, other)).rejects.toThrow('a text sealed with key old was changed or moved');
    }
    await dataSource.query('UPDATE patient SET clinic_id = $2 WHERE id = $1', [ours.patientId, theirs.clinicId]);
    await expect(nameOf(dataSource, ours)).rejects.toThrow('changed or moved');
  });

  it('is sealed anew under a new key, goes on after a death in the middle, and then needs the old key no more', async () => {
    const before = await connect(old);
    const own = await seed(before);
    for (let i = 0; i < 450; i++) await before.query(`INSERT INTO patient (id, clinic_id, display_name, birth_year, sex) VALUES ($1, $2, 'plain:Person ' || $3, 1970, 'unknown')`, [randomUUID(), own.clinicId, i]);
    const killer = until(async () => {
      const [{ n }] = await before.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM patient WHERE display_name LIKE 'fresh:%'`);
      return n > 0;
    }, 'the first batch is there').then(() => before.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tendon-owner' AND datname = current_database()`));
    const first = await prepare(`${fresh},${old}`).then(() => 'done', () => 'died');
    await killer.catch(() => undefined);
    const second = await prepare(`${fresh},${old}`);
    expect(second.problems).toEqual([]);
    if (first === 'died') expect(second.resealed).toBeGreaterThan(0);
    expect(await keysInUse(before)).toEqual(['fresh']);
    expect(await prepare(fresh)).toEqual({ resealed: 0, problems: [] });
    const after = await connect(fresh);
    expect(await nameOf(after, own)).toBe('Patient One');
    expect((await new DeviceRepository(after).list({ ...own, now: new Date() }))?.[0].label).toBe('knee');
    expect((await new AccountRepository(after).findBySignInName(`t-${own.practitionerId}`))?.id).toBe(own.practitionerId);
    const names = await after.query<{ name: string }[]>(`SELECT display_name AS name FROM patient`);
    expect(new Set(names.map(({ name }) => name)).size).toBe(451);
  });

  it('says which key is missing, and loses nothing', async () => {
    const before = await connect(old);
    const own = await seed(before);
    const without = await connect(fresh);
    await expect(nameOf(without, own)).rejects.toThrow('sealed with key old, which is not in DATA_KEYS');
    const { resealed, problems } = await prepare(fresh);
    const why = 'sealed with key old, which is not in DATA_KEYS';
    expect({ resealed, problems }).toEqual({ resealed: 0, problems: expect.arrayContaining([`patient.display_name of ${own.clinicId}, ${own.patientId}: ${why}`]) });
    expect(problems.map((each) => each.slice(0, each.indexOf(' ')))).toEqual(['patient.display_name', 'practitioner.display_name', 'account.sign_in_name', 'device.label']);
    expect(problems.every((each) => each.endsWith(why))).toBe(true);
    expect(await nameOf(before, own)).toBe('Patient One');
  });

  it('of a time before it was sealed is opened by nothing until the set-up has sealed it', async () => {
    const dataSource = await connect(old);
    const own = await seed(dataSource);
    await dataSource.query(`UPDATE patient SET display_name = 'plain:Ada: of before' WHERE id = $1`, [own.patientId]);
    await expect(nameOf(dataSource, own)).rejects.toThrow('not sealed yet: run the set-up');
    expect(await prepare(old)).toEqual({ resealed: 1, problems: [] });
    expect(await nameOf(dataSource, own)).toBe('Ada: of before');
  });

  it('a sign-in name is found while keys change, and nobody takes it a second time under the other key', async () => {
    const before = await connect(old);
    const own = await seed(before);
    const between = await connect(`${fresh},${old}`);
    const name = `T-${own.practitionerId}`;
    expect((await new AccountRepository(between).findBySignInName(` ${name.toUpperCase()} `))?.id).toBe(own.practitionerId);
    const again = new PractitionerRepository(between).create({ id: randomUUID(), clinicId: own.clinicId, displayName: 'Other', roles: ['therapist'], signInName: name, passwordHash: null });
    await expect(again).rejects.toThrow('somebody has this sign-in name already');
  });
});
