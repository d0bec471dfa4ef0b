import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes, randomUUID } from 'node:crypto';
import { AccountRepository, SignInRepository, type TokenPair } from '#libs/data';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { seed, startedAt, type Seed } from '../../support/database-seed.js';

const minuteMs = 60_000;
const after = (minutes: number): Date => new Date(startedAt.getTime() + minutes * minuteMs);
const newTokens = (): TokenPair => ({ access: randomBytes(32).toString('base64url'), refresh: randomBytes(32).toString('base64url') });

describe('accounts and their sign-ins', () => {
  let database: TestDatabase;
  let signIns: SignInRepository;
  let people: Seed;
  let tokens: TokenPair;
  let signInId: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    signIns = new SignInRepository(database.dataSource);
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    people = await seed(database.dataSource);
    [tokens, signInId] = [newTokens(), randomUUID()];
    await begin(signInId, tokens);
  });

  const begin = (id: string, pair: TokenPair) =>
    signIns.begin({ id, accountId: people.practitionerId, method: 'password', agent: 'a browser', mustEnrol: false, tokens: pair, now: startedAt, accessExpiresAt: after(10), expiresAt: after(720) });
  const renew = (refresh: string, atMinute: number, next = newTokens()) =>
    signIns.renew({ refresh, next, now: after(atMinute), accessExpiresAt: after(atMinute + 10), renewedAfter: after(atMinute - 30) });

  it('an account is found by its name in any case, with its roles, until it is closed', async () => {
    const accounts = new AccountRepository(database.dataSource);
    const { practitionerId, clinicId } = people;
    const self = { id: practitionerId, roles: ['therapist'], displayName: 'Therapist', clinicId, clinicName: 'Riverside', passwordHash: 'scrypt$' };
    expect(await accounts.findBySignInName(` t-${practitionerId.toUpperCase()} `)).toEqual(self);
    expect(await accounts.findBySignInName('nobody')).toBeNull();
    await accounts.setPasswordHash(practitionerId, 'another');
    expect(await accounts.findBySignInName(`t-${practitionerId}`)).toEqual({ ...self, passwordHash: 'another' });
    await database.dataSource.query('UPDATE account SET disabled_at = now() WHERE id = $1', [practitionerId]);
    expect(await accounts.findBySignInName(`t-${practitionerId}`)).toBeNull();
    expect(await signIns.findByAccessToken(tokens.access, startedAt)).toBeNull();
  });

  it('a token is good for its ten minutes, and kept as a hash alone', async () => {
    expect(await signIns.findByAccessToken(tokens.access, after(9))).toMatchObject({ id: people.practitionerId, signInId, provenAt: startedAt });
    expect(await signIns.findByAccessToken(tokens.access, after(10))).toBeNull();
    expect(await signIns.findByAccessToken(`${tokens.access}x`, startedAt)).toBeNull();
    expect(await signIns.findByAccessToken(tokens.refresh, startedAt)).toBeNull();
    const kept = await database.dataSource.query<{ text: string }[]>('SELECT access_token::text || refresh_token::text AS text FROM access_token, refresh_token');
    expect(kept.some(({ text }) => text.includes(tokens.access) || text.includes(tokens.refresh))).toBe(false);
  });

  it('a refresh token renews once, and its successor once', async () => {
    const [second, third] = [newTokens(), newTokens()];
    expect(await renew(tokens.refresh, 9, second)).toMatchObject({ ok: true, account: { id: people.practitionerId } });
    expect(await renew(second.refresh, 18, third)).toMatchObject({ ok: true });
    expect(await signIns.findByAccessToken(third.access, after(19))).toMatchObject({ signInId });
  });

  it('a refresh token that comes twice ends the sign-in, whoever of the two is the thief', async () => {
    const second = newTokens();
    await renew(tokens.refresh, 9, second);
    expect(await renew(tokens.refresh, 10)).toEqual({ ok: false, reason: 'reused', signInId, accountId: people.practitionerId });
    expect(await signIns.findByAccessToken(second.access, after(10))).toBeNull();
    expect(await renew(second.refresh, 11)).toEqual({ ok: false, reason: 'ended' });
  });

  it('of two that renew by one token at the same moment one succeeds', async () => {
    const outcomes = await Promise.all([renew(tokens.refresh, 5), renew(tokens.refresh, 5)]);
    expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });

  it.each([['nobody has renewed it for half an hour', 30], ['its twelve hours are over', 720]])('a sign-in is over when %s', async (_why, minute) => {
    expect(await renew(tokens.refresh, minute)).toEqual({ ok: false, reason: 'ended' });
  });

  it('are listed, and ended one by one or all but one, by their owner alone', async () => {
    const others = [randomUUID(), randomUUID()];
    for (const id of others) await begin(id, newTokens());
    const openIds = async (): Promise<string[]> => (await signIns.open(people.practitionerId, after(1))).map(({ id }) => id).sort();
    expect(await openIds()).toEqual([signInId, ...others].sort());
    expect(await signIns.end({ signInId: others[0], accountId: randomUUID(), now: after(1) })).toBe(false);
    expect(await signIns.end({ signInId: others[0], accountId: people.practitionerId, now: after(1) })).toBe(true);
    expect(await signIns.end({ signInId: others[0], accountId: people.practitionerId, now: after(1) })).toBe(false);
    expect(await signIns.stillTherapists([signInId, ...others], after(1))).toEqual(new Set([signInId, others[1]]));
    await signIns.endAll({ accountId: people.practitionerId, except: signInId, now: after(1) });
    expect(await openIds()).toEqual([signInId]);
  });
});
