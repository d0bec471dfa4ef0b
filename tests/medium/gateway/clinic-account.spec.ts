import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes, randomUUID } from 'node:crypto';
import { InvitationRepository, PractitionerRepository } from '#libs/data';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { addPractitioner, seed, type Seed } from '../../support/database-seed.js';
import { startProvider, strangersKey, type TestProvider } from '../../support/identity-provider.js';
import { ask, tokenFor, type Answer } from './support/console.js';
import { startGateway, type TestGateway } from './support/gateway.js';

const gold = 'urn:example:two-factors';

describe('signing in by the account that a clinic gives', () => {
  let database: TestDatabase;
  let gateway: TestGateway;
  let provider: TestProvider;
  let other: TestProvider;
  let people: Seed;
  let admin: string;
  let providerId: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    gateway = await startGateway({ databaseUrl: database.url, env: { IDENTITY_PROVIDER_PRIVATE: 'yes' } });
    const [returnTo, leaveTo] = [`${gateway.url}/sign-in/answer`, `${gateway.url}/`];
    [provider, other] = [await startProvider({ returnTo, leaveTo }), await startProvider({ returnTo, leaveTo, acr: gold })];
  });
  afterAll(async () => {
    for (const each of [gateway, provider, other]) await each.stop();
    await database.drop();
  });
  beforeEach(async () => {
    people = await seed(database.dataSource);
    const adminId = await addPractitioner(database.dataSource, people.clinicId);
    await database.dataSource.query(`UPDATE account SET roles = '{clinic-admin}' WHERE id = $1`, [adminId]);
    admin = await tokenFor(database.dataSource, adminId);
    const answer = await setProvider(provider);
    expect(answer.status).toBe(200);
    providerId = (answer.body as { id: string }).id;
  });

  const call = (method: string, path: string, { token, cookie, body, origin = gateway.url }: { token?: string; cookie?: string; body?: unknown; origin?: string } = {}): Promise<Answer> =>
    ask(`${gateway.url}/api/${path}`, { method, token, body, headers: { origin, ...(cookie === undefined ? {} : { cookie }) } });
  const setProvider = ({ issuer, clientId, clientSecret }: TestProvider, changes: Record<string, unknown> = {}): Promise<Answer> =>
    call('PUT', 'clinic/identity-provider', { token: admin, body: { issuer, clientId, clientSecret, secondFactor: 'own', ...changes } });
  /** What the browser keeps and brings back. */
  interface Asked { url: string; cookie: string }
  const begin = async (path: string, { token, body }: { token?: string; body?: unknown } = {}): Promise<Asked> => {
    const answer = await call('POST', path, { token, body });
    expect(answer.status).toBe(200);
    const cookie = /__Host-tendon-asked=[\w-]{43}/.exec(answer.headers.get('set-cookie') ?? '')?.[0] ?? '';
    return { url: (answer.body as { url: string }).url, cookie };
  };
  const bring = (came: URL, cookie: string | undefined, changes: Record<string, unknown> = {}): Promise<Answer> => {
    const { state, code, iss } = Object.fromEntries(came.searchParams) as Record<string, string>;
    return call('POST', 'sign-in/provider-answer', { cookie, body: { state, code, issuer: iss, ...changes } });
  };
  const go = async (asked: Asked, login: string, at = provider): Promise<Answer> => bring(await at.visit(asked.url, login), asked.cookie);
  const enter = async (login: string, at = provider): Promise<Answer> => go(await begin('sign-in/provider', { body: { providerId } }), login, at);
  const invited = async (displayName: string): Promise<string> => {
    const token = randomBytes(32).toString('base64url');
    const now = new Date();
    await new InvitationRepository(database.dataSource).inviteStaff({ id: randomUUID(), clinicId: people.clinicId, displayName, roles: ['therapist'], invitedBy: people.practitionerId, token, now, expiresAt: new Date(now.getTime() + 3_600_000) });
    return token;
  };
  const join = async (login: string): Promise<Answer> => go(await begin('sign-in/provider', { body: { providerId, invitation: await invited('Nadia') } }), login);
  const person = (answer: Answer): unknown => (answer.body as { person?: unknown }).person;

  it('is by invitation: whoever accepts one there is that person from then on, and nobody else is', async () => {
    const login = `nadia-${randomUUID()}`;
    // The same e-mail address opens nothing.
    await new PractitionerRepository(database.dataSource).create({ id: randomUUID(), clinicId: people.clinicId, displayName: 'Xaver', roles: ['therapist'], signInName: `x-${login}@clinic.example`, passwordHash: null });
    expect(await enter(`x-${login}`)).toMatchObject({ status: 401, body: { message: expect.stringContaining('nobody here is linked') } });
    const joined = await join(login);
    expect({ status: joined.status, person: person(joined) }).toMatchObject({ status: 200, person: { displayName: 'Nadia', roles: ['therapist'], mustEnrol: false } });
    const again = await enter(login);
    expect(person(again)).toEqual(person(joined));
    expect(again.headers.get('set-cookie')).toMatch(/__Host-tendon-refresh=[\w-]{43}/);
    const { token } = again.body as { token: string };
    expect(((await call('GET', 'sign-ins', { token })).body as { method: string }[]).map(({ method }) => method)).toEqual(expect.arrayContaining(['clinic account', 'invitation, clinic account']));
    expect((await enter(`another-${login}`)).status).toBe(401);
    // One account there is one person here.
    expect((await join(login)).status).toBe(409);
  });

  it('is asked with PKCE, state and nonce, and asks for no more than who it is', async () => {
    const { url } = await begin('sign-in/provider', { body: { providerId } });
    const asked = Object.fromEntries(new URL(url).searchParams);
    expect(asked).toMatchObject({ response_type: 'code', client_id: 'tendon', scope: 'openid email', code_challenge_method: 'S256', redirect_uri: `${gateway.url}/sign-in/answer` });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked[name]).toMatch(/^[\w-]{43}$/);
    expect(url).not.toContain(provider.clientSecret);
  });

  it('takes an answer once, from the browser that asked, by whom it asked, to what it asked', async () => {
    const login = `nadia-${randomUUID()}`;
    await join(login);
    const asked = await begin('sign-in/provider', { body: { providerId } });
    const came = await provider.visit(asked.url, login);
    expect((await bring(came, asked.cookie)).status).toBe(200);
    expect(await bring(came, asked.cookie)).toMatchObject({ status: 401, body: { message: expect.stringContaining('begin again') } });
    const refused = async (changes: Record<string, unknown>, cookie: (asked: Asked) => string | undefined = (each) => each.cookie): Promise<number> => {
      const fresh = await begin('sign-in/provider', { body: { providerId } });
      return (await bring(await provider.visit(fresh.url, login), cookie(fresh), changes)).status;
    };
    const elsewhere = await begin('sign-in/provider', { body: { providerId } });
    const code = (await provider.visit(elsewhere.url, login)).searchParams.get('code');
    expect({
      withoutCookie: await refused({}, () => undefined),
      cookieOfAnother: await refused({}, () => elsewhere.cookie),
      // RFC 9207: the answer names who it is from.
      issuerOfAnother: await refused({ issuer: other.issuer }),
      issuerLeftOut: await refused({ issuer: null }),
      // PKCE and nonce: a code of another question, injected.
      codeOfAnother: await refused({ code }),
      madeUpCode: await refused({ code: 'made-up' }),
      madeUpState: await refused({ state: randomBytes(32).toString('base64url') }),
    }).toEqual({ withoutCookie: 401, cookieOfAnother: 401, issuerOfAnother: 401, issuerLeftOut: 401, codeOfAnother: 401, madeUpCode: 401, madeUpState: 401 });
    expect((await call('POST', 'sign-in/provider', { body: { providerId }, origin: 'https://evil.example' })).status).toBe(403);
  });

  it('needs our second factor where the clinic says so, or the provider\'s', async () => {
    const login = `nadia-${randomUUID()}`;
    const { person: { id } } = (await join(login)).body as { person: { id: string } };
    await database.dataSource.query(`UPDATE clinic SET second_factor = 'required' WHERE id = $1`, [people.clinicId]);
    expect(person(await enter(login))).toMatchObject({ mustEnrol: true });
    await database.dataSource.query(`UPDATE account SET totp_secret = 'sealed', totp_confirmed_at = now() WHERE id = $1`, [id]);
    expect((await enter(login)).body).toMatchObject({ challenge: expect.any(String), methods: ['totp'] });
    expect((await setProvider(provider, { secondFactor: 'provider', clientSecret: null })).status).toBe(200);
    expect(person(await enter(login))).toMatchObject({ id, mustEnrol: false });
    // A provider that does not say how it made sure has not.
    await setProvider(provider, { secondFactor: 'provider', acr: gold });
    expect(await enter(login)).toMatchObject({ status: 401, body: { message: expect.stringContaining('did not ask for enough') } });
  });

  it('takes the way in that the clinic asks its provider for', async () => {
    const answer = await setProvider(other, { secondFactor: 'provider', acr: gold });
    providerId = (answer.body as { id: string }).id;
    const joined = await go(await begin('sign-in/provider', { body: { providerId, invitation: await invited('Nadia') } }), `nadia-${randomUUID()}`, other);
    expect(person(joined)).toMatchObject({ displayName: 'Nadia', mustEnrol: false });
  });

  it('is linked by somebody who is signed in, shows again who they are, and is unlinked', async () => {
    const login = `tess-${randomUUID()}`;
    const token = await tokenFor(database.dataSource, people.practitionerId);
    const safety = async (): Promise<unknown> => ((await call('GET', 'account/safety', { token })).body as { clinicAccount: string }).clinicAccount;
    expect([await safety(), (await call('POST', 'account/provider-proof', { token })).status]).toEqual(['offered', 409]);
    expect((await go(await begin('account/provider-link', { token }), login)).body).toEqual({ done: 'linked' });
    expect([await safety(), (await call('POST', 'account/provider-link', { token })).status]).toEqual(['linked', 409]);
    await database.dataSource.query(`UPDATE sign_in SET proven_at = now() - interval '11 minutes' WHERE account_id = $1`, [people.practitionerId]);
    expect(await call('DELETE', 'account/provider-link', { token })).toMatchObject({ status: 403, body: { code: 'step-up' } });
    const asked = await begin('account/provider-proof', { token });
    expect(Object.fromEntries(new URL(asked.url).searchParams)).toMatchObject({ max_age: '0', prompt: 'login' });
    // Somebody else at this screen.
    expect((await go(asked, `another-${login}`)).status).toBe(401);
    expect((await go(await begin('account/provider-proof', { token }), login)).body).toEqual({ done: 'proven' });
    expect((await call('DELETE', 'account/provider-link', { token })).status).toBe(204);
    expect([await safety(), (await enter(login)).status]).toEqual(['offered', 401]);
  });

  it('does not pass for fresh unless the provider says when they signed in', async () => {
    const login = `tess-${randomUUID()}`;
    const token = await tokenFor(database.dataSource, people.practitionerId);
    await go(await begin('account/provider-link', { token }), login);
    const asked = await begin('account/provider-proof', { token });
    // As if somebody had cut what makes it ask again out of the address.
    const url = new URL(asked.url);
    for (const name of ['max_age', 'prompt']) url.searchParams.delete(name);
    await database.dataSource.query(`UPDATE sign_in SET proven_at = now() - interval '11 minutes' WHERE account_id = $1`, [people.practitionerId]);
    expect((await go({ ...asked, url: url.href }, login)).status).toBe(401);
    expect((await call('DELETE', 'account/provider-link', { token })).status).toBe(403);
  });

  it('is over with the account, and signing out says where to leave the clinic\'s account too', async () => {
    const login = `nadia-${randomUUID()}`;
    const { token, person: { id } } = (await join(login)).body as { token: string; person: { id: string } };
    expect((await call('DELETE', 'account/provider-link', { token })).status).toBe(409);
    const out = await call('POST', 'sign-out', { token });
    const left = new URL((out.body as { endSessionUrl: string }).endSessionUrl);
    expect([left.origin, left.searchParams.get('client_id'), left.searchParams.get('post_logout_redirect_uri')]).toEqual([provider.issuer, 'tendon', `${gateway.url}/`]);
    expect((await fetch(left)).status).toBe(200);
    expect((await call('GET', 'me', { token })).status).toBe(401);
    expect((await call('POST', `accounts/${id}/closure`, { token: admin })).status).toBe(204);
    expect((await enter(login)).status).toBe(401);
    // By other means there is nothing to leave.
    const byPassword = await tokenFor(database.dataSource, people.practitionerId);
    expect((await call('POST', 'sign-out', { token: byPassword })).body).toEqual({ endSessionUrl: null });
  });

  it('is the clinic\'s to set: kept when a provider answers, its secret told to nobody, and another issuer links nobody', async () => {
    const login = `nadia-${randomUUID()}`;
    await join(login);
    const shown = JSON.stringify((await call('GET', 'clinic/identity-provider', { token: admin })).body);
    expect(shown).toContain(provider.issuer);
    expect(shown).not.toContain(provider.clientSecret);
    const [{ kept }] = await database.dataSource.query<{ kept: string }[]>('SELECT identity_provider::text AS kept FROM identity_provider WHERE id = $1', [providerId]);
    expect(kept).not.toContain(provider.clientSecret);
    for (const issuer of ['http://127.0.0.1:1', `${provider.issuer}/nowhere`, `${provider.issuer}/?a=b`, `${provider.issuer}#x`, provider.issuer.replace('127.0.0.1', 'localhost')]) {
      expect(await setProvider({ ...provider, issuer })).toMatchObject({ status: 400, body: { message: expect.stringMatching(/^issuer: /) } });
    }
    expect((await setProvider(other, { clientSecret: null })).status).toBe(400);
    expect((await enter(login)).status).toBe(200);
    providerId = ((await setProvider(other)).body as { id: string }).id;
    expect((await enter(login, other)).status).toBe(401);
    expect((await call('DELETE', 'clinic/identity-provider', { token: admin })).status).toBe(204);
    expect((await call('POST', 'sign-in/provider', { body: { providerId } })).status).toBe(404);
  });

  it('believes nothing that the provider has not signed', async () => {
    const forged = await startProvider({ returnTo: `${gateway.url}/sign-in/answer`, leaveTo: gateway.url, shownKey: strangersKey() });
    providerId = ((await setProvider(forged)).body as { id: string }).id;
    const answer = await go(await begin('sign-in/provider', { body: { providerId, invitation: await invited('Nadia') } }), 'nadia', forged);
    await forged.stop();
    expect(answer).toMatchObject({ status: 401, body: { message: 'your clinic\'s account did not sign you in' } });
  });

  it('says that the clinic\'s account service does not answer, when it does not', async () => {
    const gone = await startProvider({ returnTo: `${gateway.url}/sign-in/answer`, leaveTo: gateway.url });
    providerId = ((await setProvider(gone)).body as { id: string }).id;
    const asked = await begin('sign-in/provider', { body: { providerId } });
    const came = await gone.visit(asked.url, 'nadia');
    await gone.stop();
    expect(await bring(came, asked.cookie)).toMatchObject({ status: 503, body: { message: expect.stringContaining('does not answer') } });
  });

  it.each(['http://169.254.169.254/', 'https://127.0.0.1:8443', 'https://[::1]/', 'https://localhost/', 'http://provider.example/', 'https://10.0.0.1/'])('asks nobody within the house, or without TLS: %s', async (issuer) => {
    const outer = await startGateway({ databaseUrl: database.url });
    const answer = await ask(`${outer.url}/api/clinic/identity-provider`, { method: 'PUT', token: admin, body: { issuer, clientId: 'x', clientSecret: 'y', secondFactor: 'own' } });
    await outer.stop();
    expect(answer).toMatchObject({ status: 400, body: { message: `issuer: no OpenID provider answers there as ${issuer}` } });
  });
});
