import { referenceLastsDays, type AlertLimits, type PrescribedLimits, type SensorBinding } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { firstRow, rows } from '../sql.js';
import { inCare } from './in-care.js';

export interface NewPrescription {
  id: string;
  patientId: string;
  practitionerId: string;
  exerciseId: string;
  side: 'left' | 'right' | 'both';
  involvedSide: 'left' | 'right' | 'both' | null;
  sensors: SensorBinding[];
  intensityScheme: 'percent-max' | 'percent-reserve';
  zonePercent: { low: number; high: number } | null;
  ceilingBpm: number | null;
  hardLimitBpm: number | null;
  supervised: boolean;
  alertLimits: AlertLimits;
  now: Date;
}

export interface PrescriptionRecord {
  id: string;
  patientId: string;
  exerciseId: string;
  /** Of one that the clinic has taught; null: it is one of the catalogue. */
  taughtName: string | null;
  side: 'left' | 'right' | 'both';
  /** Which side hurts or is treated; null: not said. */
  involvedSide: 'left' | 'right' | 'both' | null;
  sensors: SensorBinding[];
  limits: PrescribedLimits;
  /** Of the newest active reference; null: there is none. */
  referenceRepetitions: number | null;
  /** When it is too old to judge by; null: there is none. */
  referenceExpiresAt: string | null;
  createdAt: string;
  calibration: {
    /** When a therapist asked last for a guided calibration. */
    askedAt: string | null;
    /** The last one that began. */
    session: { id: string; startedAt: string; state: 'running' | 'ended' | 'finished'; passed: boolean } | null;
  };
}

const insertPrescription = `
  INSERT INTO prescription (id, patient_id, exercise_id, side, sensors, ceiling_bpm, hard_limit_bpm, created_by, created_at,
    intensity_scheme, zone_low_percent, zone_high_percent, supervised, alert_limits, involved_side)
  SELECT $1, patient.id, $4, $5, $6, $7, $8, $3::uuid, $9, $10, $11, $12, $13, $14, $15 FROM patient WHERE patient.id = $2 AND ${inCare('patient.id', '$3')}
  RETURNING id`;

const prescribedLimits = `jsonb_build_object('alertLimits', alert_limits, 'ceilingBpm', ceiling_bpm, 'hardLimitBpm', hard_limit_bpm)`;

const selectPrescriptions = `
  SELECT id, patient_id AS "patientId", exercise_id AS "exerciseId",
    (SELECT name FROM taught_exercise WHERE taught_exercise.id::text = prescription.exercise_id) AS "taughtName", side, involved_side AS "involvedSide", sensors, ${prescribedLimits} AS limits, created_at AS "createdAt",
    (SELECT (content->>'repetitions')::int + coalesce((content->'otherSide'->>'repetitions')::int, 0) FROM reference WHERE reference.prescription_id = prescription.id AND state = 'active'
      ORDER BY approved_at DESC LIMIT 1) AS "referenceRepetitions",
    (SELECT shown.started_at + interval '${referenceLastsDays} days' FROM reference JOIN session AS shown ON shown.id = reference.session_id
      WHERE reference.prescription_id = prescription.id AND reference.state = 'active' ORDER BY approved_at DESC LIMIT 1) AS "referenceExpiresAt", calibration_asked_at AS "calibrationAskedAt",
    (SELECT jsonb_build_object('id', session.id, 'startedAt', started_at, 'state', state, 'passed', coalesce((worn->'guided'->>'passed')::boolean, false))
      FROM session WHERE session.prescription_id = prescription.id AND purpose = 'guided-calibration' ORDER BY started_at DESC LIMIT 1) AS "calibrationSession"
  FROM prescription WHERE ended_at IS NULL AND ${inCare('prescription.patient_id', '$1')}`;

const askCalibration = `
  UPDATE prescription SET calibration_asked_at = $3, calibration_anew = $4 WHERE id = $2 AND ended_at IS NULL AND ${inCare('prescription.patient_id', '$1')} RETURNING id`;

const changeInvolvedSide = `
  UPDATE prescription SET involved_side = $4 WHERE id = $2 AND ended_at IS NULL AND involved_side IS NOT DISTINCT FROM $3 AND ${inCare('prescription.patient_id', '$1')} RETURNING id`;

const changeLimits = `
  UPDATE prescription SET ceiling_bpm = $4, hard_limit_bpm = $5, alert_limits = $6
  WHERE id = $2 AND ended_at IS NULL AND ${prescribedLimits} = $3::jsonb AND ${inCare('prescription.patient_id', '$1')} RETURNING id`;

type PrescriptionRow = Omit<PrescriptionRecord, 'createdAt' | 'calibration' | 'referenceExpiresAt'> & { createdAt: Date; referenceExpiresAt: Date | null; calibrationAskedAt: Date | null; calibrationSession: PrescriptionRecord['calibration']['session'] };

export class PrescriptionRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** False: no such patient in this practitioner's care. */
  async create(prescription: NewPrescription): Promise<boolean> {
    const { id, patientId, practitionerId, exerciseId, side, involvedSide, sensors, intensityScheme, zonePercent, ceilingBpm, hardLimitBpm, supervised, alertLimits, now } = prescription;
    const values = [id, patientId, practitionerId, exerciseId, side, JSON.stringify(sensors), ceilingBpm, hardLimitBpm, now,
      intensityScheme, zonePercent?.low ?? null, zonePercent?.high ?? null, supervised, JSON.stringify(alertLimits), involvedSide];
    return (await firstRow(this.dataSource, insertPrescription, values)) !== null;
  }

  /** Those in force, oldest first. */
  async list(practitionerId: string, patientId: string): Promise<PrescriptionRecord[]> {
    const text = `${selectPrescriptions} AND patient_id = $2 ORDER BY created_at, id`;
    return (await rows<PrescriptionRow>(this.dataSource, text, [practitionerId, patientId])).map(toRecord);
  }

  async find(practitionerId: string, prescriptionId: string): Promise<PrescriptionRecord | null> {
    const row = await firstRow<PrescriptionRow>(this.dataSource, `${selectPrescriptions} AND id = $2`, [practitionerId, prescriptionId]);
    return row === null ? null : toRecord(row);
  }

  /** False: it is not (any more) as it `was`, or there is no such prescription in force in this practitioner's care. */
  async changeInvolvedSide(practitionerId: string, prescriptionId: string, { was, is }: Record<'was' | 'is', PrescriptionRecord['involvedSide']>): Promise<boolean> {
    return (await firstRow(this.dataSource, changeInvolvedSide, [practitionerId, prescriptionId, was, is])) !== null;
  }

  /** False: they are not (any more) as they were, or there is no such prescription in force in this practitioner's care. */
  async changeLimits(practitionerId: string, prescriptionId: string, { was, is }: Record<'was' | 'is', PrescribedLimits>): Promise<boolean> {
    return (await firstRow(this.dataSource, changeLimits, [practitionerId, prescriptionId, JSON.stringify(was), is.ceilingBpm, is.hardLimitBpm, JSON.stringify(is.alertLimits)])) !== null;
  }

  /** The next session is to be a guided calibration; `at` null: no longer. False: no such prescription in force in this practitioner's care. */
  async askCalibration(practitionerId: string, prescriptionId: string, { at, anew }: { at: Date | null; anew: boolean }): Promise<boolean> {
    return (await firstRow(this.dataSource, askCalibration, [practitionerId, prescriptionId, at, anew])) !== null;
  }
}

function toRecord({ createdAt, referenceExpiresAt, calibrationAskedAt, calibrationSession, ...row }: PrescriptionRow): PrescriptionRecord {
  const session = calibrationSession === null ? null : { ...calibrationSession, startedAt: new Date(calibrationSession.startedAt).toISOString() };
  return { ...row, createdAt: createdAt.toISOString(), referenceExpiresAt: referenceExpiresAt?.toISOString() ?? null, calibration: { askedAt: calibrationAskedAt?.toISOString() ?? null, session } };
}
