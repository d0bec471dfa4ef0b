import { createHash, timingSafeEqual } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { firstRow, rows } from '../sql.js';
import { inCare } from './in-care.js';
import { mosquittoPassword } from './mosquitto-password.js';
import { uuidOrNull } from './stream-directory.js';

export interface NewDevice {
  id: string;
  patientId: string;
  /** Who registers it; must be in the patient's care team. */
  practitionerId: string;
  label: string;
  source: 'live' | 'simulated' | 'replayed';
  sourceLabel: string;
  /** At least 128 random bits, so that a plain hash is enough to keep it. */
  secret: string;
  now: Date;
}

const insertDevice = `
  INSERT INTO device (id, clinic_id, patient_id, label, source, source_label, secret_hash, broker_password, created_at)
  SELECT $1, patient.clinic_id, patient.id, $4, $5, $6, $7, $8, $9 FROM patient WHERE patient.id = $2 AND ${inCare('patient.id', '$3')}
  RETURNING id`;

const revokeDevice = `
  UPDATE device SET revoked_at = $3 WHERE id = $1 AND revoked_at IS NULL AND ${inCare('device.patient_id', '$2')} RETURNING id`;

/** Compared with when there is no device, so that an unknown one takes as long as a wrong secret. */
const nobodysHash = Buffer.alloc(32);

export class DeviceRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** False: no such patient in this practitioner's care. */
  async register(device: NewDevice): Promise<boolean> {
    const { id, patientId, practitionerId, label, source, sourceLabel, secret, now } = device;
    const values = [id, patientId, practitionerId, label, source, sourceLabel, hashOf(secret), mosquittoPassword(secret), now];
    return (await firstRow(this.dataSource, insertDevice, values)) !== null;
  }

  /** Unknown, revoked and wrong are the same answer by the same path. */
  async verifySecret(deviceId: string, secret: string): Promise<boolean> {
    const device = await firstRow<{ hash: Buffer }>(
      this.dataSource, 'SELECT secret_hash AS hash FROM device WHERE id = $1 AND revoked_at IS NULL', [uuidOrNull(deviceId)]);
    const isRight = timingSafeEqual(hashOf(secret), device?.hash ?? nobodysHash);
    return isRight && device !== null;
  }

  /** False: no such active device in this practitioner's care. */
  async revoke({ deviceId, practitionerId, now }: { deviceId: string; practitionerId: string; now: Date }): Promise<boolean> {
    return (await rows(this.dataSource, revokeDevice, [deviceId, practitionerId, now])).length > 0;
  }

  /** Who may connect to a broker that keeps its own accounts. */
  async brokerAccounts(): Promise<{ deviceId: string; passwordHash: string }[]> {
    return rows(this.dataSource, 'SELECT id AS "deviceId", broker_password AS "passwordHash" FROM device WHERE revoked_at IS NULL ORDER BY id');
  }
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
