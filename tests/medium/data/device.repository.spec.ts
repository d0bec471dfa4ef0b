import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DeviceClaimRepository, DeviceCredentialRepository, DeviceRepository, StreamRepository } from '#libs/data';
import { credentialName } from '#libs/domain';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { addPractitioner, deviceSecret, openStream, opening, seed, startedAt, type Seed } from '../../support/database-seed.js';

const now = startedAt;
const later = (seconds: number): Date => new Date(startedAt.getTime() + 1000 * seconds);
const secretOf = (): string => randomBytes(32).toString('base64url');

describe('devices in the store', () => {
  let database: TestDatabase;
  let devices: DeviceRepository;
  let credentials: DeviceCredentialRepository;
  let claims: DeviceClaimRepository;
  let seeded: Seed;
  let stranger: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    devices = new DeviceRepository(database.dataSource);
    credentials = new DeviceCredentialRepository(database.dataSource);
    claims = new DeviceClaimRepository(database.dataSource);
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    seeded = await seed(database.dataSource);
    stranger = await addPractitioner(database.dataSource, seeded.clinicId);
  });

  const isIn = async (name: string, secret: string, at = now): Promise<boolean> => (await credentials.verify(name, secret, at)) !== null;
  const namesOf = async (deviceId: string): Promise<string[]> => (await credentials.accounts(now)).filter((account) => account.deviceId === deviceId).map(({ name }) => name);

  it('one is known by its secret alone, and registered by its patient\'s carers alone', async () => {
    const { deviceId, patientId } = seeded;
    expect(await credentials.verify(deviceId, deviceSecret, now)).toEqual({ deviceId, number: 1, kind: 'secret' });
    for (const [name, secret] of [[deviceId, `${deviceSecret} `], [randomUUID(), deviceSecret], ['no uuid', deviceSecret], [`${deviceId}.2`, deviceSecret]]) expect(await isIn(name, secret)).toBe(false);
    const device = { id: randomUUID(), patientId, label: 'x', source: 'live', sourceLabel: '', secret: secretOf(), now } as const;
    expect(await devices.register({ ...device, practitionerId: stranger })).toBe(false);
    expect(await credentials.accounts(now)).toContainEqual({ deviceId, number: 1, kind: 'secret', name: deviceId, passwordHash: expect.stringMatching(/^\$7\$101\$[\w+/=]{16}\$[\w+/=]{88}$/) });
  });

  it('a revoked one is out, with its sessions, for its carers only', async () => {
    const { deviceId, practitionerId, patientId } = seeded;
    const { sessionId } = await openStream(database.dataSource, seeded);
    const before = await credentials.mark(now);
    expect(await devices.revoke({ deviceId, practitionerId: stranger, reason: 'lost', now })).toBeNull();
    expect(await devices.revoke({ deviceId, practitionerId, reason: 'lost', now })).toEqual({ patientId, ended: [sessionId] });
    expect(await devices.revoke({ deviceId, practitionerId, reason: 'lost', now })).toBeNull();
    expect(await isIn(deviceId, deviceSecret)).toBe(false);
    expect(await namesOf(deviceId)).toEqual([]);
    expect(await credentials.mark(now)).not.toBe(before);
    expect(await devices.list({ practitionerId, patientId, now })).toEqual([expect.objectContaining({ id: deviceId, revocationReason: 'lost', credentialAt: null })]);
    expect(await devices.list({ practitionerId: stranger, patientId, now })).toBeNull();
  });

  it('a session goes on by the other device when one of two is revoked', async () => {
    const second = randomUUID();
    await devices.register({ id: second, patientId: seeded.patientId, practitionerId: seeded.practitionerId, label: 'strap', source: 'live', sourceLabel: '', secret: secretOf(), now });
    const { sessionId } = await openStream(database.dataSource, seeded);
    const joined = await new StreamRepository(database.dataSource).open(opening({ ...seeded, deviceId: second }, { sessionId }));
    expect(joined.ok).toBe(true);
    const { practitionerId } = seeded;
    expect((await devices.revoke({ deviceId: seeded.deviceId, practitionerId, reason: 'replaced', now }))?.ended).toEqual([]);
    expect((await devices.revoke({ deviceId: second, practitionerId, reason: 'replaced', now }))?.ended).toEqual([sessionId]);
  });

  describe('a rotation leaves a good credential wherever it is broken off', () => {
    it('before the answer came: asked again with the same secret, it is the same credential', async () => {
      const { deviceId } = seeded;
      const fresh = secretOf();
      expect(await credentials.rotate(deviceId, fresh, now)).toBe(2);
      expect(await credentials.rotate(deviceId, fresh, now)).toBe(2);
      expect(await isIn(deviceId, deviceSecret)).toBe(true);
      expect(await isIn(`${deviceId}.2`, fresh)).toBe(true);
    });

    it('before the new one was kept: begun anew, the forgotten one is out', async () => {
      const { deviceId } = seeded;
      const [forgotten, fresh] = [secretOf(), secretOf()];
      await credentials.rotate(deviceId, forgotten, now);
      expect(await credentials.rotate(deviceId, fresh, now)).toBe(3);
      expect([await isIn(deviceId, deviceSecret), await isIn(`${deviceId}.2`, forgotten), await isIn(`${deviceId}.3`, fresh)]).toEqual([true, false, true]);
    });

    it('once it is confirmed with the new one, the old one is out; confirming again changes nothing', async () => {
      const { deviceId, practitionerId, patientId } = seeded;
      expect(await devices.askRotation({ deviceId, practitionerId: stranger, now })).toBe(false);
      expect(await devices.askRotation({ deviceId, practitionerId, now })).toBe(true);
      const fresh = secretOf();
      await credentials.rotate(deviceId, fresh, now);
      const identity = { deviceId, number: 2, kind: 'secret' } as const;
      expect(await credentials.confirm(identity, now)).toEqual([1]);
      expect(await credentials.confirm(identity, now)).toEqual([]);
      expect(await namesOf(deviceId)).toEqual([`${deviceId}.2`]);
      expect(await isIn(deviceId, deviceSecret)).toBe(false);
      expect(await devices.list({ practitionerId, patientId, now })).toEqual([expect.objectContaining({ rotationAskedAt: null, credentialAt: now })]);
    });

    it('a revoked device makes no credential', async () => {
      await devices.revoke({ deviceId: seeded.deviceId, practitionerId: seeded.practitionerId, reason: 'lost', now });
      expect(await credentials.rotate(seeded.deviceId, secretOf(), now)).toBeNull();
    });
  });

  it('a recovery ticket is for a revoked device, runs out, and is one at a time', async () => {
    const { deviceId, practitionerId } = seeded;
    const issue = (secret: string, by = practitionerId) => credentials.issueRecovery({ deviceId, practitionerId: by, secret, now, expiresAt: later(60) });
    expect(await issue(secretOf())).toBeNull();
    await devices.revoke({ deviceId, practitionerId, reason: 'lost', now });
    expect(await issue(secretOf(), stranger)).toBeNull();
    const [first, second] = [secretOf(), secretOf()];
    expect(await issue(first)).toBe(credentialName(deviceId, 2));
    expect(await credentials.verify(`${deviceId}.2`, first, now)).toEqual({ deviceId, number: 2, kind: 'recovery' });
    expect(await issue(second)).toBe(`${deviceId}.3`);
    expect([await isIn(`${deviceId}.2`, first), await isIn(`${deviceId}.3`, second)]).toEqual([false, true]);
    const before = await credentials.mark(later(59));
    expect(await isIn(`${deviceId}.3`, second, later(60))).toBe(false);
    expect(await credentials.mark(later(60))).not.toBe(before);
    expect(await credentials.stillValid([`${deviceId}.3`, 'nobody'], later(60))).toEqual(new Set());
  });

  describe('a claim', () => {
    const create = async (code: string, changes: { id?: string; practitionerId?: string; expiresAt?: Date } = {}) =>
      claims.create({ id: randomUUID(), patientId: seeded.patientId, practitionerId: seeded.practitionerId, code, label: 'hub', now, expiresAt: later(600), ...changes });
    const codeOf = (): string => randomBytes(5).toString('hex').toUpperCase();
    const redeem = (code: string, secret: string, at = now) => claims.redeem({ code, secret, model: 'Phone', newDeviceId: randomUUID(), now: at });

    it('makes a device when the number on its screen was typed, and not before', async () => {
      const { practitionerId } = seeded;
      const [id, code, secret] = [randomUUID(), codeOf(), secretOf()];
      expect(await create(code, { id })).toBe('created');
      expect(await claims.confirm({ claimId: id, personId: practitionerId, number: '000000', now })).toEqual({ ok: false, reason: 'not-redeemed' });
      const redeemed = await redeem(code, secret);
      if (redeemed === null) throw new Error('not redeemed');
      expect(redeemed.checkNumber).toMatch(/^\d{6}$/);
      expect(await isIn(redeemed.deviceId, secret)).toBe(false);
      expect(await claims.find({ claimId: id, personId: practitionerId, now })).toMatchObject({ state: 'redeemed', model: 'Phone', expiresAt: later(120) });
      expect(await claims.confirm({ claimId: id, personId: stranger, number: redeemed.checkNumber, now })).toEqual({ ok: false, reason: 'unknown' });
      expect(await claims.confirm({ claimId: id, personId: practitionerId, number: redeemed.checkNumber, now })).toEqual({ ok: true, deviceId: redeemed.deviceId, patientId: seeded.patientId });
      expect(await isIn(redeemed.deviceId, secret)).toBe(true);
      expect(await redeem(code, secret, later(1))).toEqual({ ...redeemed, isConfirmed: true });
      expect(await claims.confirm({ claimId: id, personId: practitionerId, number: redeemed.checkNumber, now })).toEqual({ ok: false, reason: 'unknown' });
    });

    it('of a hundred devices that come with one code at once, one wins, and it alone is answered again', async () => {
      const code = codeOf();
      await create(code);
      const secrets = Array.from({ length: 100 }, secretOf);
      const outcomes = await Promise.all(secrets.map((secret) => redeem(code, secret)));
      const winners = secrets.filter((_, i) => outcomes[i] !== null);
      expect(winners).toHaveLength(1);
      expect(await redeem(code, winners[0])).toEqual(outcomes.find((each) => each !== null));
      expect(await redeem(code, secretOf())).toBeNull();
    });

    it('runs out: unused after its time, redeemed two minutes after the device came, and after three wrong numbers', async () => {
      const { practitionerId } = seeded;
      const [late, slow, wrong] = [{ id: randomUUID(), code: codeOf() }, { id: randomUUID(), code: codeOf() }, { id: randomUUID(), code: codeOf() }];
      for (const { id, code } of [late, slow, wrong]) await create(code, { id });
      expect(await redeem(late.code, secretOf(), later(600))).toBeNull();
      const redeemed = await redeem(slow.code, secretOf());
      expect(await claims.confirm({ claimId: slow.id, personId: practitionerId, number: redeemed?.checkNumber ?? '', now: later(120) })).toEqual({ ok: false, reason: 'unknown' });
      const number = (await redeem(wrong.code, secretOf()))?.checkNumber ?? '';
      const other = number === '123456' ? '654321' : '123456';
      for (let i = 0; i < 3; i++) expect(await claims.confirm({ claimId: wrong.id, personId: practitionerId, number: other, now })).toEqual({ ok: false, reason: 'wrong-number' });
      expect(await claims.confirm({ claimId: wrong.id, personId: practitionerId, number, now })).toEqual({ ok: false, reason: 'unknown' });
      expect(await claims.find({ claimId: wrong.id, personId: practitionerId, now })).toMatchObject({ state: 'refused' });
    });

    it('is made by a carer, five at a time, and read by a carer', async () => {
      expect(await create(codeOf(), { practitionerId: stranger })).toBe('unknown');
      const id = randomUUID();
      expect(await create(codeOf(), { id })).toBe('created');
      expect(await Promise.all(Array.from({ length: 5 }, () => create(codeOf())))).toEqual(expect.arrayContaining(['created', 'created', 'created', 'created', 'too-many']));
      expect(await claims.find({ claimId: id, personId: stranger, now })).toBeNull();
      const [kept] = await database.dataSource.query<{ text: string }[]>('SELECT device_claim::text AS text FROM device_claim WHERE id = $1', [id]);
      expect(kept.text).toContain(id);
    });
  });

  it('writes down once in ten minutes that a device looks wrong', async () => {
    const { deviceId, practitionerId, patientId } = seeded;
    expect(await devices.report(deviceId, 'diverged', now)).toBe(true);
    expect(await devices.report(deviceId, 'diverged', later(599))).toBe(false);
    expect(await devices.report(deviceId, 'taken-over', later(1))).toBe(true);
    expect(await devices.report(randomUUID(), 'flood', now)).toBe(false);
    const [device] = (await devices.list({ practitionerId, patientId, now: later(2) })) ?? [];
    expect(device.events).toEqual([{ kind: 'taken-over', at: '2026-11-24T10:00:01Z' }, { kind: 'diverged', at: '2026-11-24T10:00:00Z' }]);
  });
});
