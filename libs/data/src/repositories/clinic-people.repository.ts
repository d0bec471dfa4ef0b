import type { Role } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { byName, opened, sealed, sealedText, sealText } from '../sealed-columns.js';
import { firstRow, inServerTransaction, rows, serverRows } from '../sql.js';
import { careNow, inCare } from './in-care.js';
import { isoTime } from './iso-time.js';

export interface StaffRecord {
  id: string;
  displayName: string;
  signInName: string;
  roles: Role[];
  closedAt: Date | null;
}

/** A patient as an admin sees them: who they are and who cares for them, and nothing that was measured. */
export interface CareTeamRecord {
  patientId: string;
  displayName: string;
  hasAccount: boolean;
  members: { practitionerId: string; displayName: string; since: string; until: string | null; isBackup: boolean }[];
}

/** Colleagues who care for a patient, as one of them sees it. */
export interface CarerRecord {
  practitionerId: string;
  displayName: string;
  isBackup: boolean;
}

const selectCarers = `
  SELECT practitioner.id AS "practitionerId", ${sealedText(sealed.practitionerName)} AS "displayName", care_team.is_backup AS "isBackup"
  FROM patient JOIN care_team ON care_team.patient_id = patient.id JOIN practitioner ON practitioner.id = care_team.practitioner_id
  WHERE patient.id = $2 AND ${careNow} AND ${inCare('patient.id', '$1')}`;

const selectStaff = `
  SELECT account.id, ${sealedText(sealed.practitionerName)} AS "displayName", ${sealedText(sealed.signInName)} AS "signInName", account.roles, account.disabled_at AS "closedAt"
  FROM account JOIN practitioner ON practitioner.id = account.id WHERE account.clinic_id = $1 ORDER BY account.id`;

const selectCareTeams = `
  SELECT patient.id AS "patientId", ${sealedText(sealed.patientName)} AS "displayName", EXISTS (SELECT 1 FROM account WHERE account.id = patient.id) AS "hasAccount",
    coalesce((SELECT jsonb_agg(jsonb_build_object('practitionerId', practitioner.id, 'displayName', ${sealedText(sealed.practitionerName)},
        'since', ${isoTime('since')}, 'until', ${isoTime('until')}, 'isBackup', is_backup) ORDER BY since, practitioner.id)
      FROM care_team JOIN practitioner ON practitioner.id = care_team.practitioner_id WHERE care_team.patient_id = patient.id AND ${careNow}), '[]') AS members
  FROM patient WHERE patient.clinic_id = $1 ORDER BY patient.id`;

/** Both of the clinic, and the practitioner a therapist who is not in the team yet. */
const insertMember = `
  INSERT INTO care_team (patient_id, practitioner_id, since, until, is_backup)
  SELECT patient.id, account.id, $4, $5, $6 FROM patient JOIN account ON account.clinic_id = patient.clinic_id
  WHERE patient.id = $2 AND account.id = $3 AND patient.clinic_id = $1 AND 'therapist' = ANY (account.roles) AND account.disabled_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM care_team WHERE patient_id = $2 AND practitioner_id = $3 AND ${careNow})`;

const endMember = `
  UPDATE care_team SET until = $4 FROM patient
  WHERE patient.id = care_team.patient_id AND patient.clinic_id = $1 AND care_team.patient_id = $2 AND practitioner_id = $3 AND ${careNow}
  RETURNING practitioner_id AS id`;

const close = `UPDATE account SET disabled_at = $3 WHERE id = $2 AND clinic_id = $1 AND disabled_at IS NULL RETURNING id`;
const reopen = `UPDATE account SET disabled_at = NULL WHERE id = $2 AND clinic_id = $1 AND disabled_at IS NOT NULL RETURNING id`;

/** The lock keeps two of the same person from being in at once. */
const lockOfClinic = 'SELECT id FROM patient WHERE id = $2 AND clinic_id = $1 FOR NO KEY UPDATE';
const isInCare = `SELECT 1 AS one FROM care_team WHERE patient_id = $1 AND practitioner_id = $2 AND ${careNow}`;
const insertEmergency = 'INSERT INTO care_team (patient_id, practitioner_id, since, until, emergency_reason) VALUES ($1, $2, $3, $4, $5)';

export interface OfClinic {
  clinicId: string;
  now: Date;
}

/** What a clinic's admin does with people. Everything is of one clinic, or is not there. */
export class ClinicPeopleRepository {
  constructor(private readonly dataSource: DataSource) {}

  async staff(clinicId: string): Promise<StaffRecord[]> {
    return opened(this.dataSource, await rows<StaffRecord>(this.dataSource, selectStaff, [clinicId]), 'displayName', 'signInName').sort(byName);
  }

  async careTeams(clinicId: string): Promise<CareTeamRecord[]> {
    const teams = opened(this.dataSource, await rows<CareTeamRecord>(this.dataSource, selectCareTeams, [clinicId]), 'displayName');
    for (const { members } of teams) opened(this.dataSource, members, 'displayName');
    return teams.sort(byName);
  }

  /** null: no such patient, or not in this practitioner's care. */
  async carers(practitionerId: string, patientId: string): Promise<CarerRecord[] | null> {
    const found = await rows<CarerRecord>(this.dataSource, selectCarers, [practitionerId, patientId]);
    return found.length === 0 ? null : opened(this.dataSource, found, 'displayName').sort(byName);
  }

  /** `until` null: for as long as it takes. False: no such patient or therapist in this clinic, or in the team already. */
  async join({ clinicId, patientId, practitionerId, until, isBackup, now }: OfClinic & { patientId: string; practitionerId: string; until: Date | null; isBackup: boolean }): Promise<boolean> {
    return (await firstRow(this.dataSource, `${insertMember} RETURNING patient_id`, [clinicId, patientId, practitionerId, now, until, isBackup])) !== null;
  }

  /** From now on they see nothing of this patient. False: not in this team. */
  async leave({ clinicId, patientId, practitionerId, now }: OfClinic & { patientId: string; practitionerId: string }): Promise<boolean> {
    return (await rows(this.dataSource, endMember, [clinicId, patientId, practitionerId, now])).length > 0;
  }

  /** Names alone, for a therapist who cares for none of them; as the server, since row-level security shows them none. */
  async patientNames(clinicId: string): Promise<{ id: string; displayName: string }[]> {
    const found = await serverRows<{ id: string; displayName: string }>(this.dataSource, `SELECT id, ${sealedText(sealed.patientName)} AS "displayName" FROM patient WHERE clinic_id = $1 ORDER BY id`, [clinicId]);
    return opened(this.dataSource, found, 'displayName').sort(byName);
  }

  /** Into the team until then, for a reason. `unknown`: no such patient in this clinic. */
  async breakGlass({ clinicId, patientId, practitionerId, reason, now, until }: OfClinic & { patientId: string; practitionerId: string; reason: string; until: Date }): Promise<'open' | 'unknown' | 'in-care'> {
    return inServerTransaction(this.dataSource, async (runner) => {
      if ((await rows(runner, lockOfClinic, [clinicId, patientId])).length === 0) return 'unknown';
      if ((await rows(runner, isInCare, [patientId, practitionerId])).length > 0) return 'in-care';
      await rows(runner, insertEmergency, [patientId, practitionerId, now, until, sealText(runner, { column: sealed.emergencyReason, ids: [patientId, practitionerId] }, reason)]);
      return 'open';
    });
  }

  /** Nobody signs in with this account any more, and every sign-in of it is over. False: no such open account in this clinic. */
  async closeAccount({ clinicId, accountId, now }: OfClinic & { accountId: string }): Promise<boolean> {
    return inServerTransaction(this.dataSource, async (runner) => {
      const closed = await serverRows(runner, close, [clinicId, accountId, now]);
      await serverRows(runner, 'UPDATE sign_in SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL AND EXISTS (SELECT 1 FROM account WHERE id = $1 AND clinic_id = $3)', [accountId, now, clinicId]);
      return closed.length > 0;
    });
  }

  async reopenAccount({ clinicId, accountId }: { clinicId: string; accountId: string }): Promise<boolean> {
    return (await serverRows(this.dataSource, reopen, [clinicId, accountId])).length > 0;
  }
}
