import type { DataSource } from 'typeorm';
import { opened, sealed, sealedText, sealText } from '../sealed-columns.js';
import { firstRow, inTransaction, rows } from '../sql.js';
import { hashOfSecret, insertFirstCredential } from './device-credential.repository.js';
import { inCare } from './in-care.js';
import { mosquittoPassword } from './mosquitto-password.js';

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

export type DeviceEventKind = 'taken-over' | 'diverged' | 'flood';

/** As a practitioner sees it. */
export interface DeviceRecord {
  id: string;
  label: string;
  source: 'live' | 'simulated' | 'replayed';
  createdAt: Date;
  revokedAt: Date | null;
  revocationReason: string | null;
  rotationAskedAt: Date | null;
  credentialAt: Date | null;
  lastStreamAt: Date | null;
  /** What looked wrong in the last 30 days, newest first, each kind once. */
  events: { kind: DeviceEventKind; at: string }[];
}

export interface DeviceRevoked {
  patientId: string;
  /** Running sessions that had no other device: they are over. */
  ended: string[];
}

interface ByPractitioner {
  deviceId: string;
  practitionerId: string;
  now: Date;
}

const insertDevice = `
  INSERT INTO device (id, clinic_id, patient_id, label, source, source_label, created_at)
  SELECT $1, patient.clinic_id, patient.id, $4, $5, $6, $7 FROM patient WHERE patient.id = $2 AND ${inCare('patient.id', '$3')}
  RETURNING id`;

const listDevices = `
  SELECT device.id, ${sealedText(sealed.deviceLabel)} AS label, device.source, device.created_at AS "createdAt", device.revoked_at AS "revokedAt",
    device.revocation_reason AS "revocationReason", device.rotation_asked_at AS "rotationAskedAt",
    (SELECT max(created_at) FROM device_credential WHERE device_id = device.id AND kind = 'secret' AND revoked_at IS NULL) AS "credentialAt",
    (SELECT max(opened_at) FROM stream WHERE stream.device_id = device.id) AS "lastStreamAt",
    coalesce((SELECT jsonb_agg(jsonb_build_object('kind', kind, 'at', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) ORDER BY at DESC)
      FROM (SELECT kind, max(at) AS at FROM device_event WHERE device_event.device_id = device.id AND at > $3::timestamptz - interval '30 days' GROUP BY kind) AS newest), '[]') AS events
  FROM device WHERE device.patient_id = $2 AND ${inCare('device.patient_id', '$1')} ORDER BY device.created_at DESC, device.id`;

const mayReadPatient = `SELECT 1 FROM patient WHERE id = $2 AND ${inCare('patient.id', '$1')}`;

const revokeDevice = `
  UPDATE device SET revoked_at = $3, revocation_reason = $4
  WHERE id = $1 AND revoked_at IS NULL AND ${inCare('device.patient_id', '$2')} RETURNING patient_id AS "patientId"`;

const revokeCredentials = `
  UPDATE device_credential SET revoked_at = $2, changed_at = clock_timestamp() WHERE device_id = $1 AND revoked_at IS NULL`;

const endSessions = `
  UPDATE session SET state = 'ended', ended_at = $2
  WHERE state = 'running' AND id IN (SELECT session_id FROM stream WHERE device_id = $1)
    AND NOT EXISTS (SELECT 1 FROM stream JOIN device ON device.id = stream.device_id WHERE stream.session_id = session.id AND device.revoked_at IS NULL)
  RETURNING id`;

const askRotation = `
  UPDATE device SET rotation_asked_at = $3 WHERE id = $1 AND revoked_at IS NULL AND ${inCare('device.patient_id', '$2')} RETURNING id`;

/** One of a kind in ten minutes tells enough; a device that floods must not flood this table. */
const insertEvent = `
  INSERT INTO device_event (device_id, kind, at) SELECT id, $2, $3 FROM device
  WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM device_event WHERE device_id = $1 AND kind = $2 AND at > $3::timestamptz - interval '10 minutes')
  RETURNING id`;

export class DeviceRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** False: no such patient in this practitioner's care. */
  async register(device: NewDevice): Promise<boolean> {
    const { id, patientId, practitionerId, label, source, sourceLabel, secret, now } = device;
    return inTransaction(this.dataSource, async (runner) => {
      const made = await firstRow(runner, insertDevice, [id, patientId, practitionerId, sealText(runner, { column: sealed.deviceLabel, ids: [patientId, id] }, label), source, sourceLabel, now]);
      if (made !== null) await insertFirstCredential(runner, { deviceId: id, secretHash: hashOfSecret(secret), brokerPassword: mosquittoPassword(secret), now });
      return made !== null;
    });
  }

  /** null: no such patient in this practitioner's care. */
  async list({ practitionerId, patientId, now }: { practitionerId: string; patientId: string; now: Date }): Promise<DeviceRecord[] | null> {
    const devices = await rows<DeviceRecord>(this.dataSource, listDevices, [practitionerId, patientId, now]);
    if (devices.length > 0) return opened(this.dataSource, devices, 'label');
    return (await firstRow(this.dataSource, mayReadPatient, [practitionerId, patientId])) === null ? null : [];
  }

  /** Ends every credential and every session that goes on by this device alone. null: no such active device in this practitioner's care. */
  async revoke({ deviceId, practitionerId, reason, now }: ByPractitioner & { reason: string }): Promise<DeviceRevoked | null> {
    return inTransaction(this.dataSource, async (runner) => {
      const revoked = await firstRow<{ patientId: string }>(runner, revokeDevice, [deviceId, practitionerId, now, reason]);
      if (revoked === null) return null;
      await rows(runner, revokeCredentials, [deviceId, now]);
      const ended = await rows<{ id: string }>(runner, endSessions, [deviceId, now]);
      return { ...revoked, ended: ended.map(({ id }) => id) };
    });
  }

  /** Remembers that the device is to make itself a new credential. False: no such active device in this practitioner's care. */
  async askRotation({ deviceId, practitionerId, now }: ByPractitioner): Promise<boolean> {
    return (await firstRow(this.dataSource, askRotation, [deviceId, practitionerId, now])) !== null;
  }

  /** Something looked wrong. False: known already, or no such device. */
  async report(deviceId: string, kind: DeviceEventKind, at: Date): Promise<boolean> {
    return (await firstRow(this.dataSource, insertEvent, [deviceId, kind, at])) !== null;
  }
}
