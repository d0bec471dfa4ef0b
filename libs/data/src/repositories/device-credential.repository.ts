import { createHash, timingSafeEqual } from 'node:crypto';
import { credentialName, parseCredentialName } from '#libs/domain';
import type { DataSource, QueryRunner } from 'typeorm';
import { firstRow, firstServerRow, inServerTransaction, inTransaction, rows, serverRows } from '../sql.js';
import { inCare } from './in-care.js';
import { mosquittoPassword } from './mosquitto-password.js';

/** Who came with a good credential. `recovery`: may only bring what it recorded before. */
export interface DeviceIdentity {
  deviceId: string;
  number: number;
  kind: 'secret' | 'recovery';
}

/** One name a broker may let in. */
export interface BrokerAccount extends DeviceIdentity {
  name: string;
  passwordHash: string;
}

export interface OwnCredential {
  deviceId: string;
  number: number;
  createdAt: Date;
  /** Somebody wants a new one, or this one is old. */
  rotationAskedAt: Date | null;
}

/** Compared with when there is no device, so that an unknown one takes as long as a wrong secret. */
const nobodysHash = Buffer.alloc(32);

const valid = (now: string): string => `revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ${now})`;

const findCredential = `SELECT secret_hash AS hash, kind FROM device_credential WHERE device_id = $1 AND number = $2 AND ${valid('$3')}`;

const findKind = `SELECT kind FROM device_credential WHERE device_id = $1 AND number = $2 AND ${valid('$3')}`;

const listAccounts = `
  SELECT device_id AS "deviceId", number, kind, broker_password AS "passwordHash" FROM device_credential WHERE ${valid('$1')} ORDER BY device_id, number`;

const findValid = `
  SELECT device_id AS "deviceId", number FROM device_credential
  JOIN unnest($1::uuid[], $2::int4[]) AS asked(device_id, number) USING (device_id, number) WHERE ${valid('$3')}`;

const lockAccounts = `SELECT pg_advisory_xact_lock(hashtext('tendon: accounts of the broker'))`;

/** Counts too, since the newest time says nothing of what was begun before it and committed after; and a credential that runs out is a change that nobody writes. */
const stateMark = `
  SELECT concat_ws(' ', count(*), count(revoked_at), count(*) FILTER (WHERE expires_at <= $1), extract(epoch FROM max(changed_at))) AS mark FROM device_credential`;

const lockDevice = `SELECT id FROM device WHERE id = $1 AND revoked_at IS NULL FOR NO KEY UPDATE`;
const findSame = `SELECT number FROM device_credential WHERE device_id = $1 AND secret_hash = $2 AND revoked_at IS NULL AND kind = 'secret'`;
const dropUnconfirmed = `
  UPDATE device_credential SET revoked_at = $2, changed_at = clock_timestamp()
  WHERE device_id = $1 AND confirmed_at IS NULL AND revoked_at IS NULL AND kind = 'secret'`;
const addFirst = `
  INSERT INTO device_credential (device_id, number, kind, secret_hash, broker_password, created_at, confirmed_at, changed_at)
  VALUES ($1, 1, 'secret', $2, $3, $4, $4, clock_timestamp())`;
const addCredential = `
  INSERT INTO device_credential (device_id, number, kind, secret_hash, broker_password, created_at, expires_at, changed_at)
  SELECT $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, clock_timestamp() FROM device_credential WHERE device_id = $1 RETURNING number`;
const confirm = `
  UPDATE device_credential SET confirmed_at = coalesce(confirmed_at, $3), changed_at = clock_timestamp() WHERE device_id = $1 AND number = $2`;
const retireOthers = `
  UPDATE device_credential SET revoked_at = $3, changed_at = clock_timestamp()
  WHERE device_id = $1 AND number < $2 AND revoked_at IS NULL AND kind = 'secret' RETURNING number`;
const rotationDone = `UPDATE device SET rotation_asked_at = NULL WHERE id = $1`;
const findOwn = `
  SELECT device_id AS "deviceId", number, device_credential.created_at AS "createdAt", rotation_asked_at AS "rotationAskedAt"
  FROM device_credential JOIN device ON device.id = device_id WHERE device_id = $1 AND number = $2`;

const lockRevoked = `SELECT id FROM device WHERE id = $1 AND revoked_at IS NOT NULL AND ${inCare('device.patient_id', '$2')} FOR NO KEY UPDATE`;
const endRecoveries = `
  UPDATE device_credential SET revoked_at = $2, changed_at = clock_timestamp() WHERE device_id = $1 AND kind = 'recovery' AND revoked_at IS NULL`;

/** The secrets devices prove themselves with: 256 random bits each, kept as hashes. Devices and brokers ask as the server. */
export class DeviceCredentialRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** `name` as `credentialName` makes it. Unknown, revoked, run out and wrong are one answer by one path: null. */
  async verify(name: string, secret: string, now: Date): Promise<DeviceIdentity | null> {
    const parsed = parseCredentialName(name);
    const found = await firstServerRow<{ hash: Buffer; kind: DeviceIdentity['kind'] }>(this.dataSource, findCredential, [parsed?.deviceId ?? null, parsed?.number ?? null, now]);
    const isRight = timingSafeEqual(hashOfSecret(secret), found?.hash ?? nobodysHash);
    return isRight && found !== null && parsed !== null ? { ...parsed, kind: found.kind } : null;
  }

  /** Whoever came in by that name before, as far as they still may; null: nobody. */
  async find(name: string, now: Date): Promise<DeviceIdentity | null> {
    const parsed = parseCredentialName(name);
    if (parsed === null) return null;
    const found = await firstRow<{ kind: DeviceIdentity['kind'] }>(this.dataSource, findKind, [parsed.deviceId, parsed.number, now]);
    return found === null ? null : { ...parsed, kind: found.kind };
  }

  /** Everybody whom a broker may let in now. */
  async accounts(now: Date): Promise<BrokerAccount[]> {
    return accountsIn(this.dataSource, now);
  }

  /** The same, for one who writes it down: one at a time, whichever process, so that nobody writes what they read before it was changed over what was read after. */
  async useAccounts(now: Date, use: (accounts: BrokerAccount[]) => void | Promise<void>): Promise<void> {
    await inServerTransaction(this.dataSource, async (runner) => {
      await rows(runner, lockAccounts);
      await use(await accountsIn(runner, now));
    });
  }

  /** Of these names, those that may still be connected. */
  async stillValid(names: readonly string[], now: Date): Promise<Set<string>> {
    const parsed = names.flatMap((name) => parseCredentialName(name) ?? []);
    const found = await serverRows<{ deviceId: string; number: number }>(this.dataSource, findValid, [parsed.map(({ deviceId }) => deviceId), parsed.map(({ number }) => number), now]);
    return new Set(found.map(({ deviceId, number }) => credentialName(deviceId, number)));
  }

  /** Another text whenever the answer of `accounts` may be another: cheap enough to be asked every second. */
  async mark(now: Date): Promise<string> {
    return (await firstServerRow<{ mark: string }>(this.dataSource, stateMark, [now]))?.mark ?? '';
  }

  async own({ deviceId, number }: DeviceIdentity): Promise<OwnCredential | null> {
    return firstServerRow(this.dataSource, findOwn, [deviceId, number]);
  }

  /**
   * A new credential beside the old one, which goes on until the device has confirmed the new one with it. Asking again with
   * the same secret gives the same number, so that a lost answer costs nothing. null: the device was revoked meanwhile.
   */
  async rotate(deviceId: string, newSecret: string, now: Date): Promise<number | null> {
    return inServerTransaction(this.dataSource, async (runner) => {
      if ((await firstRow(runner, lockDevice, [deviceId])) === null) return null;
      const same = await firstRow<{ number: number }>(runner, findSame, [deviceId, hashOfSecret(newSecret)]);
      if (same !== null) return same.number;
      await rows(runner, dropUnconfirmed, [deviceId, now]);
      const added = await firstRow<{ number: number }>(runner, addCredential, [deviceId, 'secret', hashOfSecret(newSecret), mosquittoPassword(newSecret), now, null]);
      return added?.number ?? null;
    });
  }

  /** The device has kept this one: those before it are over. Returns their numbers; doing it again changes nothing. */
  async confirm({ deviceId, number }: DeviceIdentity, now: Date): Promise<number[]> {
    return inServerTransaction(this.dataSource, async (runner) => {
      if ((await firstRow(runner, lockDevice, [deviceId])) === null) return [];
      await rows(runner, confirm, [deviceId, number, now]);
      const retired = await rows<{ number: number }>(runner, retireOthers, [deviceId, number, now]);
      await rows(runner, rotationDone, [deviceId]);
      return retired.map((each) => each.number);
    });
  }

  /** For data on a lost or revoked device: it may bring packets of streams that were opened before, and nothing else. One at a time; null: no such revoked device in care. */
  async issueRecovery({ deviceId, practitionerId, secret, now, expiresAt }: { deviceId: string; practitionerId: string; secret: string; now: Date; expiresAt: Date }): Promise<string | null> {
    return inTransaction(this.dataSource, async (runner) => {
      if ((await firstRow(runner, lockRevoked, [deviceId, practitionerId])) === null) return null;
      await rows(runner, endRecoveries, [deviceId, now]);
      const added = await firstRow<{ number: number }>(runner, addCredential, [deviceId, 'recovery', hashOfSecret(secret), mosquittoPassword(secret), now, expiresAt]);
      return added === null ? null : credentialName(deviceId, added.number);
    });
  }
}

async function accountsIn(on: DataSource | QueryRunner, now: Date): Promise<BrokerAccount[]> {
  const found = await serverRows<Omit<BrokerAccount, 'name'>>(on, listAccounts, [now]);
  return found.map((account) => ({ ...account, name: credentialName(account.deviceId, account.number) }));
}

/** A statement of its own: whether it may be written is asked of its device, which must be there. */
export async function insertFirstCredential(runner: QueryRunner, { deviceId, secretHash, brokerPassword, now }: { deviceId: string; secretHash: Buffer; brokerPassword: string; now: Date }): Promise<void> {
  await rows(runner, addFirst, [deviceId, secretHash, brokerPassword, now]);
}

export function hashOfSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
