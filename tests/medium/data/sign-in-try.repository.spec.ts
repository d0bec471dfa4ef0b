import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Seal, SignInTryRepository } from '#libs/data';
import { createTestDatabase, testDataKeys, type TestDatabase } from '../../support/database.js';
import { startedAt } from '../../support/database-seed.js';

const after = (minutes: number): Date => new Date(startedAt.getTime() + minutes * 60_000);

describe('tries to sign in', () => {
  let database: TestDatabase;
  let tries: SignInTryRepository;

  beforeAll(async () => {
    database = await createTestDatabase();
    tries = new SignInTryRepository(database.dataSource);
  });
  afterAll(() => database.drop());

  const take = async (keys: string[], minutes = 0): Promise<boolean> => tries.take(keys.map((key) => ({ key, allowed: 5 })), after(minutes));

  it('are as many as allowed within ten minutes, though all come at once', async () => {
    const at = await Promise.all(Array.from({ length: 20 }, () => take(['ann', 'house'])));
    expect(at.filter((each) => each)).toHaveLength(5);
    expect([await take(['ann'], 9), await take(['house'], 9), await take(['ben'], 9)]).toEqual([false, false, true]);
    expect(await take(['ann'], 10)).toBe(true);
  });

  it('count for nothing where they came to something', async () => {
    for (let i = 0; i < 5; i++) await take(['cleo', 'clinic']);
    await tries.forget('cleo');
    await tries.giveBack(['clinic', 'never tried']);
    expect([await take(['cleo']), await take(['clinic']), await take(['clinic'])]).toEqual([true, true, false]);
  });

  it('are kept without a name or an address, and thrown away when they count no more', async () => {
    await take(['dora 192.0.2.77']);
    const [{ text }] = await database.dataSource.query<{ text: string }[]>(`SELECT string_agg(sign_in_try::text, ' ') AS text FROM sign_in_try`);
    expect(text).not.toMatch(/dora|192\.0\.2\.77/);
    // Nor what anybody could work out who has only a copy of the database.
    expect(text).not.toContain(createHash('sha256').update('dora 192.0.2.77').digest('hex'));
    expect(text).toContain(new Seal(testDataKeys).lookUp('dora 192.0.2.77').toString('hex'));
    const [{ comment }] = await database.dataSource.query<{ comment: string }[]>(`SELECT col_description('sign_in_try'::regclass, attnum) AS comment FROM pg_attribute WHERE attrelid = 'sign_in_try'::regclass AND attname = 'key_hash'`);
    expect(comment).toMatch(/^HMAC-SHA-256, under a key made of the first of DATA_KEYS/);
    await take(['late'], 60);
    const [{ left }] = await database.dataSource.query<{ left: number }[]>('SELECT count(*)::int AS left FROM sign_in_try');
    expect(left).toBe(1);
  });
});
