import type { DataSource } from 'typeorm';
import { PatientEntity } from '../entities/patient.entity.js';
import { byName, opened, sealed, sealedText, sealText } from '../sealed-columns.js';
import { firstRow, inTransaction, rows } from '../sql.js';
import { inCare } from './in-care.js';

/** What the choice of limits and rules depends on. */
export interface PatientFacts {
  birthYear: number;
  sex: 'female' | 'male' | 'unknown';
  /** Tags that change a rule, e.g. `fibromyalgia`. */
  conditions: string[];
  restingHeartRateBpm: number | null;
  measuredMaxHeartRateBpm: number | null;
  /** Day of the graded test, as YYYY-MM-DD; null: none was done. */
  measuredMaxOn: string | null;
  /** Whether rate-limiting medication is what it was then. */
  measuredMaxOnSameMedication: boolean;
  betaBlocker: boolean;
  ivabradine: boolean;
  nonDhpCcb: boolean;
  heartFailure: boolean;
  pacemaker: boolean;
  monitoringRequired: boolean;
}

/** What limits are derived from, as a therapist writes it down: the contract's `HeartFacts`. */
export type HeartFacts = Omit<PatientFacts, 'birthYear' | 'sex' | 'conditions'>;

export interface NewPatient extends PatientFacts {
  id: string;
  displayName: string;
  /** Becomes the first of the care team; the patient belongs to this practitioner's clinic. */
  practitionerId: string;
  now: Date;
}

export interface PatientRecord {
  id: string;
  displayName: string;
  birthYear: number;
  conditions: string[];
}

const selectPatients = `
  SELECT id, ${sealedText(sealed.patientName)} AS "displayName", birth_year AS "birthYear", conditions FROM patient WHERE ${inCare('patient.id', '$1')}`;

const selectHeart = `
  SELECT resting_heart_rate_bpm AS "restingHeartRateBpm", measured_max_heart_rate_bpm AS "measuredMaxHeartRateBpm", measured_max_on::text AS "measuredMaxOn",
    measured_max_on_same_medication AS "measuredMaxOnSameMedication", beta_blocker AS "betaBlocker", ivabradine, non_dhp_ccb AS "nonDhpCcb",
    heart_failure AS "heartFailure", pacemaker, monitoring_required AS "monitoringRequired"
  FROM patient WHERE id = $2 AND ${inCare('patient.id', '$1')}`;

const updateHeart = `
  UPDATE patient SET resting_heart_rate_bpm = $3, measured_max_heart_rate_bpm = $4, measured_max_on = $5, measured_max_on_same_medication = $6,
    beta_blocker = $7, ivabradine = $8, non_dhp_ccb = $9, heart_failure = $10, pacemaker = $11, monitoring_required = $12
  WHERE id = $2 AND ${inCare('patient.id', '$1')} RETURNING id`;

export class PatientRepository {
  constructor(private readonly dataSource: DataSource) {}

  async create({ practitionerId, now, ...patient }: NewPatient): Promise<PatientRecord> {
    await inTransaction(this.dataSource, async (runner) => {
      const practitioner = await firstRow<{ clinicId: string }>(
        runner, 'SELECT clinic_id AS "clinicId" FROM practitioner WHERE id = $1', [practitionerId]);
      if (practitioner === null) throw new RangeError(`no practitioner ${practitionerId}`);
      const displayName = sealText(runner, { column: sealed.patientName, ids: [practitioner.clinicId, patient.id] }, patient.displayName);
      // Reads nothing back: until the care team has somebody, the patient is nobody's to read.
      await runner.manager.createQueryBuilder().insert().into(PatientEntity).values({ ...patient, displayName, clinicId: practitioner.clinicId, createdAt: now }).updateEntity(false).execute();
      await rows(runner, 'INSERT INTO care_team (patient_id, practitioner_id, since) VALUES ($1, $2, $3)', [patient.id, practitionerId, now]);
    });
    const { id, displayName, birthYear, conditions } = patient;
    return { id, displayName, birthYear, conditions };
  }

  async list(practitionerId: string): Promise<PatientRecord[]> {
    const found = await rows<PatientRecord>(this.dataSource, `${selectPatients} ORDER BY id`, [practitionerId]);
    return opened(this.dataSource, found, 'displayName').sort(byName);
  }

  /** null: no such patient in this practitioner's care. */
  async heart(practitionerId: string, patientId: string): Promise<HeartFacts | null> {
    return firstRow(this.dataSource, selectHeart, [practitionerId, patientId]);
  }

  /** For sessions that begin from now on. False: no such patient in this practitioner's care. */
  async setHeart(practitionerId: string, patientId: string, heart: HeartFacts): Promise<boolean> {
    const { restingHeartRateBpm, measuredMaxHeartRateBpm, measuredMaxOn, measuredMaxOnSameMedication, betaBlocker, ivabradine, nonDhpCcb, heartFailure, pacemaker, monitoringRequired } = heart;
    const values = [restingHeartRateBpm, measuredMaxHeartRateBpm, measuredMaxOn, measuredMaxOnSameMedication, betaBlocker, ivabradine, nonDhpCcb, heartFailure, pacemaker, monitoringRequired];
    return (await firstRow(this.dataSource, updateHeart, [practitionerId, patientId, ...values])) !== null;
  }

  async find(practitionerId: string, patientId: string): Promise<PatientRecord | null> {
    const found = await rows<PatientRecord>(this.dataSource, `${selectPatients} AND id = $2`, [practitionerId, patientId]);
    return opened(this.dataSource, found, 'displayName')[0] ?? null;
  }
}
