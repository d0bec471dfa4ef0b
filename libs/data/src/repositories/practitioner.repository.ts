import type { Role } from '#libs/domain';
import type { DataSource, QueryRunner } from 'typeorm';
import { sealed, sealText } from '../sealed-columns.js';
import { inServerTransaction, rows, serverRows } from '../sql.js';
import { insertAccount } from './account.repository.js';
import { careNow } from './in-care.js';

export interface NewPractitioner {
  id: string;
  clinicId: string;
  displayName: string;
  roles: Role[];
  /** Compared without case. */
  signInName: string;
  /** As the gateway's password function made it. */
  passwordHash: string | null;
}

const selectPatientIds = `
  SELECT practitioner_id AS "practitionerId", array_agg(DISTINCT patient_id) AS "patientIds"
  FROM care_team WHERE practitioner_id = ANY($1::uuid[]) AND ${careNow} GROUP BY practitioner_id`;

export class PractitionerRepository {
  constructor(private readonly dataSource: DataSource) {}

  async createClinic({ id, name, secondFactor = 'optional' }: { id: string; name: string; secondFactor?: 'required' | 'optional' }): Promise<void> {
    await serverRows(this.dataSource, 'INSERT INTO clinic (id, name, second_factor) VALUES ($1, $2, $3)', [id, name, secondFactor]);
  }

  /** With the account by which they sign in. */
  async create({ displayName, ...account }: NewPractitioner): Promise<void> {
    await inServerTransaction(this.dataSource, async (runner) => {
      await insertPractitioner(runner, { ...account, displayName });
      await insertAccount(runner, account);
    });
  }

  /** For each of these, the patients whose care team has them in it now. */
  async patientIdsInCare(practitionerIds: string[]): Promise<Map<string, string[]>> {
    const found = await rows<{ practitionerId: string; patientIds: string[] }>(this.dataSource, selectPatientIds, [practitionerIds]);
    return new Map(found.map(({ practitionerId, patientIds }) => [practitionerId, patientIds]));
  }
}

export async function insertPractitioner(runner: QueryRunner, { id, clinicId, displayName }: Pick<NewPractitioner, 'id' | 'clinicId' | 'displayName'>): Promise<void> {
  await serverRows(runner, 'INSERT INTO practitioner (id, clinic_id, display_name) VALUES ($1, $2, $3)', [id, clinicId, sealText(runner, { column: sealed.practitionerName, ids: [clinicId, id] }, displayName)]);
}
