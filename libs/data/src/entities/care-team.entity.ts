import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ConsentEntity } from './consent.entity.js';
import { PatientEntity } from './patient.entity.js';
import { PractitionerEntity } from './practitioner.entity.js';

@Entity('care_team')
@Index('care_team_practitioner', ['practitionerId'])
export class CareTeamEntity {
  @ForeignKey(() => PatientEntity) @PrimaryColumn('uuid') patientId!: string;
  @ForeignKey(() => PractitionerEntity) @PrimaryColumn('uuid') practitionerId!: string;
  @PrimaryColumn('timestamptz', { default: () => 'now()' }) since!: Date;
  @Column('timestamptz', { nullable: true }) until!: Date | null;
  @Column('text', { nullable: true, comment: 'sealed; why somebody let themselves in without being asked; they are out again at until' }) emergencyReason!: string | null;
  @Column('boolean', { default: false, comment: 'is rung only when nobody else answers' }) isBackup!: boolean;
  @ForeignKey(() => ConsentEntity) @Column('uuid', { nullable: true, comment: 'let in by the patient; out when it is withdrawn' }) consentId!: string | null;
}
