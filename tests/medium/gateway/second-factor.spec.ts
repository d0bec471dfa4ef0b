import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { PractitionerRepository } from '#libs/data';
import { Clock } from '#libs/platform';
import { Secret, TOTP } from 'otpauth';
import { hashPassword } from '../../../apps/gateway/src/sign-in/password.js';
import { SoftwareAuthenticator } from '../../support/authenticator.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { ask, type Answer } from './support/console.js';
import { startGateway, type TestGateway } from './support/gateway.js';

const password = 'wet paint on 7 benches';

describe('a second factor', () => {
  let database: TestDatabase;
  let gateway: TestGateway;
  let passwordHash: string;
  let accountId: string;
  let signInName: string;
  let clinicId: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    gateway = await startGateway({ databaseUrl: database.url });
    passwordHash = await hashPassword(password);
  });
  afterAll(async () => {
    await gateway.stop();
    await database.drop();
  });
  beforeEach(async () => {
    [clinicId, accountId] = [randomUUID(), randomUUID()];
    signInName = `n-${accountId}`;
    const practitioners = new PractitionerRepository(database.dataSource);
    await practitioners.createClinic({ id: clinicId, name: 'Riverside' });
    await practitioners.create({ id: accountId, clinicId, displayName: 'Nadia', roles: ['therapist'], signInName, passwordHash });
  });

  const call = (method: string, path: string, { token, body, origin }: { token?: string; body?: unknown; origin?: string } = {}): Promise<Answer> =>
    ask(`${gateway.url}/api/${path}`, { method, token, body, headers: origin === undefined ? {} : { origin } });
  const signIn = (): Promise<Answer> => call('POST', 'sign-in', { body: { signInName, password } });
  const tokenIn = ({ body }: Answer): string => (body as { token: string }).token;
  const challengeIn = ({ body }: Answer): string => (body as { challenge: string }).challenge;
  const codeOf = (secret: string, periods = 0): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: gateway.app.get(Clock).now() + periods * 30_000 });
  const addTotp = async (token: string): Promise<{ secret: string; recoveryCodes: string[] }> => {
    const { secret } = (await call('POST', 'account/totp', { token })).body as { secret: string };
    // Of the period before, so that the next one is good for a sign-in.
    const confirmed = await call('POST', 'account/totp/confirmation', { token, body: { code: codeOf(secret, -1) } });
    return { secret, recoveryCodes: (confirmed.body as { recoveryCodes: string[] }).recoveryCodes };
  };
  const answer = (asked: Answer, code: string): Promise<Answer> => call('POST', 'sign-in/second-factor', { body: { challenge: challengeIn(asked), code } });

  it('is asked for after the password once an app has been added, and each code is good once', async () => {
    const token = tokenIn(await signIn());
    const { secret } = await addTotp(token);
    expect((await call('GET', 'account/safety', { token })).body).toEqual({ totp: true, passkeys: [], recoveryCodesLeft: 10, isRequired: false, clinicAccount: 'none' });
    const asked = await signIn();
    expect(asked).toMatchObject({ status: 200, body: { methods: ['totp', 'recovery-code'] } });
    expect(asked.body).not.toHaveProperty('token');
    const code = codeOf(secret);
    expect((await answer(asked, '000000')).status).toBe(401);
    expect(await answer(asked, code)).toMatchObject({ status: 200, body: { person: { id: accountId } } });
    expect((await answer(asked, code)).status).toBe(401);
    expect((await answer(await signIn(), code)).status).toBe(401);
    expect((await answer(await signIn(), codeOf(secret, 1))).status).toBe(200);
    const stored = await database.dataSource.query<{ totp_secret: string }[]>('SELECT totp_secret FROM account WHERE id = $1', [accountId]);
    expect(stored[0].totp_secret).not.toContain(secret);
  });

  it('cannot be guessed: five tries a challenge', async () => {
    const { secret } = await addTotp(tokenIn(await signIn()));
    const asked = await signIn();
    for (let i = 0; i < 5; i++) expect((await answer(asked, '000000')).status).toBe(401);
    expect((await answer(asked, codeOf(secret))).status).toBe(401);
  });

  it('may be a recovery code, once', async () => {
    const token = tokenIn(await signIn());
    const { recoveryCodes } = await addTotp(token);
    expect((await answer(await signIn(), recoveryCodes[3].toUpperCase())).status).toBe(200);
    expect((await answer(await signIn(), recoveryCodes[3])).status).toBe(401);
    expect((await call('GET', 'account/safety', { token })).body).toMatchObject({ recoveryCodesLeft: 9 });
    const fresh = (await call('POST', 'account/recovery-codes', { token })).body as { recoveryCodes: string[] };
    expect((await answer(await signIn(), recoveryCodes[4])).status).toBe(401);
    expect((await answer(await signIn(), fresh.recoveryCodes[0])).status).toBe(200);
  });

  it('is all that is open to staff without one, where the clinic wants it', async () => {
    await database.dataSource.query(`UPDATE clinic SET second_factor = 'required' WHERE id = $1`, [clinicId]);
    const signedIn = await signIn();
    expect(signedIn.body).toMatchObject({ person: { mustEnrol: true } });
    const token = tokenIn(signedIn);
    expect(await call('GET', 'patients', { token })).toMatchObject({ status: 403, body: { code: 'second-factor-needed' } });
    await addTotp(token);
    expect((await call('GET', 'patients', { token })).status).toBe(200);
    expect((await call('DELETE', 'account/totp', { token })).status).toBe(403);
    expect((await signIn()).body).toMatchObject({ methods: ['totp', 'recovery-code'] });
  });

  describe('that is a passkey', () => {
    let authenticator: SoftwareAuthenticator;
    let token: string;

    beforeEach(async () => {
      authenticator = new SoftwareAuthenticator(gateway.url, new URL(gateway.url).hostname);
      token = tokenIn(await signIn());
    });

    const origin = (): string => gateway.url;
    const add = async (from = authenticator): Promise<Answer> => {
      const asked = (await call('POST', 'account/passkeys/challenge', { token, origin: origin() })).body as { challenge: string; options: { challenge: string } };
      return call('POST', 'account/passkeys', { token, origin: origin(), body: { challenge: asked.challenge, label: 'phone', credential: from.create(asked.options.challenge) } });
    };
    const askForSignIn = async (): Promise<{ challenge: string; options: { challenge: string } }> => (await call('POST', 'sign-in/passkey-challenge', { origin: origin() })).body as never;
    const signInBy = (challenge: string, credential: object): Promise<Answer> => call('POST', 'sign-in/passkey', { origin: origin(), body: { challenge, credential } });

    it('signs in without name or password, and is named and removed by its owner', async () => {
      expect((await add()).status).toBe(204);
      const { challenge, options } = await askForSignIn();
      const credential = authenticator.get(options.challenge);
      expect(await signInBy(challenge, credential)).toMatchObject({ status: 200, body: { person: { id: accountId, mustEnrol: false } } });
      expect((await signInBy(challenge, credential)).status).toBe(401);
      const safety = (await call('GET', 'account/safety', { token })).body as { passkeys: { id: string; label: string; usedAt: string | null }[] };
      expect(safety.passkeys).toEqual([expect.objectContaining({ label: 'phone', usedAt: expect.any(String) })]);
      // A password alone is not enough any more.
      expect((await signIn()).body).toMatchObject({ methods: ['passkey'] });
      expect((await call('DELETE', `account/passkeys/${safety.passkeys[0].id}`, { token })).status).toBe(204);
      const again = await askForSignIn();
      expect((await signInBy(again.challenge, authenticator.get(again.options.challenge))).status).toBe(401);
    });

    it('answers our page alone, our challenge alone, and only for a person it has looked at', async () => {
      await add();
      const attempt = async (make: (challenge: string) => object): Promise<number> => {
        const { challenge, options } = await askForSignIn();
        return (await signInBy(challenge, make(options.challenge))).status;
      };
      const elsewhere = authenticator.onPage('https://evil.example');
      expect(await attempt((challenge) => elsewhere.get(challenge))).toBe(401);
      expect(await attempt(() => authenticator.get(Buffer.from('another').toString('base64url')))).toBe(401);
      expect(await attempt((challenge) => authenticator.get(challenge, { userVerified: false }))).toBe(401);
      expect(await attempt((challenge) => new SoftwareAuthenticator(gateway.url, '127.0.0.1').get(challenge))).toBe(401);
      expect(await attempt((challenge) => authenticator.get(challenge))).toBe(200);
    });

    it('is not added for another page', async () => {
      expect((await add(new SoftwareAuthenticator('https://evil.example', '127.0.0.1'))).status).toBe(400);
      expect((await call('POST', 'account/passkeys/challenge', { token })).status).toBe(400);
    });
  });
});
