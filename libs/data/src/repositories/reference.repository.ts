import type { Reference, WalkReference } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { firstRow, rows } from '../sql.js';
import { inCare } from './in-care.js';

/** Session time, ms, half-open. */
export interface ApprovedRange {
  startMs: number;
  endMs: number;
  /** The fault that was shown on purpose; absent: as it is to be done. */
  type?: string;
}

export interface NewReference {
  id: string;
  prescriptionId: string;
  /** The calibration session the repetitions are of; must belong to the prescription. */
  sessionId: string;
  approved: ApprovedRange[];
  /** As a person read it off a goniometer; absent: nobody measured. */
  goniometerDeg?: number;
  practitionerId: string;
  now: Date;
}

export interface ReferenceRecord {
  id: string;
  state: 'building' | 'active' | 'refused';
  /** Why it could not be built, in words. */
  refusal: string | null;
  repetitions: number | null;
  provisional: boolean | null;
  /** By name; none while it is building. */
  faults: string[];
}

export interface ReferenceOrder {
  sessionId: string;
  approved: ApprovedRange[];
  goniometerDeg: number | null;
  streams: { id: string; ordinal: number; clockOffsetMs: number }[];
}

const insertReference = `
  INSERT INTO reference (id, prescription_id, session_id, approved, approved_by, approved_at, goniometer_deg, state)
  SELECT $1, session.prescription_id, session.id, $4, $5::uuid, $6, $7, 'building' FROM session
  WHERE session.id = $3 AND session.prescription_id = $2 AND ${inCare('session.patient_id', '$5')}
  RETURNING id`;

const selectReference = `
  SELECT reference.id, reference.state, refusal, (content->>'repetitions')::int + coalesce((content->'otherSide'->>'repetitions')::int, 0) AS repetitions,
    (content->>'provisional')::boolean OR coalesce((content->'otherSide'->>'provisional')::boolean, false) AS provisional,
    ARRAY(SELECT DISTINCT each->>'type' FROM jsonb_array_elements(coalesce(content->'execution'->'types', '[]') || coalesce(content->'otherSide'->'execution'->'types', '[]')) AS each ORDER BY 1) AS faults
  FROM reference JOIN prescription ON prescription.id = reference.prescription_id
  WHERE reference.id = $2 AND ${inCare('prescription.patient_id', '$1')}`;

const selectOrder = `
  SELECT session_id AS "sessionId", approved, goniometer_deg AS "goniometerDeg",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', stream.id::text, 'ordinal', ordinal, 'clockOffsetMs', clock_offset_ms) ORDER BY ordinal), '[]')
      FROM stream WHERE stream.session_id = reference.session_id) AS streams
  FROM reference WHERE id = $1 AND state = 'building'`;

const activateReference = `UPDATE reference SET state = 'active', content = $2 WHERE id = $1 AND state = 'building'`;
const refuseReference = `UPDATE reference SET state = 'refused', refusal = $2 WHERE id = $1 AND state = 'building'`;

export class ReferenceRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** In state `building`. False: no such session of this prescription in this practitioner's care. */
  async create(reference: NewReference): Promise<boolean> {
    const { id, prescriptionId, sessionId, approved, goniometerDeg, practitionerId, now } = reference;
    const values = [id, prescriptionId, sessionId, JSON.stringify(approved), practitionerId, now, goniometerDeg ?? null];
    return (await firstRow(this.dataSource, insertReference, values)) !== null;
  }

  async find(practitionerId: string, referenceId: string): Promise<ReferenceRecord | null> {
    return firstRow(this.dataSource, selectReference, [practitionerId, referenceId]);
  }

  /** null: unknown, or built already: a job may come twice. */
  async loadForBuilding(referenceId: string): Promise<ReferenceOrder | null> {
    return firstRow(this.dataSource, selectOrder, [referenceId]);
  }

  /** Those that wait to be built: their ticket may be lost. */
  async waiting(limit: number): Promise<string[]> {
    const found = await rows<{ id: string }>(this.dataSource, `SELECT id FROM reference WHERE state = 'building' ORDER BY approved_at LIMIT $1`, [limit]);
    return found.map(({ id }) => id);
  }

  async activate(referenceId: string, content: Reference | WalkReference): Promise<void> {
    await rows(this.dataSource, activateReference, [referenceId, JSON.stringify(content)]);
  }

  async refuse(referenceId: string, refusal: string): Promise<void> {
    await rows(this.dataSource, refuseReference, [referenceId, refusal]);
  }
}
